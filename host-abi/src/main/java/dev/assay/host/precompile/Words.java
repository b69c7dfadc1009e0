package dev.assay.host.precompile;

import java.math.BigInteger;
import java.util.Arrays;

/** Reads fixed-width fields from an input that is taken to go on with zeros for ever. */
final class Words {

  private Words() {}

  /** {@code length} bytes from {@code offset}, zeros where the input has ended. */
  static byte[] bytes(byte[] input, int offset, int length) {
    byte[] result = new byte[length];
    if (offset < input.length) {
      System.arraycopy(input, offset, result, 0, Math.min(length, input.length - offset));
    }
    return result;
  }

  static BigInteger number(byte[] input, int offset, int length) {
    return new BigInteger(1, bytes(input, offset, length));
  }

  /** The number as {@code length} big-endian bytes. */
  static byte[] fixed(BigInteger value, int length) {
    byte[] magnitude = value.toByteArray();
    byte[] result = new byte[length];
    int count = Math.min(length, magnitude.length);
    System.arraycopy(magnitude, magnitude.length - count, result, length - count, count);
    return result;
  }

  static byte[] concat(byte[] first, byte[] second) {
    byte[] result = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, result, first.length, second.length);
    return result;
  }

  /** The number of 32-byte words that hold this many bytes. */
  static long words(byte[] input) {
    return (input.length + 31L) / 32;
  }
}
