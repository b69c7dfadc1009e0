package dev.assay.conformance.reference;

import dev.assay.vm.isa.Opcode;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What is paid where when blocks are paid as a whole: a block runs from wherever control can arrive
 * to the next instruction that can send it elsewhere, that one included.
 */
final class PrepaidBlocks {
  /** No block begins here. */
  static final long NONE = -1;

  private PrepaidBlocks() {}

  /** For each instruction, the price of the block that begins with it, or {@link #NONE}. */
  static long[] prices(List<Instruction> code, long header, ToLongFunction<Instruction> price) {
    long[] prices = new long[code.size()];
    Arrays.fill(prices, NONE);
    int first = 0;
    long sum = header;
    for (int i = 0; i < prices.length; i++) {
      sum += price.applyAsLong(code.get(i));
      if (ends(code.get(i).opcode())) {
        prices[first] = sum;
        first = i + 1;
        sum = header;
      }
    }
    return prices;
  }

  private static boolean ends(Opcode opcode) {
    return switch (opcode) {
      case END, ELSE, LOOP, IF, BR, BR_IF, BR_TABLE, RETURN -> true;
      case CALL, CALL_INDIRECT, RETURN_CALL, RETURN_CALL_INDIRECT -> true;
      default -> false;
    };
  }
}
