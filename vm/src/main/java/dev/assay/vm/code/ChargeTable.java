package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.WasmModule;
import java.util.Arrays;

/**
 * The charges of one function, instruction by instruction, read again from the module when a run
 * stops in it: nothing is stored for the runs that do not stop.
 */
public final class ChargeTable {
  private final int[] offsets;
  private final long[] prices;
  private final long[] counted;
  private final int size;

  private ChargeTable(int[] offsets, long[] prices, long[] counted, int size) {
    this.offsets = offsets;
    this.prices = prices;
    this.counted = counted;
    this.size = size;
  }

  /** Reads the charges up to and with the instruction at an offset. */
  static ChargeTable upTo(int offset, FunctionBody body, WasmModule module, Prices prices) {
    int[] offsets = new int[16];
    long[] each = new long[16];
    long[] counted = new long[16];
    int size = 0;
    long sum = 0;
    long explicitFrom = Prices.explicitFrom(body);
    InstructionReader reader = InstructionReader.of(module, body);
    while (reader.next() && reader.offset() <= offset) {
      if (size == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * size);
        each = Arrays.copyOf(each, 2 * size);
        counted = Arrays.copyOf(counted, 2 * size);
      }
      long price = prices.of(reader, module);
      sum += price < explicitFrom && !prices.prepaid() ? price : 0;
      offsets[size] = reader.offset();
      each[size] = price;
      counted[size++] = sum;
    }
    return new ChargeTable(offsets, each, counted, size);
  }

  /** The charge word at the last instruction: what the gas counter is ahead of the exact figure. */
  public long ahead() {
    return counted[size - 1] - Translator.BIAS;
  }

  /**
   * Where a deficit began.
   *
   * @param deficit the exact ink left after the last instruction, below 0
   * @return the offset of the first instruction that could not be paid
   */
  public int firstUnpaid(long deficit) {
    long left = deficit;
    int i = size;
    while (left < 0 && i > 0) {
      left += prices[--i];
    }
    return offsets[i];
  }
}
