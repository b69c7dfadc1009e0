package dev.assay.state.crypto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of many inputs, in any order. Where the JVM has vectors (started with {@code
 * --add-modules=jdk.incubator.vector}, on a machine with registers for four words or more), inputs
 * of as many blocks wait for each other and are hashed side by side; elsewhere each is hashed as it
 * comes. The hashes are the same. For one thread.
 */
public final class KeccakBatch {
  /** Inputs of more blocks do not wait; a full branch of a trie has as many. */
  private static final int MOST_BLOCKS = 4;

  /** Inputs that are worth the permutation of all lanes. */
  private static final int FEWEST = 3;

  private static final int BLOCK_WORDS = Keccak.BLOCK_BYTES / Long.BYTES;

  private final @Nullable KeccakLanes lanes;
  private final Waiting[] waiting;
  private final long[] scratch = new long[Keccak.SCRATCH];
  private final long[] states;

  /** A batch of nothing. */
  public KeccakBatch() {
    this(KeccakLanes.CHOSEN);
  }

  /** A batch in which nothing waits, vectors or not. */
  public static KeccakBatch alone() {
    return new KeccakBatch(null);
  }

  private KeccakBatch(@Nullable KeccakLanes lanes) {
    this.lanes = lanes;
    this.waiting = new Waiting[lanes == null ? 0 : MOST_BLOCKS];
    int width = lanes == null ? 0 : lanes.width();
    this.states = new long[Keccak.SCRATCH * width];
    for (int i = 0; i < waiting.length; i++) {
      waiting[i] = new Waiting(i + 1, width);
    }
  }

  /** How many inputs are hashed side by side here; 1 without vectors. */
  public static int width() {
    KeccakLanes chosen = KeccakLanes.CHOSEN;
    return chosen == null ? 1 : chosen.width();
  }

  /** Inputs of the same number of blocks, their words side by side. */
  private static final class Waiting {
    final int blocks;
    final int width;
    final long[] words;
    final byte[][] targets;
    final int[] at;
    int size;

    Waiting(int blocks, int width) {
      this.blocks = blocks;
      this.width = width;
      this.words = new long[blocks * BLOCK_WORDS * width];
      this.targets = new byte[width][];
      this.at = new int[width];
    }

    void add(byte[] input, int length, byte[] target, int place) {
      int word = size;
      int end = length & -Long.BYTES;
      for (int i = 0; i < end; i += Long.BYTES, word += width) {
        words[word] = Keccak.word(input, i);
      }
      words[word] = Keccak.lastWord(input, end, length - end);
      int last = (blocks * BLOCK_WORDS - 1) * width + size;
      for (int i = word + width; i <= last; i += width) {
        words[i] = 0;
      }
      words[last] ^= Keccak.LAST_BIT;
      targets[size] = target;
      at[size] = place;
      size++;
    }
  }

  /**
   * Hashes the first bytes of an input, now or by the next {@link #flush}.
   *
   * @param input may be changed once this returns
   * @param target where the hash is written, at an offset
   */
  public void add(byte[] input, int length, byte[] target, int at) {
    int blocks = length / Keccak.BLOCK_BYTES + 1;
    if (blocks > waiting.length) {
      Keccak.hash(input, 0, length, target, at, scratch);
      return;
    }
    Waiting queue = waiting[blocks - 1];
    queue.add(input, length, target, at);
    if (queue.size == queue.width) {
      hashTogether(queue);
    }
  }

  /** Writes the hashes of all that still waits. */
  public void flush() {
    for (Waiting queue : waiting) {
      if (queue.size >= FEWEST) {
        hashTogether(queue);
      } else {
        hashAlone(queue);
      }
    }
  }

  private void hashTogether(Waiting queue) {
    KeccakLanes all = lanes;
    if (all == null) {
      return;
    }
    Arrays.fill(states, 0);
    int block = BLOCK_WORDS * queue.width;
    for (int from = 0; from < queue.blocks * block; from += block) {
      for (int i = 0; i < block; i++) {
        states[i] ^= queue.words[from + i];
      }
      all.permute(states);
    }
    for (int lane = 0; lane < queue.size; lane++) {
      Keccak.writeHash(states, lane, queue.width, queue.targets[lane], queue.at[lane]);
    }
    queue.size = 0;
  }

  private void hashAlone(Waiting queue) {
    for (int lane = 0; lane < queue.size; lane++) {
      Arrays.fill(scratch, 0);
      int at = lane;
      for (int block = 0; block < queue.blocks; block++) {
        for (int i = 0; i < BLOCK_WORDS; i++, at += queue.width) {
          scratch[i] ^= queue.words[at];
        }
        KeccakPermutation.permute(scratch);
      }
      Keccak.writeHash(scratch, 0, 1, queue.targets[lane], queue.at[lane]);
    }
    queue.size = 0;
  }
}
