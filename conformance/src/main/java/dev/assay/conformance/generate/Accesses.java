package dev.assay.conformance.generate;

import dev.assay.vm.isa.Feature;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Instructions that reach memories and tables, mostly where something is. */
final class Accesses {
  private static final List<ValueType> I32 = List.of(NumberType.I32);

  private final ModuleGenerator module;
  private final Dice dice;
  private final Function<ValueType, Code> value;

  /**
   * @param value makes a node of a type
   */
  Accesses(ModuleGenerator module, Function<ValueType, Code> value) {
    this.module = module;
    this.dice = module.dice();
    this.value = value;
  }

  /** A load; there is one of this type. */
  Code load(NumberType wanted) {
    Opcode opcode = dice.pick(module.vocabulary().loads(wanted));
    List<Code> operands = new ArrayList<>(List.of(address()));
    if (Vocabulary.hasLane(opcode)) {
      operands.add(value.apply(NumberType.V128));
    }
    return new Code.Plain(opcode, memoryArgument(opcode), null, operands, List.of(wanted));
  }

  Code store() {
    Opcode opcode = dice.pick(module.vocabulary().stores());
    Signature signature = opcode.signature();
    if (signature == null) {
      throw new IllegalStateException(opcode + " has no fixed type");
    }
    NumberType stored = signature.pops().getLast();
    return effect(opcode, memoryArgument(opcode), List.of(address(), value.apply(stored)));
  }

  private List<Long> memoryArgument(Opcode opcode) {
    List<Long> numbers = new ArrayList<>();
    numbers.add((long) dice.below(opcode.naturalAlignment() + 1));
    numbers.add(module.risky() ? farOffset() : dice.percent(40) ? (long) dice.below(40) : 0L);
    if (Vocabulary.hasLane(opcode)) {
      numbers.add((long) dice.below(opcode.lanes()));
    }
    return numbers;
  }

  private long farOffset() {
    return switch (dice.below(3)) {
      case 0 -> 0xffffffffL;
      case 1 -> 0x7fffffffL + dice.below(3);
      default -> 65_536L - dice.below(20);
    };
  }

  /** Inside the memory, mostly low or close to the end; anything where a trap is welcome. */
  private Code address() {
    if (module.risky()) {
      return dice.percent(50)
          ? value.apply(NumberType.I32)
          : Code.i32(module.memory().minimum() * 65_536 - dice.between(-2, 20));
    }
    int choice = dice.below(100);
    if (choice < 40) {
      return Code.i32(dice.below(200));
    }
    if (choice < 60) {
      return Code.i32(module.memory().minimum() * 65_536 - dice.between(56, 80));
    }
    return Code.of(Opcode.I32_AND, I32, value.apply(NumberType.I32), Code.i32(0x7fff));
  }

  // Tables, and many at once.

  Code tableIndex() {
    return module.risky() ? value.apply(NumberType.I32) : Code.i32(dice.below(tableSize()));
  }

  private int tableSize() {
    return Math.max(1, module.table().minimum());
  }

  Code small() {
    return module.risky() ? value.apply(NumberType.I32) : Code.i32(dice.below(3));
  }

  Code bulk() {
    if (!module.profile().features().has(Feature.BULK_MEMORY)) {
      return store();
    }
    Code length = module.risky() ? value.apply(NumberType.I32) : Code.i32(dice.below(40));
    Code element = value.apply(ReferenceType.FUNCREF);
    return switch (dice.below(9)) {
      case 0 ->
          effect(
              Opcode.MEMORY_FILL,
              List.of(0L),
              List.of(address(), value.apply(NumberType.I32), length));
      case 1 -> effect(Opcode.MEMORY_COPY, List.of(0L, 0L), List.of(address(), address(), length));
      case 2 -> initMemory();
      case 3 -> effect(Opcode.TABLE_SET, List.of(0L), List.of(tableIndex(), element));
      case 4 -> effect(Opcode.TABLE_FILL, List.of(0L), List.of(tableIndex(), element, few()));
      case 5 ->
          effect(Opcode.TABLE_COPY, List.of(0L, 0L), List.of(tableIndex(), tableIndex(), few()));
      case 6 -> initTable();
      case 7 -> drop(Opcode.DATA_DROP, module.data().size());
      default -> drop(Opcode.ELEM_DROP, module.elements().size());
    };
  }

  /** A number of elements that seldom is too large. */
  private Code few() {
    return module.risky() ? small() : Code.i32(dice.percent(30) ? 1 : 0);
  }

  private Code initMemory() {
    if (module.data().isEmpty()) {
      return store();
    }
    int segment = dice.below(module.data().size());
    ModuleTree.Data data = module.data().get(segment);
    int held = data.offset() == null ? data.bytes().length() : 0;
    Code length = module.risky() ? small() : Code.i32(held);
    return effect(
        Opcode.MEMORY_INIT, List.of((long) segment, 0L), List.of(address(), Code.i32(0), length));
  }

  private Code initTable() {
    int segment = dice.below(module.elements().size());
    ModuleTree.Elements elements = module.elements().get(segment);
    int held = elements.offset() == null ? elements.functions().size() : 0;
    boolean fits = held <= module.table().minimum();
    Code length = module.risky() ? small() : Code.i32(fits ? held : 0);
    Code to = module.risky() ? tableIndex() : Code.i32(0);
    return effect(Opcode.TABLE_INIT, List.of((long) segment, 0L), List.of(to, Code.i32(0), length));
  }

  private Code drop(Opcode opcode, int count) {
    boolean sensible = count > 0 && dice.percent(20);
    return sensible ? effect(opcode, List.of((long) dice.below(count)), List.of()) : store();
  }

  private static Code effect(Opcode opcode, List<Long> immediates, List<Code> operands) {
    return new Code.Plain(opcode, immediates, null, operands, List.of());
  }
}
