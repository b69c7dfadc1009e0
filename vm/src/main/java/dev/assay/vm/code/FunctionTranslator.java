package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.exec.CompiledCode;
import dev.assay.vm.isa.Immediates;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.LocalGroup;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates one function: a walk over its instructions with an {@link OperandStack} of what each
 * operand would be. Reading a local or a constant emits nothing; whoever uses it names it. An
 * instruction whose result goes straight to a local writes there, a comparison and the branch on it
 * become one, and code that cannot be reached is left out (but counted, see {@link Translator}).
 */
final class FunctionTranslator {
  private final WasmModule module;
  private final Prices prices;
  private final Emitter out;
  private final CallTargets targets;
  private final boolean observed;
  private final @Nullable CompiledCode compiled;

  private final FunctionBody body;
  private final InstructionReader in;
  private final int[] localRegisters;
  private final ValueType[] localTypes;
  private final int link;
  private final int weight;
  private final long explicitFrom;
  private final OperandStack stack;
  private final List<Label> labels = new ArrayList<>();

  /** The charge word: ink of all implicitly charged instructions so far, below the bias. */
  private int charge = -Translator.BIAS;

  private boolean reachable = true;
  private int unreachableNesting;

  /** Position of the open block's charge when blocks are prepaid, and what it has come to. */
  private int blockCharge = -1;

  private long blockInk;

  FunctionTranslator(
      WasmModule module,
      FunctionBody body,
      int operandSlots,
      Prices prices,
      Emitter out,
      CallTargets targets,
      boolean observed,
      @Nullable CompiledCode compiled) {
    this.compiled = compiled;
    this.module = module;
    this.body = body;
    this.prices = prices;
    this.out = out;
    this.targets = targets;
    this.observed = observed;
    this.in = InstructionReader.of(module, body);
    int count = body.type().parameters().size() + body.localCount();
    this.localRegisters = new int[count];
    this.localTypes = new ValueType[count];
    layOutLocals();
    this.link = body.localSlots();
    this.weight = Translator.FIXED_WEIGHT + link + operandSlots;
    this.explicitFrom = Prices.explicitFrom(body);
    this.stack = new OperandStack(link + 1);
  }

  private void layOutLocals() {
    int local = 0;
    int register = 0;
    for (ValueType type : body.type().parameters()) {
      localTypes[local] = type;
      localRegisters[local++] = register;
      register += type.slots();
    }
    for (LocalGroup group : body.locals()) {
      for (int i = 0; i < group.count(); i++) {
        localTypes[local] = group.type();
        localRegisters[local++] = register;
        register += group.type().slots();
      }
    }
  }

  /** Emits the function and returns the position of its header. */
  int translate() {
    int entry = out.position();
    int parameters = body.type().parameterSlots();
    out.word(weight);
    out.word(link);
    out.word(parameters);
    out.word(link - parameters);
    out.barrier();
    if (observed) {
      out.emit(Ir.ENTER, 0, 0);
    }
    labels.add(new Label(Opcode.BLOCK, body.type(), 0, 0, 0));
    openPrepaidBlock();
    while (in.next()) {
      step();
    }
    return entry;
  }

  private void step() {
    Opcode opcode = in.opcode();
    int before = charge;
    long price = prices.of(in, module);
    boolean explicit = price >= explicitFrom && !prices.prepaid();
    if (!prices.prepaid() && !explicit) {
      charge += (int) price;
    }
    if (!reachable) {
      prepayUnreachable(opcode, price);
      skip(opcode);
      return;
    }
    if (observed) {
      emitEvent(opcode, before);
    }
    if (explicit) {
      emitCharge(price);
    }
    blockInk += price;
    if (Prices.endsBlock(opcode)) {
      closePrepaidBlock();
    }
    translate(opcode);
    if (reachable && Prices.endsBlock(opcode)) {
      openPrepaidBlock();
    }
  }

  private void emitEvent(Opcode opcode, int before) {
    out.beginAt(in.offset(), Ir.EVENT);
    out.word(in.offset());
    out.word(opcode.ordinal());
    out.word(before);
    out.word(charge);
    out.barrier();
  }

  private void emitCharge(long price) {
    out.beginAt(in.offset(), Ir.CHARGE);
    out.word((int) price);
    out.word((int) (price >>> 32));
    out.word(charge);
    out.barrier();
  }

  // Prepaid blocks.

  private void openPrepaidBlock() {
    if (prices.prepaid() && !labels.isEmpty()) {
      blockCharge = out.position();
      blockInk = prices.header();
      out.beginAt(in.nextOffset(), Ir.CHARGE);
      out.word(0);
      out.word(0);
      out.word(charge);
      out.barrier();
    }
  }

