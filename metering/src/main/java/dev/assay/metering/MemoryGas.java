package dev.assay.metering;

import java.util.Locale;

/**
 * The price of memory pages over a transaction.
 *
 * <p>Two counters matter: the pages open now, over all frames alive, and the most that were ever
 * open in the transaction. Open pages cost {@code pageGas} each beyond the free ones, paid by
 * whoever opens them; new records of the second counter climb an exponential table.
 *
 * @param freePages pages of a transaction that cost nothing
 * @param pageGas gas per page beyond them
 * @param pageLimit the most pages a transaction may have open; more cannot be paid
 */
public record MemoryGas(int freePages, long pageGas, int pageLimit) {
  /** The largest page limit the exponential table covers. */
  public static final int TABLE_PAGES = 128;

  /** {@code floor(31874000^(p/128))} for p in 0..128, the last entry being 31873999. */
  private static final int[] EXPONENTIAL = {
    1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 11, 12, 14, 17, 19, 22, 25, 29, 33, 38,
    43, 50, 57, 65, 75, 85, 98, 112, 128, 147, 168, 193, 221, 253, 289, 331, 379, 434, 497, 569,
    651, 745, 853, 976, 1117, 1279, 1463, 1675, 1917, 2194, 2511, 2874, 3290, 3765, 4309, 4932,
    5645, 6461, 7395, 8464, 9687, 11087, 12689, 14523, 16621, 19024, 21773, 24919, 28521, 32642,
    37359, 42758, 48938, 56010, 64104, 73368, 83971, 96106, 109994, 125890, 144082, 164904, 188735,
    216010, 247226, 282953, 323844, 370643, 424206, 485509, 555672, 635973, 727880, 833067, 953456,
    1091243, 1248941, 1429429, 1636000, 1872423, 2143012, 2452704, 2807151, 3212820, 3677113,
    4208502, 4816684, 5512756, 6309419, 7221210, 8264766, 9459129, 10826093, 12390601, 14181199,
    16230562, 18576084, 21260563, 24332984, 27849408, 31873999
  };

  /** Checks the parameters. */
  public MemoryGas {
    if (freePages < 0 || pageGas < 0 || pageLimit < freePages || pageLimit > TABLE_PAGES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "memory price: free pages %d, page gas %d, page limit %d (at most %d)",
              freePages,
              pageGas,
              pageLimit,
              TABLE_PAGES));
    }
  }

  /** Entry {@code pages} of the exponential table, in gas. */
  public static long exponential(int pages) {
    return EXPONENTIAL[pages];
  }

  /**
   * Gas for opening {@code added} pages when {@code open} are open and {@code ever} is the record.
   *
   * @return the price, {@link Long#MAX_VALUE} when the page limit would be exceeded
   */
  public long gas(int added, int open, int ever) {
    long newOpen = (long) open + added;
    long newEver = Math.max(ever, newOpen);
    if (newEver <= freePages) {
      return 0;
    }
    if (newEver > pageLimit) {
      return Long.MAX_VALUE;
    }
    long linear = Ink.times(pageGas, beyondFree(newOpen) - beyondFree(open));
    return Ink.plus(linear, EXPONENTIAL[(int) newEver] - EXPONENTIAL[ever]);
  }

  private long beyondFree(long pages) {
    return Math.max(0, pages - freePages);
  }
}
