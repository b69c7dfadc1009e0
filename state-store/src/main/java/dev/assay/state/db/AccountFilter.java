package dev.assay.state.db;

import dev.assay.state.types.BigEndian;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What is certainly not among the keys of {@link ColumnFamily#ACCOUNTS}: a Bloom filter, whose bits
 * for a key are in one line of the processor's cache. Keys are hashes, so the bits are taken from
 * them. Nothing is ever taken out, and more keys than there is room for make it say less, never
 * something wrong.
 *
 * <p>Any thread adds, any asks; a key counts for whoever knows that it was added.
 */
final class AccountFilter {
  /** Longs of a line. */
  private static final int LINE = 8;

  /** Bits for a key: nearly the best from seven to fourteen bits of the filter a key. */
  private static final int BITS = 7;

  private static final int INDEX = 9;
  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] words;
  private final int lines;
  private volatile boolean complete;

  /** A filter of so many bytes of heap. */
  AccountFilter(long bytes) {
    this.lines = Math.clamp(bytes / LINE / Long.BYTES, 1, 1 << 24);
    this.words = new long[lines * LINE];
  }

  void add(byte[] key) {
    int line = line(key);
    long bits = BigEndian.getLong(key, key.length - Long.BYTES);
    for (int i = 0; i < BITS; i++) {
      long bit = 1L << bits;
      int word = line + word(bits);
      if ((words[word] & bit) == 0) {
        WORDS.getAndBitwiseOr(words, word, bit);
      }
      bits >>>= INDEX;
    }
  }

  /** Says that every key of the table has been added. */
  void complete() {
    complete = true;
  }

  boolean isComplete() {
    return complete;
  }

  /** Whether a key is certainly not in the table. */
  boolean excludes(byte[] key) {
    return complete && !mayHave(key);
  }

  private boolean mayHave(byte[] key) {
    int line = line(key);
    long bits = BigEndian.getLong(key, key.length - Long.BYTES);
    for (int i = 0; i < BITS; i++) {
      if ((words[line + word(bits)] >>> bits & 1) == 0) {
        return false;
      }
      bits >>>= INDEX;
    }
    return true;
  }

  private int line(byte[] key) {
    return LINE * (int) Math.unsignedMultiplyHigh(BigEndian.getLong(key, 0), lines);
  }

  /** Nine bits name one of a line's: six the bit, as a shift takes them, and three the word. */
  private static int word(long bits) {
    return (int) (bits >>> 6) & LINE - 1;
  }
}
