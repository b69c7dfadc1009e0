package dev.assay.conformance.reference;

import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.ValueType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What an instance holds, in a form that can be compared and printed.
 *
 * @param memory its size in bytes and a digest of them
 * @param globals one text per global
 * @param table one text per element
 */
public record State(String memory, List<String> globals, List<String> table) {
  public State {
    globals = List.copyOf(globals);
    table = List.copyOf(table);
  }

  /** Size and digest of a memory's bytes. */
  public static String digest(byte[] bytes, int length) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(bytes, 0, length);
      return length + " bytes " + HexFormat.of().formatHex(sha.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * A value for people and for comparison: the bits in hexadecimal, so that every NaN shows its
   * payload.
   *
   * @param low the bits; of a reference the function's index plus one, or 0 for null
   * @param high the upper half of a v128
   */
  public static String render(ValueType type, long low, long high) {
    return switch (type) {
      case NumberType number ->
          switch (number) {
            case I32, F32 -> number + ":" + Integer.toHexString((int) low);
            case I64, F64 -> number + ":" + Long.toHexString(low);
            case V128 -> number + ":" + Long.toHexString(high) + "_" + Long.toHexString(low);
          };
      case ReferenceType reference ->
          (int) low == 0 ? reference + ":null" : reference + ":" + ((int) low - 1);
    };
  }
}
