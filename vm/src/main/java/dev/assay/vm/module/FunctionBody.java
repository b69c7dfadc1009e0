package dev.assay.vm.module;

import java.util.List;

/**
 * The code of a function that the module defines.
 *
 * @param function its index, imports counted
 * @param type its type
 * @param locals the declared variables, without the parameters, as the module groups them
 * @param start where the instructions begin in the module
 * @param end where they end, exclusive; the last instruction is {@code end}
 * @param facts what the decoder counted on its way through
 */
public record FunctionBody(
    int function, FunctionType type, List<LocalGroup> locals, int start, int end, Facts facts) {
  public FunctionBody {
    locals = List.copyOf(locals);
  }

  /** The number of declared variables, without the parameters. */
  public int localCount() {
    int count = 0;
    for (LocalGroup group : locals) {
      count += group.count();
    }
    return count;
  }

  /** The 64-bit slots of parameters and declared variables together. */
  public int localSlots() {
    int slots = type.parameterSlots();
    for (LocalGroup group : locals) {
      slots += group.count() * group.type().slots();
    }
    return slots;
  }

  /**
   * Counts of a body, known after one pass.
   *
   * @param instructions how many instructions, the closing {@code end} included
   * @param nesting the deepest nesting of blocks; 0 for a body without blocks
   */
  public record Facts(int instructions, int nesting) {}
}
