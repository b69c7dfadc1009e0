package dev.assay.vm.validate;

import dev.assay.vm.Limit;
import dev.assay.vm.Limits;
import dev.assay.vm.isa.Immediates;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;
import java.util.List;

/**
 * Checks function bodies with the algorithm of the standard's appendix: one walk over the code with
 * a stack of operand types and a stack of open blocks. One validator serves all functions of a
 * module; there is one method per category of the opcode table, each small enough to be compiled.
 */
final class FunctionValidator extends ExpressionValidator {
  private static final long MAX_OFFSET_32 = 0xFFFF_FFFFL;

  private final boolean[] referable;
  private final ControlStack blocks = new ControlStack();
  private final LocalTypes locals = new LocalTypes();
  private FunctionBody body;

  /**
   * @param referable by function index: whether {@code ref.func} may name it
   */
  FunctionValidator(WasmModule module, FunctionBody first, boolean[] referable) {
    super(module);
    this.body = first;
    this.referable = referable;
  }

  @Override
  SectionId section() {
    return SectionId.CODE;
  }

  @Override
  int function() {
    return body.function();
  }

  /** Checks one body and returns the most operand slots it uses. */
  int validate(FunctionBody next) {
    body = next;
    code.reset(body);
    locals.declare(body);
    operands.clear();
    blocks.clear();
    blocks.push(Opcode.BLOCK, body.type(), 0, false);
    while (code.next()) {
      instruction(code.opcode());
    }
    checkFrame();
    return operands.mostSlots();
  }

  private void checkFrame() {
    Limits limits = module.limits();
    long slots = operands.mostSlots();
    check(limits, Limit.OPERAND_SLOTS, slots);
    check(limits, Limit.FRAME_SLOTS, slots + body.localSlots());
  }

  private void check(Limits limits, Limit limit, long count) {
    if (!limits.allows(limit, count)) {
      throw invalid("limit exceeded", count + " " + limit + ", at most " + limits.of(limit));
    }
  }

  private void instruction(Opcode opcode) {
    switch (opcode.category()) {
      case CONSTANT, INTEGER, FLOAT, CONVERSION -> applySignature(opcode);
      case LOCAL -> local(opcode);
      case LOAD, STORE -> memoryAccess(opcode);
      case CONTROL -> control(opcode);
      case CALLS -> call(opcode);
      case GLOBAL -> global(opcode);
      case PARAMETRIC -> parametric(opcode);
      case VECTOR -> vector(opcode);
      case MEMORY -> memory(opcode);
      case TABLE -> table(opcode);
      case REFERENCE -> reference(opcode);
    }
  }

  // Control

  private void control(Opcode opcode) {
    switch (opcode) {
      case BLOCK, LOOP -> open(opcode);
      case IF -> {
        pop(NumberType.I32);
        open(opcode);
      }
      case ELSE -> turnToElse();
      case END -> close();
      case BR -> {
        pop(label(code.index()));
        operands.becomeUnreachable();
      }
      case BR_IF -> {
        pop(NumberType.I32);
        peek(label(code.index()));
      }
      case BR_TABLE -> branchTable();
      case RETURN -> {
        pop(body.type().results());
        operands.becomeUnreachable();
      }
      case UNREACHABLE -> operands.becomeUnreachable();
      default -> applySignature(opcode);
    }
  }

  private void open(Opcode opener) {
    FunctionType type = code.inlineBlockType();
    if (type == null) {
      checkIndex("type", code.blockTypeIndex(), module.types().size());
      type = module.types().get(code.blockTypeIndex());
    }
    pop(type.parameters());
    boolean outerUnreachable = operands.isUnreachable();
    blocks.push(opener, type, operands.size(), outerUnreachable);
    operands.enter(operands.size(), false);
    push(type.parameters());
  }

  /** What every block must end with: exactly its results above its floor. */
  private void checkResults() {
    pop(blocks.type().results());
    if (operands.height() != 0) {
      throw mismatch(
          "the results " + blocks.type().results() + " and no more",
          operands.height() + " more values");
    }
  }

  private void turnToElse() {
    checkResults();
    blocks.turnToElse();
    operands.enter(blocks.floor(), false);
    push(blocks.type().parameters());
  }

  private void close() {
    checkResults();
    FunctionType type = blocks.type();
    if (blocks.opener() == Opcode.IF && !type.parameters().equals(type.results())) {
      throw mismatch("an if without else to have equal parameters and results", type.toString());
    }
    blocks.pop();
    if (!blocks.isEmpty()) {
      operands.enter(blocks.floor(), blocks.wasUnreachable());
      push(type.results());
    }
  }

  private List<ValueType> label(int index) {
    checkIndex("label", index, blocks.size());
    return blocks.labelTypes(index);
  }