  /** A block that traps in the middle has been paid to its end, as Stylus counts. */
  private void prepayUnreachable(Opcode opcode, long price) {
    if (blockCharge >= 0) {
      blockInk += price;
      if (Prices.endsBlock(opcode)) {
        closePrepaidBlock();
      }
    }
  }

  private void closePrepaidBlock() {
    if (blockCharge >= 0) {
      out.patch(blockCharge + 1, (int) blockInk);
      out.patch(blockCharge + 2, (int) (blockInk >>> 32));
      blockCharge = -1;
    }
  }

  // Code that cannot be reached.

  private void skip(Opcode opcode) {
    switch (opcode) {
      case BLOCK, LOOP, IF -> unreachableNesting++;
      case ELSE -> {
        if (unreachableNesting == 0) {
          otherwise();
          openPrepaidBlock();
        }
      }
      case END -> {
        if (unreachableNesting > 0) {
          unreachableNesting--;
        } else {
          end();
          if (reachable) {
            openPrepaidBlock();
          }
        }
      }
      default -> {}
    }
  }

  private void leave() {
    reachable = false;
    unreachableNesting = 0;
    stack.truncate(labels.getLast().height);
    out.barrier();
  }

  // Dispatch by family.

  private void translate(Opcode opcode) {
    switch (opcode.category()) {
      case CONTROL -> translateControl(opcode);
      case CALLS -> translateCall(opcode);
      case PARAMETRIC -> translateParametric(opcode);
      case LOCAL -> translateLocal(opcode);
      case GLOBAL -> translateGlobal(opcode);
      case CONSTANT -> translateConstant(opcode);
      case INTEGER, FLOAT, CONVERSION -> translateNumeric(opcode);
      case LOAD -> translateLoad(opcode);
      case STORE -> translateStore(opcode);
      case MEMORY, TABLE -> translateRare(opcode);
      case REFERENCE -> translateReference(opcode);
      case VECTOR -> translateVector(opcode);
    }
  }

  // Operands.

  private int top() {
    return stack.height() - 1;
  }

  /** The register that holds an operand; constants are brought home. */
  private int register(int index) {
    if (stack.kind(index) == OperandStack.CONSTANT) {
      settle(index);
    }
    return stack.register(index);
  }

  /** Brings an operand to its home register. */
  private void settle(int index) {
    if (stack.kind(index) != OperandStack.HOME) {
      copy(index, stack.home(index));
      stack.settle(index);
    }
  }

  /** Brings the topmost operands home. */
  private void settleTop(int count) {
    for (int i = stack.height() - count; i < stack.height(); i++) {
      settle(i);
    }
  }

  /** Brings all operands home that stand for locals, where control forks or meets. */
  private void settleLocals() {
    for (int i = labels.getLast().height; i < stack.height(); i++) {
      if (stack.kind(i) == OperandStack.LOCAL) {
        settle(i);
      }
    }
  }

  /** Emits a copy of an operand to a register. */
  private void copy(int index, int to) {
    if (stack.kind(index) == OperandStack.CONSTANT) {
      emitConstant(to, stack.value(index));
      return;
    }
    int from = stack.register(index);
    if (from == to) {
      return;
    }
    for (int i = 0; i < stack.slots(index); i++) {
      move(to + i, from + i);
    }
  }

  private void move(int to, int from) {
    if (out.lastOperation() == Ir.MOVE) {
      int firstTo = out.lastWord(1);
      int firstFrom = out.lastWord(2);
      out.retract();
      out.emit(Ir.MOVE_TWO, firstTo, firstFrom, to);
      out.words(from, 0);
    } else {
      out.emit(Ir.MOVE, to, from);
    }
  }

  private void emitConstant(int to, long value) {
    if (value == (int) value) {
      out.emit(Ir.CONST, to, 0, (int) value);
    } else {
      out.emit(Ir.CONST_WIDE, to, (int) value, (int) (value >>> 32));
    }
  }

  private boolean isConstant(int index) {
    return stack.kind(index) == OperandStack.CONSTANT;
  }

  // Constants, locals, globals.

  private void translateConstant(Opcode opcode) {
    switch (opcode) {
      case I32_CONST, I64_CONST, F64_CONST -> stack.pushConstant(in.constant());
      case V128_CONST -> rare(opcode, 0, 2, 0, 0, in.constant(), in.constantHigh());
      default -> stack.pushNarrow(in.constant());
    }
  }

  private void translateLocal(Opcode opcode) {
    int local = in.index();
    int register = localRegisters[local];
    switch (opcode) {
      case LOCAL_GET -> stack.pushLocal(register, localTypes[local].slots());
      case LOCAL_SET -> setLocal(register);
      default -> {
        setLocal(register);
        stack.pushLocal(register, localTypes[local].slots());
      }
    }
  }

