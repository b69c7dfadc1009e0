package dev.assay.conformance.reference;

import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.Import;
import dev.assay.vm.module.LocalGroup;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.ResourceLimits;
import dev.assay.vm.validate.ValidModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The naive machine: one operand stack of tagged values, one Java call per Wasm call, the price of
 * each instruction paid when control reaches it. Control reaches an instruction by falling into it
 * or by a branch; branches land behind the end of a block, behind the head of a loop.
 */
final class ReferenceMachine implements HostInterface.Caller {
  private static final int FIXED_WEIGHT = 8;

  /** What must be left of the call stack for a call of the host. */
  private static final int HOST_WEIGHT = 256;

  private static final int RETURNED = -1;
  private static final Numerics NUMERICS = new Numerics();

  private final ValidModule valid;
  private final WasmModule module;
  private final InstructionCosts costs;
  private final ResourceLimits limits;
  private final Consumer<String> transcript;
  private final Consumer<Long> milestones;
  private final long inkLimit;
  private final ValueStack stack = new ValueStack();
  private final Map<Integer, List<Instruction>> bodies = new HashMap<>();
  private final Map<Integer, long[]> blocks = new HashMap<>();
  private final Value[] globals;
  private final ReferenceMemories memories;
  private final ReferenceTables tables;
  private long ink;
  private int slotsLeft;
  private int function = -1;
  private int offset = -1;

  ReferenceMachine(
      ValidModule valid,
      InstructionCosts costs,
      ResourceLimits limits,
      long inkLimit,
      Consumer<String> transcript,
      Consumer<Long> milestones) {
    this.valid = valid;
    this.module = valid.module();
    this.costs = costs;
    this.limits = limits;
    this.inkLimit = inkLimit;
    this.ink = inkLimit;
    this.slotsLeft = limits.callSlots();
    this.transcript = transcript;
    this.milestones = milestones;
    this.globals = new Value[module.globals().size()];
    this.memories = new ReferenceMemories(module, limits, stack, this::popLength, this::constant);
    this.tables = new ReferenceTables(module, limits, stack, this::popLength, this::constant);
  }

  // The instance.

  /** Fills globals, tables and memories, then runs the start function. */
  void instantiate() {
    for (int i = 0; i < module.definedGlobals().size(); i++) {
      globals[module.importedGlobals() + i] =
          constant(Instruction.read(module, module.definedGlobals().get(i).initializer()));
    }
    tables.fill();
    memories.fill();
    if (module.start().isPresent()) {
      enter(module.start().getAsInt());
    }
  }

  /** The value of an initializer, whose instructions cost nothing. */
  private Value constant(List<Instruction> instructions) {
    for (Instruction each : instructions) {
      if (each.opcode() != Opcode.END) {
        step(each, new Value[0]);
      }
    }
    return stack.pop();
  }

  /** Calls a function from outside. */
  void call(int index, List<Value> arguments) {
    stack.pushAll(arguments);
    enter(index);
  }

  List<Value> takeResults(int count) {
    return stack.takeAll(count);
  }

  /** Forgets what a trap left behind. */
  void reset() {
    stack.truncate(0);
    slotsLeft = limits.callSlots();
    function = -1;
    offset = -1;
  }

  int function() {
    return function;
  }

  int offset() {
    return offset;
  }

  long inkUsed() {
    return inkLimit - ink;
  }

  State state() {
    return new State(
        memories.digest(), Arrays.stream(globals).map(Value::toString).toList(), tables.elements());
  }

  @Override
  public long ink() {
    return ink;
  }

  @Override
  public void ink(long left) {
    ink = left;
  }

  @Override
  public long memoryBytes() {
    return memories.first().sizeBytes();
  }

  @Override
  public byte load(int address) {
    return (byte) memories.first().load(address, 1);
  }

  @Override
  public void store(int address, byte value) {
    memories.first().store(address, 1, value);
  }

  // Gas.

  private void charge(Instruction instruction) {
    milestones.accept(inkUsed());
    pay(price(instruction));
  }