  /** Checks that the types are on top and leaves them there, with their now known types. */
  private void peek(List<ValueType> types) {
    pop(types);
    push(types);
  }

  private void branchTable() {
    pop(NumberType.I32);
    int arity = label(code.index()).size();
    blocks.clearMarks();
    for (int i = 0; i < code.labelCount(); i++) {
      List<ValueType> types = label(code.label(i));
      if (blocks.markFirst(code.label(i))) {
        checkArity(arity, types);
        checkTop(types);
      }
    }
    pop(label(code.index()));
    operands.becomeUnreachable();
  }

  private void checkArity(int arity, List<ValueType> types) {
    if (types.size() != arity) {
      throw mismatch("labels of " + arity + " values", "one of " + types.size());
    }
  }

  /**
   * Checks the types on top and leaves them as they are: in unreachable code, labels of one table
   * may ask different things of an operand that nobody knows.
   */
  private void checkTop(List<ValueType> types) {
    for (int depth = 0; depth < types.size(); depth++) {
      ValueType expected = types.get(types.size() - 1 - depth);
      if (operands.isBare(depth)) {
        throw mismatch(expected.toString(), "nothing");
      }
      ValueType found = operands.at(depth);
      if (found != null && !found.equals(expected)) {
        throw mismatch(expected.toString(), found.toString());
      }
    }
  }

  // Calls

  private void call(Opcode opcode) {
    switch (opcode) {
      case CALL -> apply(callee());
      case CALL_INDIRECT -> apply(indirectCallee());
      case RETURN_CALL -> applyLast(callee());
      default -> applyLast(indirectCallee());
    }
  }

  private FunctionType callee() {
    checkFunction(code.index());
    return module.functions().get(code.index());
  }

  private FunctionType indirectCallee() {
    TableType table = tableAt(code.index2());
    if (!table.element().equals(ReferenceType.FUNCREF)) {
      throw mismatch("a table of funcref", table.element().toString());
    }
    checkIndex("type", code.index(), module.types().size());
    pop(table.size().address());
    return module.types().get(code.index());
  }

  private void apply(FunctionType type) {
    pop(type.parameters());
    push(type.results());
  }

  private void applyLast(FunctionType type) {
    if (!type.results().equals(body.type().results())) {
      throw mismatch("a callee with results " + body.type().results(), type.results().toString());
    }
    pop(type.parameters());
    operands.becomeUnreachable();
  }

  // Variables and choices

  private void local(Opcode opcode) {
    ValueType type = locals.type(code.index());
    if (type == null) {
      checkIndex("local", code.index(), locals.count());
      return;
    }
    switch (opcode) {
      case LOCAL_GET -> push(type);
      case LOCAL_SET -> pop(type);
      default -> {
        pop(type);
        push(type);
      }
    }
  }

  private void global(Opcode opcode) {
    checkIndex("global", code.index(), module.globals().size());
    GlobalType global = module.globals().get(code.index());
    if (opcode == Opcode.GLOBAL_GET) {
      push(global.type());
    } else if (global.mutable()) {
      pop(global.type());
    } else {
      throw invalid("immutable global", "global " + code.index() + " cannot be set");
    }
  }

  private void parametric(Opcode opcode) {
    switch (opcode) {
      case DROP -> pop();
      case SELECT -> select();
      default -> selectTyped();
    }
  }

  private void select() {
    pop(NumberType.I32);
    ValueType second = pop();
    ValueType first = pop();
    if (first instanceof ReferenceType || second instanceof ReferenceType) {
      throw mismatch("numbers or vectors", "a reference");
    }
    if (first != null && second != null && !first.equals(second)) {
      throw mismatch(first.toString(), second.toString());
    }
    push(first != null ? first : second);
  }

  private void selectTyped() {
    List<ValueType> types = code.valueTypes();
    if (types.size() != 1) {
      throw invalid("invalid result arity", "select names " + types.size() + " types, expected 1");
    }
    pop(NumberType.I32);
    pop(types.get(0));
    pop(types.get(0));
    push(types.get(0));
  }

  // Memory

  private SizeRange memoryAt(int index) {
    checkIndex("memory", index, module.memories().size());
    return module.memories().get(index).size();
  }

  private void memoryAccess(Opcode opcode) {
    NumberType address = memoryAt(code.index()).address();
    checkMemoryArgument(opcode, address);
    if (opcode.immediates() == Immediates.MEMARG_LANE) {
      checkLane(code.lane(), opcode.lanes());
    }
    Signature signature = opcode.signature();
    if (signature == null) {
      throw new AssertionError(opcode + " accesses memory without a type");
    }
    popAll(signature);
    pop(address);
    pushAll(signature);
  }

