package dev.assay.conformance.fuzz;

import dev.assay.vm.encode.ByteWriter;
import dev.assay.vm.isa.Opcode;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes bytes in the ways that hurt binary formats. */
final class Mutator {
  private static final long[] NUMBERS = {
    0,
    1,
    2,
    0x3F,
    0x40,
    0x7F,
    0x80,
    0xFF,
    0x100,
    0x7FFF,
    0xFFFF,
    0x10000,
    0x7FFF_FFFF,
    0x8000_0000L,
    0xFFFF_FFFFL,
    0x1_0000_0000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1
  };
  private static final int MOST_CHANGES = 6;
  private static final int LONGEST_RANGE = 64;
  private static final Opcode[] OPCODES = Opcode.values();

  private final RandomGenerator random;
  private final List<byte[]> others;

  /**
   * @param others inputs to take pieces from
   */
  Mutator(RandomGenerator random, List<byte[]> others) {
    this.random = random;
    this.others = others;
  }

  /** A changed copy, not longer than the limit. */
  byte[] mutate(byte[] original, int mostBytes) {
    byte[] bytes = original;
    boolean sameSize = random.nextBoolean(); // keeps the sizes of sections and bodies true
    int changes = random.nextBoolean() ? 1 : random.nextInt(1, MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      bytes = bytes.length == 0 ? new byte[1] : change(bytes, sameSize);
    }
    return bytes.length <= mostBytes ? bytes : Arrays.copyOf(bytes, mostBytes);
  }

  private byte[] change(byte[] bytes, boolean sameSize) {
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(sameSize ? 5 : 11)) {
      case 0 -> with(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
      case 1 -> with(bytes, at, (byte) random.nextInt());
      case 2 -> with(bytes, at, (byte) (bytes[at] + random.nextInt(-2, 3)));
      case 3 -> overwrite(bytes, at, instruction());
      case 4 -> swap(bytes, at);
      case 5 -> replace(bytes, at, 1, number());
      case 6 -> replace(bytes, at, 0, number());
      case 7 -> replace(bytes, at, length(bytes, at), new byte[0]);
      case 8 -> replace(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length(bytes, at)));
      case 9 -> splice(bytes, at);
      default -> Arrays.copyOf(bytes, at);
    };
  }

  private static byte[] overwrite(byte[] bytes, int at, byte[] by) {
    return replace(bytes, at, Math.min(by.length, bytes.length - at), by);
  }

  private int length(byte[] bytes, int at) {
    return Math.min(1 + random.nextInt(LONGEST_RANGE), bytes.length - at);
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] changed = bytes.clone();
    changed[at] = value;
    return changed;
  }

  private static byte[] replace(byte[] bytes, int at, int length, byte[] by) {
    byte[] changed = new byte[bytes.length - length + by.length];
    System.arraycopy(bytes, 0, changed, 0, at);
    System.arraycopy(by, 0, changed, at, by.length);
    System.arraycopy(bytes, at + length, changed, at + by.length, bytes.length - at - length);
    return changed;
  }

  private byte[] number() {
    long value = NUMBERS[random.nextInt(NUMBERS.length)];
    ByteWriter out = new ByteWriter();
    return (random.nextBoolean() ? out.unsigned(value) : out.signed(value)).toByteArray();
  }

  private byte[] instruction() {
    Opcode opcode = OPCODES[random.nextInt(OPCODES.length)];
    ByteWriter out = new ByteWriter();
    if (opcode.prefix() != 0) {
      out.bytes(opcode.prefix());
    }
    return out.unsigned(opcode.code()).toByteArray();
  }

  private byte[] splice(byte[] bytes, int at) {
    byte[] other = others.get(random.nextInt(others.size()));
    if (other.length == 0) {
      return bytes;
    }
    int from = random.nextInt(other.length);
    byte[] piece = Arrays.copyOfRange(other, from, from + length(other, from));
    return replace(bytes, at, random.nextBoolean() ? length(bytes, at) : 0, piece);
  }

  private byte[] swap(byte[] bytes, int at) {
    int other = random.nextInt(bytes.length);
    byte[] changed = bytes.clone();
    changed[at] = bytes[other];
    changed[other] = bytes[at];
    return changed;
  }
}