  private void setLocal(int register) {
    int value = top();
    boolean moved = false;
    for (int i = labels.getLast().height; i < value; i++) {
      if (stack.kind(i) == OperandStack.LOCAL && stack.value(i) == register) {
        settle(i);
        moved = true;
      }
    }
    if (!moved && writesLast(value)) {
      out.lastWord(1, register);
    } else {
      copy(value, register);
    }
    stack.pop();
  }

  /** Whether the last instruction made this operand and can put it elsewhere. */
  private boolean writesLast(int index) {
    return stack.kind(index) == OperandStack.HOME
        && Ir.hasDestination(out.lastOperation())
        && out.lastWord(1) == stack.home(index);
  }

  private void translateGlobal(Opcode opcode) {
    int global = in.index();
    int slots = module.globals().get(global).type().slots();
    if (slots > 1) {
      rare(opcode, opcode == Opcode.GLOBAL_GET ? 0 : 1, opcode == Opcode.GLOBAL_GET ? slots : 0);
    } else if (opcode == Opcode.GLOBAL_GET) {
      out.emit(Ir.GLOBAL_GET, stack.pushHome(1), global);
    } else {
      out.emit(Ir.GLOBAL_SET, global, register(top()));
      stack.pop();
    }
  }

  // Numbers.

  private void translateNumeric(Opcode opcode) {
    switch (opcode) {
      case I32_EQZ -> translateEqualsZero(Ir.I32_EQ_IMM);
      case I64_EQZ -> translateEqualsZero(Ir.I64_EQ_IMM);
      case I64_EXTEND_I32_S, I64_EXTEND32_S -> unary(Ir.I64_EXTEND_I32_S);
      case I64_EXTEND_I32_U -> extendUnsigned();
      case I32_EXTEND8_S, I64_EXTEND8_S -> unary(Ir.EXTEND8);
      case I32_EXTEND16_S, I64_EXTEND16_S -> unary(Ir.EXTEND16);
      case I32_CLZ -> unary(Ir.I32_CLZ);
      case I32_CTZ -> unary(Ir.I32_CTZ);
      case I32_POPCNT -> unary(Ir.I32_POPCNT);
      case I64_CLZ -> unary(Ir.I64_CLZ);
      case I64_CTZ -> unary(Ir.I64_CTZ);
      case I64_POPCNT -> unary(Ir.I64_POPCNT);
      case I32_WRAP_I64, I32_REINTERPRET_F32, F32_REINTERPRET_I32 -> wrap();
      case I64_REINTERPRET_F64, F64_REINTERPRET_I64 -> {}
      default -> translateOperator(opcode);
    }
  }

  /** Only the low half of an i32's register counts, so nothing is to be done but for constants. */
  private void wrap() {
    if (isConstant(top())) {
      long value = stack.value(top());
      stack.pop();
      stack.pushNarrow(value);
    }
  }

  private void extendUnsigned() {
    if (!(writesLast(top()) && Ir.isZeroExtending(out.lastOperation()))) {
      unary(Ir.I64_EXTEND_I32_U);
    }
  }

  private void unary(int operation) {
    int from = register(top());
    stack.pop();
    out.emit(operation, stack.pushHome(1), from);
  }

  private void translateEqualsZero(int operation) {
    if (writesLast(top()) && Ir.isComparison(out.lastOperation())) {
      out.lastWord(0, Ir.opposite(out.lastOperation()));
      return;
    }
    int from = register(top());
    stack.pop();
    out.emit(operation, stack.pushHome(1), from, 0);
  }

  private void translateOperator(Opcode opcode) {
    Selection selection = Selection.of(opcode);
    int operands = operands(opcode);
    if (operands == 2 && selection != null) {
      translateBinary(opcode, selection);
    } else {
      translateOtherNumeric(opcode, operands);
    }
  }

  private void translateBinary(Opcode opcode, Selection selection) {
    int right = top();
    int left = right - 1;
    boolean commutative = selection.shape() == Selection.Shape.COMMUTATIVE;
    if (opcode == Opcode.I64_AND && isConstant(right) && stack.value(right) == 0xFFFF_FFFFL) {
      stack.pop();
      unary(Ir.I64_EXTEND_I32_U);
    } else if (fuse(opcode, left, right)) {
      return;
    } else if (isConstant(right) && selection.accepts(opcode, stack.value(right))) {
      binaryImmediate(opcode, selection, left, stack.value(right));
    } else if (commutative && isConstant(left) && selection.accepts(opcode, stack.value(left))) {
      binaryImmediate(opcode, selection, right, stack.value(left));
    } else {
      int a = register(left);
      int b = register(right);
      int operation = selection.registers();
      popTwo();
      boolean swaps = selection.swaps();
      out.emit(operation, stack.pushHome(1), swaps ? b : a, swaps ? a : b);
    }
  }