  private void checkMemoryArgument(Opcode opcode, NumberType address) {
    if (code.alignment() > opcode.naturalAlignment()) {
      throw invalid(
          "alignment must not be larger than natural",
          "2^" + code.alignment() + ", natural is 2^" + opcode.naturalAlignment());
    }
    if (address == NumberType.I32 && Long.compareUnsigned(code.memoryOffset(), MAX_OFFSET_32) > 0) {
      throw invalid(
          "offset out of range",
          Long.toUnsignedString(code.memoryOffset()) + ", at most " + MAX_OFFSET_32);
    }
  }

  private void memory(Opcode opcode) {
    switch (opcode) {
      case MEMORY_SIZE -> push(memoryAt(code.index()).address());
      case MEMORY_GROW -> {
        NumberType address = memoryAt(code.index()).address();
        pop(address);
        push(address);
      }
      case MEMORY_FILL -> {
        NumberType address = memoryAt(code.index()).address();
        popRange(address, NumberType.I32, address);
      }
      case MEMORY_COPY -> {
        NumberType to = memoryAt(code.index()).address();
        NumberType from = memoryAt(code.index2()).address();
        popRange(to, from, narrower(to, from));
      }
      case MEMORY_INIT -> {
        NumberType address = memoryAt(code.index2()).address();
        checkData(code.index());
        popRange(address, NumberType.I32, NumberType.I32);
      }
      default -> checkData(code.index());
    }
  }

  private void popRange(NumberType first, NumberType second, NumberType third) {
    pop(third);
    pop(second);
    pop(first);
  }

  private static NumberType narrower(NumberType one, NumberType other) {
    return one == NumberType.I32 ? one : other;
  }

  private void checkData(int index) {
    checkIndex("data segment", index, module.dataCount().orElse(0));
  }

  // Tables and references

  private TableType tableAt(int index) {
    checkIndex("table", index, module.tables().size());
    return module.tables().get(index);
  }

  private ReferenceType elementAt(int index) {
    checkIndex("elem segment", index, module.elements().size());
    return module.elements().get(index).type();
  }

  private void table(Opcode opcode) {
    switch (opcode) {
      case TABLE_INIT -> initializeTable(tableAt(code.index2()), elementAt(code.index()));
      case ELEM_DROP -> elementAt(code.index());
      case TABLE_COPY -> copyTable(tableAt(code.index()), tableAt(code.index2()));
      default -> oneTable(opcode, tableAt(code.index()));
    }
  }

  private void oneTable(Opcode opcode, TableType table) {
    NumberType address = table.size().address();
    switch (opcode) {
      case TABLE_GET -> {
        pop(address);
        push(table.element());
      }
      case TABLE_SET -> {
        pop(table.element());
        pop(address);
      }
      case TABLE_SIZE -> push(address);
      case TABLE_GROW -> {
        pop(address);
        pop(table.element());
        push(address);
      }
      default -> {
        pop(address);
        pop(table.element());
        pop(address);
      }
    }
  }

  private void initializeTable(TableType table, ReferenceType from) {
    checkElements(table.element(), from);
    popRange(table.size().address(), NumberType.I32, NumberType.I32);
  }

  private void copyTable(TableType to, TableType from) {
    checkElements(to.element(), from.element());
    NumberType target = to.size().address();
    NumberType source = from.size().address();
    popRange(target, source, narrower(target, source));
  }

  private void checkElements(ReferenceType to, ReferenceType from) {
    if (!to.equals(from)) {
      throw mismatch("elements of type " + to, from.toString());
    }
  }

  private void reference(Opcode opcode) {
    switch (opcode) {
      case REF_NULL -> push(ReferenceType.to(code.heapType()));
      case REF_IS_NULL -> {
        ValueType type = pop();
        if (type instanceof NumberType) {
          throw mismatch("a reference", type.toString());
        }
        push(NumberType.I32);
      }
      default -> {
        pushFunctionReference();
        if (!referable[code.index()]) {
          throw invalid(
              "undeclared function reference",
              "function " + code.index() + " is named nowhere outside of function bodies");
        }
      }
    }
  }

  // Vectors

  private void vector(Opcode opcode) {
    if (opcode.immediates() == Immediates.LANE) {
      checkLane(code.lane(), opcode.lanes());
    } else if (opcode.immediates() == Immediates.LANES) {
      checkShuffle(code.constant());
      checkShuffle(code.constantHigh());
    }
    applySignature(opcode);
  }

  private void checkShuffle(long lanes) {
    for (int shift = 0; shift < 64; shift += 8) {
      checkLane((int) (lanes >>> shift) & 0xFF, 32);
    }
  }

  private void checkLane(int lane, int lanes) {
    if (lane >= lanes) {
      throw invalid("invalid lane index", lane + ", there are " + lanes);
    }
  }
}