  private long price(Instruction instruction) {
    return costs.cost(instruction.opcode(), parts(instruction));
  }

  private void chargeBlock(long price) {
    if (price != PrepaidBlocks.NONE) {
      milestones.accept(inkUsed());
      pay(price);
    }
  }

  private long[] blocks(int index, List<Instruction> code) {
    return blocks.computeIfAbsent(
        index, key -> PrepaidBlocks.prices(code, costs.blockHeader(), this::price));
  }

  private int parts(Instruction instruction) {
    return switch (instruction.opcode()) {
      case BR_TABLE -> instruction.labels().size();
      case CALL_INDIRECT, RETURN_CALL_INDIRECT ->
          module.types().get(instruction.index()).parameters().size();
      default -> 0;
    };
  }

  /** Pays for a length that only the operands tell, before anything happens. */
  private void chargeUnits(Instruction instruction, long units) {
    long each = costs.costPerUnit(instruction.opcode());
    pay(each == 0 || units <= Long.MAX_VALUE / each ? units * each : Long.MAX_VALUE);
  }

  private void pay(long price) {
    if (price > ink) {
      ink = 0;
      throw Trap.of(TrapCode.OUT_OF_GAS);
    }
    ink -= price;
  }

  // Calls.

  private void enter(int index) {
    int next = index;
    while (next >= 0) {
      next = next < module.importedFunctions() ? callHost(next) : run(next);
    }
  }

  private int callHost(int index) {
    if (slotsLeft < HOST_WEIGHT) {
      throw Trap.of(TrapCode.CALL_STACK_EXHAUSTED);
    }
    Import wanted = functionImport(index);
    HostInterface host = HostInterface.valueOf(wanted.name().toUpperCase(Locale.ROOT));
    FunctionType type = host.type();
    long[] slots = new long[Math.max(type.parameters().size(), type.results().size())];
    List<Value> arguments = stack.popAll(type.parameters());
    for (int i = 0; i < arguments.size(); i++) {
      slots[i] = arguments.get(i).low();
    }
    transcript.accept(wanted.name() + arguments + " ink " + ink);
    host.call(this, slots);
    for (int i = 0; i < type.results().size(); i++) {
      stack.push(cast(type.results().get(i), slots[i]));
    }
    return -1;
  }

  private Import functionImport(int index) {
    int left = index;
    for (Import each : module.imports()) {
      if (each.type() instanceof FunctionType && left-- == 0) {
        return each;
      }
    }
    throw new IllegalStateException("function " + index + " is not imported");
  }

  private static Value cast(ValueType type, long bits) {
    return type instanceof NumberType number ? Value.of(number, bits) : new Value(type, bits, 0);
  }

  private int weight(int index) {
    return FIXED_WEIGHT + module.body(index).localSlots() + valid.operandSlots(index);
  }

  /** Runs a body; gives the function that a tail call goes on with, or {@link #RETURNED}. */
  private int run(int index) {
    FunctionBody body = module.body(index);
    int weight = weight(index);
    if (weight > slotsLeft) {
      // A call that nobody made stands at the beginning of the function.
      offset = function < 0 ? body.start() : offset;
      function = function < 0 ? index : function;
      throw Trap.of(TrapCode.CALL_STACK_EXHAUSTED);
    }
    int callerFunction = function;
    int callerOffset = offset;
    List<Value> locals = new ArrayList<>(stack.popAll(body.type().parameters()));
    for (LocalGroup group : body.locals()) {
      for (int i = 0; i < group.count(); i++) {
        locals.add(Value.zero(group.type()));
      }
    }
    slotsLeft -= weight;
    function = index;
    List<Instruction> code = bodies.computeIfAbsent(index, key -> Instruction.read(module, body));
    Value[] variables = locals.toArray(Value[]::new);
    int next = new Activation(index, code, variables, stack.size()).go();
    slotsLeft += weight;
    function = callerFunction;
    offset = callerOffset;
    return next;
  }