  /** Joins an operator with the last instruction where that computed one of its operands. */
  private boolean fuse(Opcode opcode, int left, int right) {
    return switch (opcode) {
      case I64_ADD -> fuseWithOther(Ir.I64_MUL, Ir.I64_MUL_ADD, left, right);
      case F64_MUL -> fuseLoadMultiply(left, right);
      case F64_ADD ->
          fuseLoadMultiplyAdd(left, right)
              || fuseWithOther(Ir.F64_MUL, Ir.F64_MUL_ADD, left, right);
      case I32_ADD -> fuseImmediate(Ir.I32_SHL_IMM, Ir.I32_SHL_ADD_IMM, left, right);
      case I32_AND -> fuseImmediate(Ir.I32_SHR_U_IMM, Ir.I32_SHR_U_AND, left, right);
      case I32_XOR -> fuseWithOther(Ir.I32_ROTL_IMM, Ir.I32_ROTL_XOR, left, right);
      default -> false;
    };
  }

  private boolean fuseWithOther(int operation, int fused, int left, int right) {
    boolean isRight = writesLast(right);
    int other = isRight ? left : right;
    if (out.lastOperation() != operation || !(isRight || writesLast(left)) || isConstant(other)) {
      return false;
    }
    fuse(fused, stack.register(other));
    return true;
  }

  private boolean fuseImmediate(int operation, int fused, int left, int right) {
    boolean isRight = writesLast(right);
    int other = isRight ? left : right;
    if (out.lastOperation() != operation || !(isRight || writesLast(left)) || !isConstant(other)) {
      return false;
    }
    fuse(fused, (int) stack.value(other));
    return true;
  }

  /** Joins a multiplication with the load of its right operand. */
  private boolean fuseLoadMultiply(int left, int right) {
    int load = out.lastOperation();
    boolean plain = load == Ir.LOAD64;
    if (!(plain || load == Ir.LOAD64_OFF) || !writesLast(right) || isConstant(left)) {
      return false;
    }
    int address = out.lastWord(2);
    int value = plain ? 0 : out.lastWord(3);
    int offset = plain ? out.lastWord(3) : out.lastWord(4);
    int where = out.lastOffset();
    int factor = stack.register(left);
    out.retract();
    popTwo();
    out.beginAt(where, Ir.F64_LOAD_MUL);
    out.words(stack.pushHome(1), factor);
    out.words(address, offset);
    out.words(0, value);
    out.word(0);
    return true;
  }

  private boolean fuseLoadMultiplyAdd(int left, int right) {
    if (out.lastOperation() != Ir.F64_LOAD_MUL || !writesLast(right) || isConstant(left)) {
      return false;
    }
    int summand = stack.register(left);
    popTwo();
    out.lastWord(0, Ir.F64_LOAD_MUL_ADD);
    out.lastWord(1, stack.pushHome(1));
    out.lastWord(5, summand);
    return true;
  }

  /** Replaces the last instruction by one of a third operand. */
  private void fuse(int fused, int third) {
    int a = out.lastWord(2);
    int b = out.lastWord(3);
    out.retract();
    popTwo();
    out.emit(fused, stack.pushHome(1), a, b);
    out.words(third, 0);
  }

  private void binaryImmediate(Opcode opcode, Selection selection, int operand, long value) {
    int from = register(operand);
    int word = selection.word(opcode, value);
    popTwo();
    out.emit(selection.immediate(), stack.pushHome(1), from, word);
  }

  private void popTwo() {
    stack.pop();
    stack.pop();
  }

  private void translateOtherNumeric(Opcode opcode, int operands) {
    int right = register(top());
    int left = operands == 2 ? register(top() - 1) : right;
    for (int i = 0; i < operands; i++) {
      stack.pop();
    }
    out.beginAt(in.offset(), Ir.NUMERIC);
    out.word(stack.pushHome(1));
    out.word(left);
    out.word(right);
    out.word(opcode.ordinal());
  }

  // Parametric.

  private void translateParametric(Opcode opcode) {
    if (opcode == Opcode.DROP) {
      stack.pop();
      return;
    }
    int condition = top();
    int first = condition - 2;
    if (stack.slots(first) > 1) {
      settleTop(3);
      rare(Opcode.SELECT_TYPED, 3, stack.slots(first));
      return;
    }
    int a = register(first);
    int b = register(first + 1);
    int c = register(condition);
    popTwo();
    stack.pop();
    out.emit(Ir.SELECT, stack.pushHome(1), a, b);
    out.words(c, 0);
  }

  // Memory.

  private boolean isPlain(long offset) {
    return in.index() == 0
        && offset >= 0
        && offset <= Integer.MAX_VALUE
        && module.memories().getFirst().size().address() == NumberType.I32;
  }

