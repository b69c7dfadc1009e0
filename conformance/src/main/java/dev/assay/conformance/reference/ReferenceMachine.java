package dev.assay.conformance.reference;

import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.DataSegment;
import dev.assay.vm.module.ElementSegment;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.Import;
import dev.assay.vm.module.LocalGroup;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SegmentMode;
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
  private final List<Value> stack = new ArrayList<>();
  private final Map<Integer, List<Instruction>> bodies = new HashMap<>();
  private final Map<Integer, long[]> blocks = new HashMap<>();
  private final Value[] globals;
  private final boolean[] droppedData;
  private final boolean[] droppedElements;
  private final ReferenceMemory[] memories;
  private final List<List<Value>> tables = new ArrayList<>();
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
    this.droppedData = new boolean[module.data().size()];
    this.droppedElements = new boolean[module.elements().size()];
    this.memories =
        module.memories().stream()
            .map(type -> new ReferenceMemory(type, limits.memoryPages()))
            .toArray(ReferenceMemory[]::new);
  }

  // The instance.

  /** Fills globals, tables and memories, then runs the start function. */
  void instantiate() {
    for (int i = 0; i < module.definedGlobals().size(); i++) {
      globals[module.importedGlobals() + i] =
          constant(Instruction.read(module, module.definedGlobals().get(i).initializer()));
    }
    for (var type : module.tables()) {
      Value empty = Value.reference(type.element(), 0);
      List<Value> table = new ArrayList<>();
      for (long i = 0; i < type.size().minimum(); i++) {
        table.add(empty);
      }
      tables.add(table);
    }
    for (int i = 0; i < module.elements().size(); i++) {
      placeElements(i, module.elements().get(i));
    }
    for (int i = 0; i < module.data().size(); i++) {
      placeData(i, module.data().get(i));
    }
    if (module.start().isPresent()) {
      enter(module.start().getAsInt());
    }
  }

  private void placeElements(int index, ElementSegment segment) {
    switch (segment.mode()) {
      case SegmentMode.Active active -> {
        long to = constant(Instruction.read(module, active.offset())).low() & 0xffffffffL;
        initTable(active.index(), index, to, 0, segment.count());
        droppedElements[index] = true;
      }
      case SegmentMode.Declarative declarative -> droppedElements[index] = true;
      case SegmentMode.Passive passive -> {}
    }
  }

  private void placeData(int index, DataSegment segment) {
    if (segment.mode() instanceof SegmentMode.Active active) {
      long to = constant(Instruction.read(module, active.offset())).low() & 0xffffffffL;
      memories[active.index()].write(
          to, module.bytes(), segment.start(), 0, segment.length(), segment.length());
      droppedData[index] = true;
    }
  }

  /** The value of an initializer, whose instructions cost nothing. */
  private Value constant(List<Instruction> instructions) {
    for (Instruction each : instructions) {
      if (each.opcode() != Opcode.END) {
        step(each, new Value[0]);
      }
    }
    return pop();
  }

  /** Calls a function from outside. */
  void call(int index, List<Value> arguments) {
    stack.addAll(arguments);
    enter(index);
  }

  List<Value> takeResults(int count) {
    List<Value> results = List.copyOf(stack.subList(stack.size() - count, stack.size()));
    stack.clear();
    return results;
  }

  /** Forgets what a trap left behind. */
  void reset() {
    stack.clear();
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
    StringBuilder memory = new StringBuilder();
    for (ReferenceMemory each : memories) {
      memory.append(State.digest(each.bytes(), each.sizeBytes()));
    }
    List<String> table = new ArrayList<>();
    tables.forEach(each -> each.forEach(element -> table.add(element.toString())));
    return new State(
        memory.toString(), Arrays.stream(globals).map(Value::toString).toList(), table);
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
    return memories[0].sizeBytes();
  }

  @Override
  public byte load(int address) {
    return (byte) memories[0].load(address, 1);
  }

  @Override
  public void store(int address, byte value) {
    memories[0].store(address, 1, value);
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
    List<Value> arguments = popAll(type.parameters());
    for (int i = 0; i < arguments.size(); i++) {
      slots[i] = arguments.get(i).low();
    }
    transcript.accept(wanted.name() + arguments + " ink " + ink);
    host.call(this, slots);
    for (int i = 0; i < type.results().size(); i++) {
      push(cast(type.results().get(i), slots[i]));
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

  private List<Value> popAll(List<ValueType> types) {
    List<Value> values = new ArrayList<>();
    for (ValueType type : types.reversed()) {
      values.add(popTyped(type));
    }
    return values.reversed();
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
    List<Value> locals = new ArrayList<>(popAll(body.type().parameters()));
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
          boolean taken = popI32() != 0;
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
          if (popI32() != 0) {
            branch(instruction.index());
          }
        }
        case BR_TABLE -> {
          long selector = popI32() & 0xffffffffL;
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
      List<Value> carried = popAll(block.carried());
      stack.subList(block.height(), stack.size()).clear();
      stack.addAll(carried);
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
      List<Value> arguments = popAll(module.functions().get(callee).parameters());
      stack.subList(open.getFirst().height(), stack.size()).clear();
      stack.addAll(arguments);
      return callee;
    }
  }

  private int indirect(Instruction instruction) {
    long element = popI32() & 0xffffffffL;
    List<Value> table = tables.get(instruction.index2());
    if (element >= table.size()) {
      throw Trap.of(TrapCode.UNDEFINED_ELEMENT);
    }
    int callee = (int) table.get((int) element).low() - 1;
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
      case LOAD -> loadValue(instruction);
      case STORE -> storeValue(instruction);
      case MEMORY -> memory(instruction);
      case TABLE -> table(instruction);
      case REFERENCE -> reference(instruction);
      case VECTOR -> push(Vectors.apply(instruction, popAll(signature(instruction.opcode()))));
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

  private static NumberType result(Opcode opcode) {
    var signature = opcode.signature();
    if (signature == null) {
      throw new IllegalStateException(opcode + " has no fixed type");
    }
    return signature.pushes().getFirst();
  }

  private void constant(Instruction instruction) {
    push(
        instruction.opcode() == Opcode.V128_CONST
            ? Value.v128(instruction.low(), instruction.high())
            : Value.of(result(instruction.opcode()), instruction.low()));
  }

  private void number(Opcode opcode) {
    long[] operands = popAll(signature(opcode)).stream().mapToLong(Value::low).toArray();
    push(Value.of(result(opcode), NUMERICS.apply(opcode, operands)));
  }

  private void local(Instruction instruction, Value[] locals) {
    int index = instruction.index();
    switch (instruction.opcode()) {
      case LOCAL_GET -> push(locals[index]);
      case LOCAL_SET -> locals[index] = popTyped(locals[index].type());
      case LOCAL_TEE -> {
        locals[index] = popTyped(locals[index].type());
        push(locals[index]);
      }
      default -> throw new IllegalStateException("not a local: " + instruction);
    }
  }

  private void global(Instruction instruction) {
    if (instruction.opcode() == Opcode.GLOBAL_GET) {
      push(globals[instruction.index()]);
    } else {
      globals[instruction.index()] = popTyped(globals[instruction.index()].type());
    }
  }

  private void parametric(Opcode opcode) {
    if (opcode == Opcode.DROP) {
      pop();
      return;
    }
    boolean first = popI32() != 0;
    Value second = pop();
    Value one = popTyped(second.type());
    push(first ? one : second);
  }

  private long address(Instruction instruction) {
    return (popI32() & 0xffffffffL) + instruction.low();
  }

  private void loadValue(Instruction instruction) {
    Opcode opcode = instruction.opcode();
    ReferenceMemory memory = memories[instruction.index()];
    if (result(opcode) == NumberType.V128) {
      Value into = Vectors.isLane(opcode) ? pop() : Value.v128(0, 0);
      push(Vectors.load(instruction, memory, address(instruction), into));
      return;
    }
    long bits = memory.load(address(instruction), opcode.width());
    boolean signed = opcode.mnemonic().endsWith("_s");
    int unused = Long.SIZE - 8 * opcode.width();
    push(Value.of(result(opcode), signed ? bits << unused >> unused : bits));
  }

  private void storeValue(Instruction instruction) {
    Opcode opcode = instruction.opcode();
    ReferenceMemory memory = memories[instruction.index()];
    Value value = pop();
    long address = address(instruction);
    if (value.type() == NumberType.V128) {
      Vectors.store(instruction, memory, address, value);
    } else {
      memory.store(address, opcode.width(), value.low());
    }
  }

  private void memory(Instruction instruction) {
    ReferenceMemory memory =
        instruction.opcode() == Opcode.DATA_DROP || instruction.opcode() == Opcode.MEMORY_INIT
            ? memories[instruction.opcode() == Opcode.DATA_DROP ? 0 : instruction.index2()]
            : memories[instruction.index()];
    switch (instruction.opcode()) {
      case MEMORY_SIZE -> push(Value.i32(memory.pages()));
      case MEMORY_GROW -> {
        long delta = popI32() & 0xffffffffL;
        chargeUnits(instruction, delta);
        push(Value.i32(memory.grow(delta)));
      }
      case DATA_DROP -> droppedData[instruction.index()] = true;
      case MEMORY_FILL -> {
        long length = popLength(instruction);
        byte value = (byte) popI32();
        int start = memory.checked(popI32() & 0xffffffffL, length);
        Arrays.fill(memory.bytes(), start, start + (int) length, value);
      }
      case MEMORY_COPY -> {
        long length = popLength(instruction);
        ReferenceMemory source = memories[instruction.index2()];
        long from = popI32() & 0xffffffffL;
        long to = popI32() & 0xffffffffL;
        byte[] bytes = source.bytes().clone();
        memory.write(to, bytes, 0, from, length, bytes.length);
      }
      case MEMORY_INIT -> {
        long length = popLength(instruction);
        long from = popI32() & 0xffffffffL;
        long to = popI32() & 0xffffffffL;
        DataSegment segment = module.data().get(instruction.index());
        int size = droppedData[instruction.index()] ? 0 : segment.length();
        memory.write(to, module.bytes(), segment.start(), from, length, size);
      }
      default -> throw new IllegalStateException("not of memory: " + instruction);
    }
  }

  private long popLength(Instruction instruction) {
    long length = popI32() & 0xffffffffL;
    chargeUnits(instruction, length);
    return length;
  }

  private void table(Instruction instruction) {
    switch (instruction.opcode()) {
      case TABLE_GET -> {
        List<Value> table = tables.get(instruction.index());
        push(table.get(element(table, popI32() & 0xffffffffL, 1)));
      }
      case TABLE_SET -> {
        List<Value> table = tables.get(instruction.index());
        Value value = pop();
        table.set(element(table, popI32() & 0xffffffffL, 1), value);
      }
      case TABLE_SIZE -> push(Value.i32(tables.get(instruction.index()).size()));
      case TABLE_GROW -> growTable(instruction);
      case ELEM_DROP -> droppedElements[instruction.index()] = true;
      case TABLE_FILL -> {
        List<Value> table = tables.get(instruction.index());
        long length = popLength(instruction);
        Value value = pop();
        int start = element(table, popI32() & 0xffffffffL, length);
        table.subList(start, start + (int) length).replaceAll(old -> value);
      }
      case TABLE_COPY -> {
        long length = popLength(instruction);
        List<Value> source = tables.get(instruction.index2());
        List<Value> table = tables.get(instruction.index());
        int from = element(source, popI32() & 0xffffffffL, length);
        int to = element(table, popI32() & 0xffffffffL, length);
        List<Value> moved = List.copyOf(source.subList(from, from + (int) length));
        moved.forEach(new Placer(table, to)::place);
      }
      case TABLE_INIT -> {
        long length = popLength(instruction);
        long from = popI32() & 0xffffffffL;
        long to = popI32() & 0xffffffffL;
        initTable(instruction.index2(), instruction.index(), to, from, length);
      }
      default -> throw new IllegalStateException("not of a table: " + instruction);
    }
  }

  private void growTable(Instruction instruction) {
    List<Value> table = tables.get(instruction.index());
    long delta = popLength(instruction);
    Value value = pop();
    var range = module.tables().get(instruction.index()).size();
    long most = Math.min(range.maximum().orElse(0xffffffffL), limits.tableElements());
    int before = table.size();
    boolean fits = before + delta <= most;
    for (long i = 0; fits && i < delta; i++) {
      table.add(value);
    }
    push(Value.i32(fits ? before : -1));
  }

  /** Writes values into a table from some element on. */
  private static final class Placer {
    private final List<Value> table;
    private int next;

    Placer(List<Value> table, int first) {
      this.table = table;
      this.next = first;
    }

    void place(Value value) {
      table.set(next++, value);
    }
  }

  private void initTable(int tableIndex, int segmentIndex, long to, long from, long length) {
    ElementSegment segment = module.elements().get(segmentIndex);
    List<Value> values = droppedElements[segmentIndex] ? List.of() : elements(segment);
    List<Value> table = tables.get(tableIndex);
    int first = element(values, from, length);
    Placer placer = new Placer(table, element(table, to, length));
    values.subList(first, first + (int) length).forEach(placer::place);
  }

  private List<Value> elements(ElementSegment segment) {
    List<Value> values = new ArrayList<>();
    switch (segment.items()) {
      case ElementSegment.Functions functions -> {
        for (int i = 0; i < functions.count(); i++) {
          values.add(Value.reference(segment.type(), functions.function(i) + 1));
        }
      }
      case ElementSegment.Expressions expressions ->
          expressions.items().forEach(each -> values.add(constant(Instruction.read(module, each))));
    }
    return values;
  }

  /** The index of an element with so many behind it, or a trap. */
  private static int element(List<Value> table, long index, long length) {
    if (index + length > table.size()) {
      throw Trap.of(TrapCode.OUT_OF_BOUNDS_TABLE_ACCESS);
    }
    return (int) index;
  }

  private void reference(Instruction instruction) {
    switch (instruction.opcode()) {
      case REF_NULL -> push(Value.reference(instruction.reference(), 0));
      case REF_IS_NULL -> push(Value.i32((int) pop().low() == 0 ? 1 : 0));
      case REF_FUNC -> push(Value.reference(ReferenceType.FUNCREF, instruction.index() + 1));
      default -> throw new IllegalStateException("not of references: " + instruction);
    }
  }

  // The stack.

  private void push(Value value) {
    stack.add(value);
  }

  private Value pop() {
    return stack.removeLast();
  }

  private Value popTyped(ValueType type) {
    Value value = pop();
    if (!value.type().equals(type)) {
      throw new IllegalStateException("expected " + type + " on the stack, found " + value);
    }
    return value;
  }

  private int popI32() {
    return (int) popTyped(NumberType.I32).low();
  }
}
