package dev.assay.state.crypto;

import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keccak-256 with the original padding (0x01), as Ethereum uses it.
 *
 * <p>Own implementation, equal to BouncyCastle's by test and a third faster: the sponge absorbs 17
 * lanes straight from the input, the permutation is {@link KeccakPermutation}. Stateless and
 * thread-safe.
 */
public final class Keccak {
  /** Bytes that one run of the permutation takes in; the padding fills the last block. */
  public static final int BLOCK_BYTES = 136;

  /** Words of working memory. */
  public static final int SCRATCH = 25;

  private static final int RATE = BLOCK_BYTES;
  private static final int LANES = RATE / 8;

  /** The bit that ends the padding, in the last word of the last block. */
  static final long LAST_BIT = 0x8000000000000000L;

  private static final VarHandle LANE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Keccak() {}

  /** Hash of all the bytes. */
  public static Hash hash(byte[] input) {
    return hash(input, 0, input.length);
  }

  /** Hash of all the bytes. */
  public static Hash hash(Bytes input) {
    return hash(input.unsafeArray(), 0, input.size());
  }

  /** Hash of the 20 bytes of an address: its key in the state trie. */
  public static Hash hash(Address address) {
    return hash(address.toArray(), 0, Address.SIZE);
  }

  /** Hash of the 32 bytes. */
  public static Hash hash(Hash value) {
    return hash(value.toArray(), 0, Hash.SIZE);
  }

  /** Hash of a range of bytes. */
  public static Hash hash(byte[] input, int offset, int length) {
    long[] state = sponge(input, offset, length);
    return Hash.ofLongs(
        Long.reverseBytes(state[0]),
        Long.reverseBytes(state[1]),
        Long.reverseBytes(state[2]),
        Long.reverseBytes(state[3]));
  }

  /** Writes the hash of a range of bytes at an offset of a target. */
  public static void hash(byte[] input, int offset, int length, byte[] target, int at) {
    writeHash(sponge(input, offset, length), 0, 1, target, at);
  }

  /**
   * Writes the hash of a range of bytes at an offset of a target.
   *
   * @param scratch {@link #SCRATCH} words for one thread to use again and again
   */
  public static void hash(
      byte[] input, int offset, int length, byte[] target, int at, long[] scratch) {
    Arrays.fill(scratch, 0);
    writeHash(sponge(scratch, input, offset, length), 0, 1, target, at);
  }

  /** Writes the first four words of a state whose words lie so many apart. */
  static void writeHash(long[] state, int first, int apart, byte[] target, int at) {
    for (int i = 0; i < 4; i++) {
      LANE.set(target, at + 8 * i, state[first + i * apart]);
    }
  }

  private static long[] sponge(byte[] input, int offset, int length) {
    return sponge(new long[SCRATCH], input, offset, length);
  }

  private static long[] sponge(long[] state, byte[] input, int offset, int length) {
    int at = offset;
    int left = length;
    for (; left >= RATE; left -= RATE, at += RATE) {
      for (int i = 0; i < LANES; i++) {
        state[i] ^= word(input, at + 8 * i);
      }
      KeccakPermutation.permute(state);
    }
    absorbLast(state, input, at, left);
    KeccakPermutation.permute(state);
    return state;
  }

  /** The rest of the input, then 0x01, zeros, and 0x80 in the last byte of the block. */
  private static void absorbLast(long[] state, byte[] input, int at, int left) {
    int lane = 0;
    for (; left >= 8; left -= 8, at += 8) {
      state[lane++] ^= word(input, at);
    }
    state[lane] ^= lastWord(input, at, left);
    state[LANES - 1] ^= LAST_BIT;
  }

  /** Eight bytes of an input as the state has them. */
  static long word(byte[] input, int at) {
    return (long) LANE.get(input, at);
  }

  /** The fewer than eight bytes that are left of an input, and the first bit of the padding. */
  static long lastWord(byte[] input, int at, int left) {
    long last = 1L << (8 * left);
    for (int i = 0; i < left; i++) {
      last |= (input[at + i] & 0xFFL) << (8 * i);
    }
    return last;
  }
}