  private void translateLoad(Opcode opcode) {
    int operation = Ir.load(opcode);
    if (operation < 0 || !isPlain(in.memoryOffset())) {
      rareAccess(opcode, 1 + operands(opcode), resultSlots(opcode));
      return;
    }
    int fused = writesLast(top()) ? Ir.addressingLoad(operation, out.lastOperation()) : -1;
    if (fused >= 0) {
      fuseLoad(fused);
      return;
    }
    int address = register(top());
    stack.pop();
    out.beginAt(in.offset(), operation);
    out.word(stack.pushHome(1));
    out.word(address);
    out.word((int) in.memoryOffset());
  }

  private void fuseLoad(int fused) {
    int a = out.lastWord(2);
    int b = out.lastWord(3);
    int c = fused == Ir.LOAD32_S_SCALED ? out.lastWord(4) : 0;
    out.retract();
    stack.pop();
    out.beginAt(in.offset(), fused);
    out.word(stack.pushHome(1));
    out.word(a);
    out.word(b);
    if (fused == Ir.LOAD32_S_SCALED) {
      out.words(c, (int) in.memoryOffset());
    } else {
      out.words((int) in.memoryOffset(), 0);
    }
  }

  private void translateStore(Opcode opcode) {
    int operation = Ir.store(opcode);
    if (operation < 0 || !isPlain(in.memoryOffset())) {
      rareAccess(opcode, 1 + operands(opcode), 0);
      return;
    }
    if (operation == Ir.STORE64 && accumulate()) {
      return;
    }
    int fused = writesLast(top()) ? Ir.computingStore(operation, out.lastOperation()) : -1;
    if (fused >= 0 && !isConstant(top() - 1)) {
      fuseStore(fused);
      return;
    }
    int constant = isNarrowConstant(top()) ? Ir.constantStore(operation) : -1;
    int value = constant >= 0 ? (int) stack.value(top()) : register(top());
    int address = register(top() - 1);
    popTwo();
    out.beginAt(in.offset(), constant >= 0 ? constant : operation);
    out.word(address);
    out.word(value);
    out.word((int) in.memoryOffset());
  }

  /**
   * Joins the store of a sum of a loaded value and a product with all that made it, when it goes
   * where the value came from; with the sum of registers that addresses the product's factor, too.
   */
  private boolean accumulate() {
    if (out.lastOperation() != Ir.F64_LOAD_MUL_ADD || !writesLast(top())) {
      return false;
    }
    int factorAddress = out.lastWord(3);
    boolean summed =
        out.operation(1) == Ir.I32_ADD && out.word(1, 1) == factorAddress && out.lastWord(6) == 0;
    int load = summed ? 2 : 1;
    int address = top() - 1;
    if (isConstant(address)
        || out.operation(load) != Ir.LOAD64
        || out.word(load, 1) != out.lastWord(5)
        || out.word(load, 2) != stack.register(address)
        || out.word(load, 3) != (int) in.memoryOffset()) {
      return false;
    }
    int factor = out.lastWord(2);
    int offset = out.lastWord(4);
    int value = out.lastWord(6);
    int factorAt = out.lastOffset();
    out.retract();
    int first = factorAddress;
    if (summed) {
      first = out.lastWord(2);
      value = out.lastWord(3);
      out.retract();
    }
    int placeAt = out.lastOffset();
    out.retract();
    out.beginAt(placeAt, summed ? Ir.F64_ACCUMULATE_SUM : Ir.F64_ACCUMULATE);
    out.words(stack.register(address), factor, first);
    out.words(offset, (int) in.memoryOffset());
    out.words(value, factorAddress);
    out.markLast(1, factorAt);
    popTwo();
    return true;
  }

  private boolean isNarrowConstant(int index) {
    return isConstant(index) && stack.value(index) == (int) stack.value(index);
  }

  private void fuseStore(int fused) {
    int left = out.lastWord(2);
    int right = out.lastWord(3);
    int address = stack.register(top() - 1);
    out.retract();
    popTwo();
    out.beginAt(in.offset(), fused);
    out.word(address);
    out.word(left);
    out.word(right);
    out.words((int) in.memoryOffset(), 0);
  }

  private static int operands(Opcode opcode) {
    Signature signature = opcode.signature();
    return signature == null ? 0 : signature.pops().size();
  }

  private static int resultSlots(Opcode opcode) {
    Signature signature = opcode.signature();
    int slots = 0;
    if (signature != null) {
      for (NumberType type : signature.pushes()) {
        slots += type.slots();
      }
    }
    return slots;
  }

  // Everything that takes its operands from home registers and puts its result there.

  private void rareAccess(Opcode opcode, int operands, int resultSlots) {
    rare(opcode, operands, resultSlots, in.index(), in.lane(), in.memoryOffset(), 0);
  }

  private void rare(Opcode opcode, int operands, int resultSlots) {
    rare(opcode, operands, resultSlots, in.index(), in.index2(), 0, 0);
  }

