package dev.assay.state.chain;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.Collection;
import java.util.function.IntConsumer;

/**
 * The 2,048-bit filter over the addresses and topics of logs (Yellow Paper, section 4.3.1): three
 * bits each, chosen by the first three pairs of bytes of the hash.
 */
public record LogsBloom(Bytes bits) {
  /** Length in bytes. */
  public static final int SIZE = 256;

  /** The filter of no logs. */
  public static final LogsBloom EMPTY = new LogsBloom(Bytes.wrap(new byte[SIZE]));

  /** Refuses any other length. */
  public LogsBloom {
    if (bits.size() != SIZE) {
      throw new IllegalArgumentException("a bloom filter has 256 bytes, found " + bits.size());
    }
  }

  /** The filter of logs. */
  public static LogsBloom of(Collection<Log> logs) {
    if (logs.isEmpty()) {
      return EMPTY;
    }
    byte[] bits = new byte[SIZE];
    for (Log log : logs) {
      add(bits, Keccak.hash(log.address()));
      log.topics().forEach(topic -> add(bits, Keccak.hash(topic)));
    }
    return new LogsBloom(Bytes.wrap(bits));
  }

  /** The filter of everything in this or that. */
  public LogsBloom or(LogsBloom that) {
    byte[] union = bits.toArray();
    for (int i = 0; i < SIZE; i++) {
      union[i] |= that.bits.get(i);
    }
    return new LogsBloom(Bytes.wrap(union));
  }

  /** Whether a log of an address may be among those filtered. */
  public boolean mayContain(Address address) {
    return mayContainHash(Keccak.hash(address));
  }

  /** Whether a log with a topic may be among those filtered. */
  public boolean mayContain(Hash topic) {
    return mayContainHash(Keccak.hash(topic));
  }

  /** The bits that an address sets, of {@code 8 * SIZE}. */
  public static int[] bitsOf(Address address) {
    return bitsOf(Keccak.hash(address));
  }

  /** The bits that a topic sets. */
  public static int[] bitsOfTopic(Hash topic) {
    return bitsOf(Keccak.hash(topic));
  }

  private static int[] bitsOf(Hash hash) {
    return new int[] {bit(hash, 0), bit(hash, 1), bit(hash, 2)};
  }

  /** Calls {@code action} for each bit that is set. */
  public void forEachBit(IntConsumer action) {
    for (int i = 0; i < SIZE; i++) {
      for (int rest = bits.get(SIZE - 1 - i) & 0xff; rest != 0; rest &= rest - 1) {
        action.accept(8 * i + Integer.numberOfTrailingZeros(rest));
      }
    }
  }

  private boolean mayContainHash(Hash hash) {
    for (int i = 0; i < 3; i++) {
      int bit = bit(hash, i);
      if ((bits.get(SIZE - 1 - (bit >>> 3)) >> (bit & 7) & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  private static void add(byte[] bits, Hash hash) {
    for (int i = 0; i < 3; i++) {
      int bit = bit(hash, i);
      bits[SIZE - 1 - (bit >>> 3)] |= (byte) (1 << (bit & 7));
    }
  }

  private static int bit(Hash hash, int pair) {
    int at = 4 * pair;
    return (hash.nibble(at + 1) & 7) << 8 | hash.nibble(at + 2) << 4 | hash.nibble(at + 3);
  }
}
