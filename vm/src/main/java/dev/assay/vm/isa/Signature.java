package dev.assay.vm.isa;

import dev.assay.vm.module.NumberType;
import java.util.List;

/**
 * What an instruction of fixed type takes from the operand stack and what it puts there, both in
 * stack order with the top last. Instructions whose types depend on their context have none.
 *
 * @param pops the operands, the topmost last
 * @param pushes the results, the topmost last
 */
public record Signature(List<NumberType> pops, List<NumberType> pushes) {
  public Signature {
    pops = List.copyOf(pops);
    pushes = List.copyOf(pushes);
  }

  /**
   * Reads the notation of the opcode table: the letters of the operands, a colon, the letters of
   * the results. {@code "ii:i"} takes two i32 and gives one; the letters are i (i32), l (i64), f
   * (f32), d (f64), v (v128).
   */
  static Signature parse(String text) {
    int colon = text.indexOf(':');
    return new Signature(types(text.substring(0, colon)), types(text.substring(colon + 1)));
  }

  private static List<NumberType> types(String letters) {
    return letters.chars().mapToObj(Signature::type).toList();
  }

  private static NumberType type(int letter) {
    return switch (letter) {
      case 'i' -> NumberType.I32;
      case 'l' -> NumberType.I64;
      case 'f' -> NumberType.F32;
      case 'd' -> NumberType.F64;
      case 'v' -> NumberType.V128;
      default -> throw new IllegalArgumentException("no type has the letter " + (char) letter);
    };
  }
}