  private void rare(
      Opcode opcode, int operands, int resultSlots, int index, int index2, long low, long high) {
    settleTop(operands);
    for (int i = 0; i < operands; i++) {
      stack.pop();
    }
    int base = stack.home(stack.height());
    if (resultSlots > 0) {
      stack.pushHome(resultSlots);
    }
    out.beginAt(in.offset(), Ir.RARE);
    out.word(base);
    out.word(opcode.ordinal());
    out.word(index);
    out.word(index2);
    out.word((int) low);
    out.word((int) (low >>> 32));
    out.word((int) high);
    out.word((int) (high >>> 32));
    out.word(charge);
    out.barrier();
  }

  private void translateRare(Opcode opcode) {
    switch (opcode) {
      case MEMORY_SIZE, TABLE_SIZE -> rare(opcode, 0, 1);
      case MEMORY_GROW, TABLE_GET -> rare(opcode, 1, 1);
      case TABLE_GROW -> rare(opcode, 2, 1);
      case TABLE_SET -> rare(opcode, 2, 0);
      case DATA_DROP, ELEM_DROP -> rare(opcode, 0, 0);
      default -> rare(opcode, 3, 0);
    }
  }

  private void translateReference(Opcode opcode) {
    switch (opcode) {
      case REF_NULL -> stack.pushConstant(0);
      case REF_IS_NULL -> translateEqualsZero(Ir.I64_EQ_IMM);
      default -> rare(opcode, 0, 1);
    }
  }

  private void translateVector(Opcode opcode) {
    int operands = operands(opcode);
    if (opcode.immediates() == Immediates.LANES) {
      rare(opcode, operands, 2, 0, 0, in.constant(), in.constantHigh());
    } else {
      vector(opcode, operands);
    }
  }

  private void vector(Opcode opcode, int operands) {
    int first = stack.height() - operands;
    int a = register(first);
    int b = operands > 1 ? register(first + 1) : a;
    boolean lane = opcode.immediates() == Immediates.LANE;
    int c = lane ? in.lane() : operands > 2 ? register(first + 2) : a;
    stack.truncate(first);
    out.beginAt(in.offset(), Ir.VECTOR);
    out.word(stack.pushHome(resultSlots(opcode)));
    out.word(a);
    out.word(b);
    out.word(c);
    out.word(lane ? opcode.code() | Ir.LANE_FLAG : opcode.code());
  }

  // Calls.

  private void translateCall(Opcode opcode) {
    switch (opcode) {
      case CALL -> call(in.index());
      case CALL_INDIRECT -> callIndirect();
      case RETURN_CALL -> tailCall(in.index());
      default -> tailCallIndirect();
    }
  }

  private void call(int function) {
    FunctionType type = module.functions().get(function);
    int base = passArguments(type);
    if (function < module.importedFunctions() || isCompiled(function)) {
      out.beginAt(in.offset(), Ir.CALL_IMPORT);
      out.word(function);
    } else {
      out.beginAt(in.offset(), Ir.CALL);
      targets.refer(out, function - module.importedFunctions());
    }
    out.word(base);
    out.word(charge);
    out.barrier();
    pushResults(type);
  }

  private boolean isCompiled(int function) {
    return compiled != null && compiled.contains(function - module.importedFunctions());
  }

  private int passArguments(FunctionType type) {
    int count = type.parameters().size();
    settleTop(count);
    stack.truncate(stack.height() - count);
    return stack.home(stack.height());
  }

  private void pushResults(FunctionType type) {
    for (ValueType result : type.results()) {
      stack.pushHome(result.slots());
    }
  }

  private void callIndirect() {
    FunctionType type = module.types().get(in.index());
    int index = register(top());
    stack.pop();
    int base = passArgumentsBelow(type, index);
    out.beginAt(in.offset(), Ir.CALL_INDIRECT);
    out.word(compiled == null ? in.index2() : ~in.index2());
    out.word(in.index());
    out.word(index);
    out.word(base);
    out.word(charge);
    out.barrier();
    pushResults(type);
  }

  /** Passing arguments writes only below the index's home, so the index stays where it is. */
  private int passArgumentsBelow(FunctionType type, int index) {
    int base = passArguments(type);
    assert index < link || index >= base : "index operand overwritten";
    return base;
  }

  private void tailCall(int function) {
    FunctionType type = module.functions().get(function);
    if (function < module.importedFunctions()) {
      call(function);
      returnOperands();
      leave();
      return;
    }
    int base = passArguments(type);
    emitLeave();
    out.beginAt(in.offset(), Ir.TAIL_CALL);
    targets.refer(out, function - module.importedFunctions());
    out.word(base);
    emitTail(type);
    leave();
  }