  /** One call of a function: its place in the code and its open blocks. */
  private final class Activation {
    private record Open(boolean isLoop, int start, int end, int height, FunctionType type) {
      List<ValueType> carried() {
        return isLoop ? type.parameters() : type.results();
      }
    }

    private final int index;
    private final List<Instruction> code;
    private final Value[] locals;
    private final List<Open> open = new ArrayList<>();
    private int position;

    Activation(int index, List<Instruction> code, Value[] locals, int height) {
      this.index = index;
      this.code = code;
      this.locals = locals;
      FunctionType type = module.functions().get(index);
      FunctionType whole = new FunctionType(List.of(), type.results());
      open.add(new Open(false, -1, code.size() - 1, height, whole));
    }

    int go() {
      while (position < code.size()) {
        Instruction instruction = code.get(position);
        offset = instruction.offset();
        if (costs.blockPrepaid()) {
          chargeBlock(blocks(index, code)[position]);
        } else {
          charge(instruction);
        }
        position++;
        switch (instruction.opcode().category()) {
          case CONTROL -> control(instruction);
          case CALLS -> {
            int tail = calls(instruction);
            if (tail >= 0) {
              return tail;
            }
          }
          default -> step(instruction, locals);
        }
      }
      return RETURNED;
    }

    private void control(Instruction instruction) {
      switch (instruction.opcode()) {
        case NOP -> {}
        case UNREACHABLE -> throw Trap.of(TrapCode.UNREACHABLE);
        case BLOCK, LOOP -> open(instruction);
        case IF -> {
          boolean taken = stack.popI32() != 0;
          open(instruction);
          if (!taken && instruction.otherwise() >= 0) {
            position = instruction.otherwise() + 1;
          } else if (!taken) {
            position = instruction.end() + 1;
            open.removeLast();
          }
        }
        case ELSE -> {
          position = instruction.end() + 1;
          open.removeLast();
        }
        case END -> open.removeLast();
        case BR -> branch(instruction.index());
        case BR_IF -> {
          if (stack.popI32() != 0) {
            branch(instruction.index());
          }
        }
        case BR_TABLE -> {
          long selector = stack.popIndex();
          boolean listed = selector < instruction.labels().size();
          branch(listed ? instruction.labels().get((int) selector) : instruction.index());
        }
        case RETURN -> branch(open.size() - 1);
        default -> throw new IllegalStateException("not control: " + instruction);
      }
    }

    private void open(Instruction instruction) {
      FunctionType type = instruction.blockType();
      int height = stack.size() - type.parameters().size();
      boolean isLoop = instruction.opcode() == Opcode.LOOP;
      open.add(new Open(isLoop, position, instruction.end(), height, type));
    }

    private void branch(int depth) {
      int target = open.size() - 1 - depth;
      Open block = open.get(target);
      List<Value> carried = stack.popAll(block.carried());
      stack.truncate(block.height());
      stack.pushAll(carried);
      open.subList(block.isLoop() ? target + 1 : target, open.size()).clear();
      position = block.isLoop() ? block.start() : block.end() + 1;
    }

    /** Makes a call; gives the function of a tail call, which the caller enters in our place. */
    private int calls(Instruction instruction) {
      Opcode opcode = instruction.opcode();
      boolean direct = opcode == Opcode.CALL || opcode == Opcode.RETURN_CALL;
      int callee = direct ? instruction.index() : indirect(instruction);
      boolean tail = opcode == Opcode.RETURN_CALL || opcode == Opcode.RETURN_CALL_INDIRECT;
      if (tail && callee >= module.importedFunctions()) {
        return tailCall(callee);
      }
      enter(callee);
      if (tail) {
        branch(open.size() - 1);
      }
      return RETURNED;
    }

    /** Too deep a tail call is the fault of the instruction, while its function still stands. */
    private int tailCall(int callee) {
      if (weight(callee) > slotsLeft + weight(index)) {
        throw Trap.of(TrapCode.CALL_STACK_EXHAUSTED);
      }
      List<Value> arguments = stack.popAll(module.functions().get(callee).parameters());
      stack.truncate(open.getFirst().height());
      stack.pushAll(arguments);
      return callee;
    }
  }

