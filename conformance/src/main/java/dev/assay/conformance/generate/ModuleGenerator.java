package dev.assay.conformance.generate;

import dev.assay.conformance.generate.ModuleTree.Call;
import dev.assay.conformance.generate.ModuleTree.Data;
import dev.assay.conformance.generate.ModuleTree.Elements;
import dev.assay.conformance.generate.ModuleTree.Function;
import dev.assay.conformance.generate.ModuleTree.Global;
import dev.assay.conformance.generate.ModuleTree.Size;
import dev.assay.vm.isa.Feature;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Grows a random valid module and the calls to make of it. */
public final class ModuleGenerator {
  private final Dice dice;
  private final Profile profile;
  private final Vocabulary vocabulary;
  private final int risk;
  private final List<FunctionType> types = new ArrayList<>();
  private final List<Global> globals = new ArrayList<>();
  private final List<Data> data = new ArrayList<>();
  private final List<Elements> elements = new ArrayList<>();
  private Size memory = new Size(1, OptionalInt.empty());
  private Size table = new Size(0, OptionalInt.empty());

  private ModuleGenerator(long seed, Profile profile) {
    this.dice = new Dice(seed);
    this.profile = profile;
    this.vocabulary = new Vocabulary(profile.features());
    this.risk = dice.pick(List.of(0, 1, 1, 3, 10, 40));
  }

  /** The module of a seed. */
  public static ModuleTree generate(long seed, Profile profile) {
    return new ModuleGenerator(seed, profile).module();
  }

  private ModuleTree module() {
    int count = dice.between(1, 6);
    for (int i = 0; i < count; i++) {
      types.add(new FunctionType(values(dice.below(5)), values(resultCount())));
    }
    boolean starts = dice.percent(10);
    if (starts) {
      types.set(count - 1, FunctionType.EMPTY);
    }
    int pages = risky() ? 0 : dice.between(1, 3);
    memory = new Size(pages, optional(40, pages + dice.below(3)));
    int slots = risky() ? 0 : dice.between(1, 8);
    table = new Size(slots, optional(50, slots + dice.below(6)));
    growGlobals();
    growSegments();
    List<Function> functions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      functions.add(new FunctionGenerator(this, i).function());
    }
    int start = starts ? count - 1 : -1;
    return new ModuleTree(functions, globals, memory, table, data, elements, start, calls());
  }

  private int resultCount() {
    return dice.percent(20) ? dice.between(2, 4) : dice.below(2);
  }

  private OptionalInt optional(int chance, int value) {
    return dice.percent(chance) ? OptionalInt.of(value) : OptionalInt.empty();
  }

  List<ValueType> values(int count) {
    List<ValueType> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(value());
    }
    return list;
  }

  /** A random type: mostly numbers, some references, vectors where the profile has them. */
  ValueType value() {
    if (profile.features().has(Feature.REFERENCE_TYPES) && dice.percent(5)) {
      return ReferenceType.FUNCREF;
    }
    return number();
  }

  NumberType number() {
    boolean vectors = profile.features().has(Feature.SIMD);
    return NumberType.values()[dice.below(vectors ? 5 : 4)];
  }

  private void growGlobals() {
    int count = dice.between(1, 6);
    for (int i = 0; i < count; i++) {
      ValueType type = value();
      globals.add(new Global(new GlobalType(type, dice.percent(80)), initial(type)));
    }
  }

  private Code initial(ValueType type) {
    return switch (type) {
      case NumberType number -> constant(number);
      case ReferenceType reference ->
          Code.of(Opcode.REF_NULL, reference.heap().code(), List.of(type));
    };
  }

  /** A constant of the type. */
  Code constant(NumberType type) {
    List<ValueType> results = List.of(type);
    return switch (type) {
      case I32 -> Code.of(Opcode.I32_CONST, dice.constant(type), results);
      case I64 -> Code.of(Opcode.I64_CONST, dice.constant(type), results);
      case F32 -> Code.of(Opcode.F32_CONST, dice.constant(type), results);
      case F64 -> Code.of(Opcode.F64_CONST, dice.constant(type), results);
      case V128 ->
          new Code.Plain(
              Opcode.V128_CONST,
              List.of(dice.constant(type), dice.constant(type)),
              null,
              List.of(),
              results);
    };
  }

  private void growSegments() {
    int dataCount = dice.below(4);
    for (int i = 0; i < dataCount; i++) {
      StringBuilder bytes = new StringBuilder();
      int length = dice.below(24);
      for (int j = 0; j < length; j++) {
        bytes.append((char) dice.below(256));
      }
      data.add(new Data(offset(memory.minimum() * 65_536 - length), bytes.toString()));
    }
    fillTable();
    int elementCount = dice.below(3);
    for (int i = 0; i < elementCount; i++) {
      List<Integer> functions = new ArrayList<>();
      int length = dice.below(6);
      for (int j = 0; j < length; j++) {
        functions.add(dice.below(types.size()));
      }
      elements.add(new Elements(offset(table.minimum() - length), functions));
    }
  }

  /** Gives every element a function, so that indirect calls mostly find one. */
  private void fillTable() {
    List<Integer> functions = new ArrayList<>();
    for (int i = 0; i < table.minimum(); i++) {
      functions.add(dice.below(types.size()));
    }
    elements.add(new Elements(Code.i32(0), functions));
  }

  /** Where a segment goes: nowhere, inside, or in rare cases beyond the end. */
  private @Nullable Code offset(int room) {
    if (dice.percent(30)) {
      return null;
    }
    int inside = room > 0 ? dice.below(room + 1) : 0;
    return Code.i32(risky() && dice.percent(10) ? inside + 100_000 : inside);
  }

  private List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    int count = dice.between(1, 4);
    for (int i = 0; i < count; i++) {
      int function = dice.below(types.size());
      List<Long> arguments = new ArrayList<>();
      for (ValueType type : types.get(function).parameters()) {
        arguments(type, arguments);
      }
      calls.add(new Call(function, arguments));
    }
    return calls;
  }

  private void arguments(ValueType type, List<Long> arguments) {
    switch (type) {
      case NumberType number -> {
        for (int i = 0; i < number.slots(); i++) {
          arguments.add(dice.constant(number));
        }
      }
      case ReferenceType reference -> arguments.add(0L);
    }
  }

  /**
   * Whether to do something that may trap. Some modules never do, so that their runs are long; some
   * do at every turn.
   */
  boolean risky() {
    return dice.percent(risk);
  }

  Dice dice() {
    return dice;
  }

  Profile profile() {
    return profile;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  List<FunctionType> types() {
    return types;
  }

  List<Global> globals() {
    return globals;
  }

  Size memory() {
    return memory;
  }

  Size table() {
    return table;
  }

  List<Data> data() {
    return data;
  }

  List<Elements> elements() {
    return elements;
  }
}