  private void tailCallIndirect() {
    FunctionType type = module.types().get(in.index());
    int index = register(top());
    stack.pop();
    int base = passArgumentsBelow(type, index);
    emitLeave();
    out.beginAt(in.offset(), Ir.TAIL_CALL_INDIRECT);
    out.word(in.index2());
    out.word(in.index());
    out.word(index);
    out.word(base);
    emitTail(type);
    pushResults(type);
    returnOperands();
    leave();
  }

  private void emitTail(FunctionType type) {
    out.word(type.parameterSlots());
    out.word(link);
    out.word(weight);
    out.word(charge);
    out.barrier();
  }

  private void emitLeave() {
    if (observed) {
      out.emit(Ir.LEAVE, charge, 0);
      out.barrier();
    }
  }

  private void returnOperands() {
    int count = body.type().results().size();
    int slots = body.type().resultSlots();
    int first = stack.height() - count;
    if (slots > 1) {
      settleTop(count);
    }
    int register = slots == 0 ? 0 : slots == 1 ? register(first) : stack.home(first);
    emitLeave();
    out.beginAt(in.offset(), slots > 1 ? Ir.RETURN_MANY : Ir.RETURN);
    out.words(link, weight);
    out.words(charge, register);
    out.word(slots);
    out.barrier();
  }

  // Control.

  private void translateControl(Opcode opcode) {
    switch (opcode) {
      case NOP -> {}
      case UNREACHABLE -> {
        out.beginAt(in.offset(), Ir.UNREACHABLE);
        out.words(0, 0, 0);
        leave();
      }
      case BLOCK -> open(Opcode.BLOCK);
      case LOOP -> open(Opcode.LOOP);
      case IF -> openIf();
      case ELSE -> otherwise();
      case END -> end();
      case BR -> branch(in.index());
      case BR_IF -> branchIf(in.index());
      case BR_TABLE -> branchTable();
      case RETURN -> {
        returnOperands();
        leave();
      }
      default -> throw new IllegalStateException("not control: " + opcode);
    }
  }

  private Label open(Opcode kind) {
    FunctionType type = in.blockType(module);
    settleLocals();
    if (kind == Opcode.LOOP) {
      settleTop(type.parameters().size());
    }
    out.barrier();
    int height = stack.height() - type.parameters().size();
    Label label = new Label(kind, type, height, out.position(), charge);
    labels.add(label);
    return label;
  }

  private void openIf() {
    int condition = top();
    FunctionType type = in.blockType(module);
    // Settling may emit copies, which must not part the comparison from its branch.
    int comparison = takeComparison(condition);
    int left = comparison < 0 ? register(condition) : taken[1];
    int right = comparison < 0 ? 0 : taken[2];
    stack.pop();
    settleLocals();
    settleTop(type.parameters().size());
    Label label = open(Opcode.IF);
    int operation = comparison < 0 ? Ir.I32_EQ_IMM : Ir.opposite(comparison);
    label.otherwise = emitBranch(operation + Ir.COMPARISON_TO_BRANCH, left, right);
    out.barrier();
  }

  /** The operation and operands of a comparison that was taken back for fusion. */
  private final int[] taken = new int[3];

  /** Takes back the comparison that made an operand; gives its operation, or -1. */
  private int takeComparison(int index) {
    int operation = out.lastOperation();
    if (!Ir.isComparison(operation) || !writesLast(index)) {
      return -1;
    }
    taken[0] = operation;
    taken[1] = out.lastWord(2);
    taken[2] = out.lastWord(3);
    out.retract();
    return operation;
  }

  /** Emits a branch with empty target words, and returns where they are. */
  private int emitBranch(int operation, int left, int right) {
    int adding = Ir.addingBranch(operation);
    if (adding >= 0 && out.lastOperation() == Ir.I32_ADD_IMM && out.lastWord(1) == left) {
      int from = out.lastWord(2);
      int value = out.lastWord(3);
      out.retract();
      out.beginAt(in.offset(), adding);
      out.word(left);
      out.word(from);
      int words = emitTarget();
      out.words(value, right);
      return words;
    }
    out.beginAt(in.offset(), operation);
    out.words(left, right);
    return emitTarget();
  }

  private int emitTarget() {
    int words = out.position();
    out.word(0);
    out.word(charge);
    out.word(0);
    return words;
  }

  /** Completes target words: the place, the way's charge, what must be left. */
  private void aim(int words, int position, int chargeThere) {
    out.patch(words, position);
    out.patch(words + 1, out.at(words + 1) - chargeThere);
    out.patch(words + 2, chargeThere);
  }

  private void aim(int words, Label label) {
    if (label.isLoop()) {
      aim(words, label.position, label.charge);
    } else {
      label.await(words);
    }
  }