  private int indirect(Instruction instruction) {
    int callee = (int) tables.element(instruction.index2(), stack.popIndex()).low() - 1;
    if (callee < 0) {
      throw Trap.of(TrapCode.UNINITIALIZED_ELEMENT);
    }
    if (!module.functions().get(callee).equals(module.types().get(instruction.index()))) {
      throw Trap.of(TrapCode.INDIRECT_CALL_TYPE_MISMATCH);
    }
    return callee;
  }

  // The other instructions.

  private void step(Instruction instruction, Value[] locals) {
    switch (instruction.opcode().category()) {
      case CONSTANT -> constant(instruction);
      case INTEGER, FLOAT, CONVERSION -> number(instruction.opcode());
      case LOCAL -> local(instruction, locals);
      case GLOBAL -> global(instruction);
      case PARAMETRIC -> parametric(instruction.opcode());
      case LOAD -> memories.load(instruction);
      case STORE -> memories.store(instruction);
      case MEMORY -> memories.step(instruction);
      case TABLE -> tables.step(instruction);
      case REFERENCE -> reference(instruction);
      case VECTOR ->
          stack.push(Vectors.apply(instruction, stack.popAll(signature(instruction.opcode()))));
      case CONTROL, CALLS -> throw new IllegalStateException("not plain: " + instruction);
    }
  }

  private static List<ValueType> signature(Opcode opcode) {
    var signature = opcode.signature();
    if (signature == null) {
      throw new IllegalStateException(opcode + " has no fixed type");
    }
    return List.copyOf(signature.pops());
  }

  static NumberType result(Opcode opcode) {
    var signature = opcode.signature();
    if (signature == null) {
      throw new IllegalStateException(opcode + " has no fixed type");
    }
    return signature.pushes().getFirst();
  }

  private void constant(Instruction instruction) {
    stack.push(
        instruction.opcode() == Opcode.V128_CONST
            ? Value.v128(instruction.low(), instruction.high())
            : Value.of(result(instruction.opcode()), instruction.low()));
  }

  private void number(Opcode opcode) {
    long[] operands = stack.popAll(signature(opcode)).stream().mapToLong(Value::low).toArray();
    stack.push(Value.of(result(opcode), NUMERICS.apply(opcode, operands)));
  }

  private void local(Instruction instruction, Value[] locals) {
    int index = instruction.index();
    switch (instruction.opcode()) {
      case LOCAL_GET -> stack.push(locals[index]);
      case LOCAL_SET -> locals[index] = stack.pop(locals[index].type());
      case LOCAL_TEE -> {
        locals[index] = stack.pop(locals[index].type());
        stack.push(locals[index]);
      }
      default -> throw new IllegalStateException("not a local: " + instruction);
    }
  }

  private void global(Instruction instruction) {
    if (instruction.opcode() == Opcode.GLOBAL_GET) {
      stack.push(globals[instruction.index()]);
    } else {
      globals[instruction.index()] = stack.pop(globals[instruction.index()].type());
    }
  }

  private void parametric(Opcode opcode) {
    if (opcode == Opcode.DROP) {
      stack.pop();
      return;
    }
    boolean first = stack.popI32() != 0;
    Value second = stack.pop();
    Value one = stack.pop(second.type());
    stack.push(first ? one : second);
  }

  private long popLength(Instruction instruction) {
    long length = stack.popIndex();
    chargeUnits(instruction, length);
    return length;
  }

  private void reference(Instruction instruction) {
    switch (instruction.opcode()) {
      case REF_NULL -> stack.push(Value.reference(instruction.reference(), 0));
      case REF_IS_NULL -> stack.push(Value.i32((int) stack.pop().low() == 0 ? 1 : 0));
      case REF_FUNC -> stack.push(Value.reference(ReferenceType.FUNCREF, instruction.index() + 1));
      default -> throw new IllegalStateException("not of references: " + instruction);
    }
  }
}
