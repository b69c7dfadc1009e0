package dev.assay.conformance.reference;

import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.module.ElementSegment;
import dev.assay.vm.module.SegmentMode;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.ResourceLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The tables of the naive machine, its element segments, and what instructions do with them. */
final class ReferenceTables {
  private static final long MOST_ELEMENTS = 0xffff_ffffL;

  private final WasmModule module;
  private final ResourceLimits limits;
  private final ValueStack stack;
  private final ToLongFunction<Instruction> length;
  private final Function<List<Instruction>, Value> constant;
  private final List<List<Value>> tables = new ArrayList<>();
  private final boolean[] dropped;

  /**
   * @param length takes the length that an instruction works on off the stack and pays for it
   * @param constant the value of an initializer
   */
  ReferenceTables(
      WasmModule module,
      ResourceLimits limits,
      ValueStack stack,
      ToLongFunction<Instruction> length,
      Function<List<Instruction>, Value> constant) {
    this.module = module;
    this.limits = limits;
    this.stack = stack;
    this.length = length;
    this.constant = constant;
    this.dropped = new boolean[module.elements().size()];
  }

  /** Makes the tables and places the active segments. */
  void fill() {
    for (var type : module.tables()) {
      Value empty = Value.reference(type.element(), 0);
      List<Value> table = new ArrayList<>();
      for (long i = 0; i < type.size().minimum(); i++) {
        table.add(empty);
      }
      tables.add(table);
    }
    for (int i = 0; i < module.elements().size(); i++) {
      place(i, module.elements().get(i));
    }
  }

  private void place(int index, ElementSegment segment) {
    switch (segment.mode()) {
      case SegmentMode.Active active -> {
        Value offset = constant.apply(Instruction.read(module, active.offset()));
        init(active.index(), index, offset.low() & 0xffff_ffffL, 0, segment.count());
        dropped[index] = true;
      }
      case SegmentMode.Declarative declarative -> dropped[index] = true;
      case SegmentMode.Passive passive -> {}
    }
  }

  /** The elements of all tables, as text. */
  List<String> elements() {
    return tables.stream().flatMap(List::stream).map(Value::toString).toList();
  }

  /** What a call through a table finds. */
  Value element(int table, long index) {
    List<Value> elements = tables.get(table);
    if (index >= elements.size()) {
      throw Trap.of(TrapCode.UNDEFINED_ELEMENT);
    }
    return elements.get((int) index);
  }

  void step(Instruction instruction) {
    switch (instruction.opcode()) {
      case TABLE_GET -> {
        List<Value> table = tables.get(instruction.index());
        stack.push(table.get(place(table, stack.popIndex(), 1)));
      }
      case TABLE_SET -> {
        List<Value> table = tables.get(instruction.index());
        Value value = stack.pop();
        table.set(place(table, stack.popIndex(), 1), value);
      }
      case TABLE_SIZE -> stack.push(Value.i32(tables.get(instruction.index()).size()));
      case TABLE_GROW -> grow(instruction);
      case ELEM_DROP -> dropped[instruction.index()] = true;
      case TABLE_FILL -> {
        List<Value> table = tables.get(instruction.index());
        long count = length.applyAsLong(instruction);
        Value value = stack.pop();
        int start = place(table, stack.popIndex(), count);
        table.subList(start, start + (int) count).replaceAll(old -> value);
      }
      case TABLE_COPY -> {
        long count = length.applyAsLong(instruction);
        List<Value> source = tables.get(instruction.index2());
        List<Value> table = tables.get(instruction.index());
        int from = place(source, stack.popIndex(), count);
        int to = place(table, stack.popIndex(), count);
        put(table, to, List.copyOf(source.subList(from, from + (int) count)));
      }
      case TABLE_INIT -> {
        long count = length.applyAsLong(instruction);
        long from = stack.popIndex();
        long to = stack.popIndex();
        init(instruction.index2(), instruction.index(), to, from, count);
      }
      default -> throw new IllegalStateException("not of a table: " + instruction);
    }
  }

  private void grow(Instruction instruction) {
    List<Value> table = tables.get(instruction.index());
    long delta = length.applyAsLong(instruction);
    Value value = stack.pop();
    var range = module.tables().get(instruction.index()).size();
    long most = Math.min(range.maximum().orElse(MOST_ELEMENTS), limits.tableElements());
    int before = table.size();
    boolean fits = before + delta <= most;
    for (long i = 0; fits && i < delta; i++) {
      table.add(value);
    }
    stack.push(Value.i32(fits ? before : -1));
  }

  private void init(int tableIndex, int segmentIndex, long to, long from, long count) {
    ElementSegment segment = module.elements().get(segmentIndex);
    List<Value> values = dropped[segmentIndex] ? List.of() : values(segment);
    List<Value> table = tables.get(tableIndex);
    int first = place(values, from, count);
    put(table, place(table, to, count), values.subList(first, first + (int) count));
  }

  private static void put(List<Value> table, int first, List<Value> values) {
    for (int i = 0; i < values.size(); i++) {
      table.set(first + i, values.get(i));
    }
  }

  private List<Value> values(ElementSegment segment) {
    List<Value> values = new ArrayList<>();
    switch (segment.items()) {
      case ElementSegment.Functions functions -> {
        for (int i = 0; i < functions.count(); i++) {
          values.add(Value.reference(segment.type(), functions.function(i) + 1));
        }
      }
      case ElementSegment.Expressions expressions ->
          expressions
              .items()
              .forEach(each -> values.add(constant.apply(Instruction.read(module, each))));
    }
    return values;
  }

  /** The index of an element with so many behind it, or a trap. */
  private static int place(List<Value> table, long index, long count) {
    if (index + count > table.size()) {
      throw Trap.of(TrapCode.OUT_OF_BOUNDS_TABLE_ACCESS);
    }
    return (int) index;
  }
}
