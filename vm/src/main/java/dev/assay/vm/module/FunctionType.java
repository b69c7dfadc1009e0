package dev.assay.vm.module;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The parameters and results of a function or a block. Equal types are the same type. */
public record FunctionType(List<ValueType> parameters, List<ValueType> results)
    implements ExternalType {
  /** No parameters and no results. */
  public static final FunctionType EMPTY = new FunctionType(List.of(), List.of());

  public FunctionType {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
  }

  /** A type without parameters and with one result. */
  public static FunctionType constant(ValueType result) {
    return new FunctionType(List.of(), List.of(result));
  }

  /**
   * Reads a type as people write it: {@code "i32 i64 -> f32"}, with either side possibly empty.
   *
   * @throws IllegalArgumentException when the text is not of that form
   */
  public static FunctionType parse(String text) {
    int arrow = text.indexOf("->");
    if (arrow < 0) {
      throw new IllegalArgumentException("expected \"parameters -> results\", found: " + text);
    }
    return new FunctionType(
        parseTypes(text.substring(0, arrow)), parseTypes(text.substring(arrow + 2)));
  }

  private static List<ValueType> parseTypes(String names) {
    List<ValueType> types = new ArrayList<>();
    for (String name : names.strip().split("[\\s,]+", -1)) {
      if (!name.isEmpty()) {
        types.add(parseType(name));
      }
    }
    return types;
  }

  private static ValueType parseType(String name) {
    return switch (name) {
      case "i32" -> NumberType.I32;
      case "i64" -> NumberType.I64;
      case "f32" -> NumberType.F32;
      case "f64" -> NumberType.F64;
      case "v128" -> NumberType.V128;
      case "funcref" -> ReferenceType.FUNCREF;
      case "externref" -> ReferenceType.EXTERNREF;
      default -> throw new IllegalArgumentException("no value type is called " + name);
    };
  }

  /** The 64-bit slots that the parameters take. */
  public int parameterSlots() {
    return slots(parameters);
  }

  /** The 64-bit slots that the results take. */
  public int resultSlots() {
    return slots(results);
  }

  private static int slots(List<ValueType> types) {
    int slots = 0;
    for (ValueType type : types) {
      slots += type.slots();
    }
    return slots;
  }

  @Override
  public ExternalKind kind() {
    return ExternalKind.FUNCTION;
  }

  /** By hand, as {@link #hashCode}: the JVM takes 20 ms to make a record's at its first use. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FunctionType that
        && parameters.equals(that.parameters)
        && results.equals(that.results);
  }

  @Override
  public int hashCode() {
    return 31 * parameters.hashCode() + results.hashCode();
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return (names(parameters) + " -> " + names(results)).strip();
  }

  private static String names(List<ValueType> types) {
    return types.stream().map(ValueType::toString).collect(Collectors.joining(" "));
  }
}
