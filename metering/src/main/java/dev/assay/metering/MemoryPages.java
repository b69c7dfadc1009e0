package dev.assay.metering;

/**
 * The memory pages of a transaction: how many are open over all frames alive, and the most that
 * ever were. Closing a frame gives its pages back; the record stays.
 */
public final class MemoryPages {
  /** {@code pay_for_memory_grow} looks at the low 16 bits of its argument. */
  private static final int REQUEST_MASK = 0xFFFF;

  private final MemoryGas prices;
  private final long requestInk;
  private int open;
  private int ever;

  /** No page open, prices of the schedule. */
  public MemoryPages(GasSchedule schedule) {
    this.prices = schedule.memory();
    this.requestInk = schedule.ink(GasCost.MEMORY_REQUEST);
  }

  /** Pages open now. */
  public int open() {
    return open;
  }

  /** The most pages that were open at once. */
  public int ever() {
    return ever;
  }

  /** Returns to the number of pages that were open before a frame began. */
  public void close(int openBefore) {
    open = openBefore;
  }

  /**
   * Opens the initial pages of a frame.
   *
   * @return their price in gas, {@link Long#MAX_VALUE} when there may not be so many
   */
  public long openInitial(int pages) {
    long gas = prices.gas(pages, open, ever);
    if (gas != Long.MAX_VALUE) {
      count(pages);
    }
    return gas;
  }

  /**
   * Opens pages for a growing memory, as {@code pay_for_memory_grow} does.
   *
   * @param requested pages, of which the low 16 bits count
   * @return the price in ink
   */
  public long growthInk(long requested) {
    int pages = (int) requested & REQUEST_MASK;
    if (pages == 0) {
      return requestInk;
    }
    long gas = prices.gas(pages, open, ever);
    if (gas == Long.MAX_VALUE) {
      return Ink.UNPAYABLE;
    }
    count(pages);
    return Ink.ofGas(gas);
  }

  private void count(int pages) {
    open += pages;
    ever = Math.max(ever, open);
  }
}