  private void otherwise() {
    Label label = labels.getLast();
    if (reachable) {
      settleTop(label.type.results().size());
      label.await(emitBranch(Ir.BRANCH, 0, 0));
    }
    if (label.otherwise >= 0) {
      aim(label.otherwise, out.position(), charge);
      label.otherwise = -1;
    }
    stack.truncate(label.height);
    for (ValueType parameter : label.type.parameters()) {
      stack.pushHome(parameter.slots());
    }
    reachable = true;
    unreachableNesting = 0;
    out.barrier();
  }

  private void end() {
    Label label = labels.removeLast();
    if (labels.isEmpty()) {
      endFunction(label);
      return;
    }
    boolean meets = label.isAwaited() || label.otherwise >= 0;
    if (reachable && meets) {
      settleTop(label.type.results().size());
    }
    for (int words : label.pending()) {
      aim(words, out.position(), charge);
    }
    if (label.otherwise >= 0) {
      aim(label.otherwise, out.position(), charge);
    }
    if (meets) {
      stack.truncate(label.height);
      for (ValueType result : label.type.results()) {
        stack.pushHome(result.slots());
      }
      out.barrier();
    }
    reachable = reachable || meets;
    unreachableNesting = 0;
  }

  private void endFunction(Label label) {
    if (reachable && label.isAwaited()) {
      settleTop(label.type.results().size());
    }
    for (int words : label.pending()) {
      aim(words, out.position(), charge);
    }
    if (label.isAwaited()) {
      stack.truncate(0);
      pushResults(label.type);
      out.barrier();
    }
    if (reachable || label.isAwaited()) {
      labels.add(label);
      returnOperands();
      labels.removeLast();
    }
    reachable = false;
  }

  private Label label(int depth) {
    return labels.get(labels.size() - 1 - depth);
  }

  private List<ValueType> carried(Label label) {
    return label.isLoop() ? label.type.parameters() : label.type.results();
  }

  /** Whether what a branch carries is where its target expects it. */
  private boolean isInPlace(Label label) {
    int count = carried(label).size();
    int first = stack.height() - count;
    for (int i = 0; i < count; i++) {
      boolean home = stack.kind(first + i) == OperandStack.HOME;
      if (!home || stack.home(first + i) != target(label, i)) {
        return false;
      }
    }
    return true;
  }

  private int target(Label label, int index) {
    int register = stack.home(label.height);
    for (int i = 0; i < index; i++) {
      register += carried(label).get(i).slots();
    }
    return register;
  }

  /** Copies what a branch carries to where its target expects it. */
  private void carry(Label label) {
    int count = carried(label).size();
    int first = stack.height() - count;
    for (int i = 0; i < count; i++) {
      copy(first + i, target(label, i));
    }
    out.barrier();
  }

  private void branch(int depth) {
    Label label = label(depth);
    if (depth == labels.size() - 1) {
      returnOperands();
    } else {
      carry(label);
      aim(emitBranch(Ir.BRANCH, 0, 0), label);
    }
    leave();
  }

  private void branchIf(int depth) {
    Label label = label(depth);
    int condition = top();
    int comparison = takeComparison(condition);
    int left = comparison < 0 ? register(condition) : taken[1];
    int right = comparison < 0 ? 0 : taken[2];
    int operation = comparison < 0 ? Ir.I32_NE_IMM : comparison;
    stack.pop();
    if (isInPlace(label)) {
      aim(emitBranch(operation + Ir.COMPARISON_TO_BRANCH, left, right), label);
    } else {
      int around = emitBranch(Ir.opposite(operation) + Ir.COMPARISON_TO_BRANCH, left, right);
      carry(label);
      aim(emitBranch(Ir.BRANCH, 0, 0), label);
      aim(around, out.position(), charge);
    }
    out.barrier();
  }

  private void branchTable() {
    int index = register(top());
    stack.pop();
    int count = in.labelCount();
    int[] depths = new int[count + 1];
    for (int i = 0; i < count; i++) {
      depths[i] = in.label(i);
    }
    depths[count] = in.index();
    out.beginAt(in.offset(), Ir.BRANCH_TABLE);
    out.word(index);
    out.word(count);
    int[] words = new int[count + 1];
    Arrays.setAll(words, i -> emitTarget());
    out.barrier();
    int[] landings = new int[labels.size()];
    for (int i = 0; i <= count; i++) {
      Label label = label(depths[i]);
      if (isInPlace(label)) {
        aim(words[i], label);
      } else {
        aim(words[i], landing(depths[i], landings), charge);
      }
    }
    leave();
  }

  /** A place that carries the operands to a label and goes on there; one per label. */
  private int landing(int depth, int[] landings) {
    if (landings[depth] == 0) {
      landings[depth] = out.position();
      Label label = label(depth);
      carry(label);
      aim(emitBranch(Ir.BRANCH, 0, 0), label);
    }
    return landings[depth];
  }
}
