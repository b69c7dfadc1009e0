package dev.assay.conformance.run;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** Vectors: 32 hexadecimal digits, or a shape and its lanes, lane 0 first. */
final class Vectors {
  private static final int HEX_DIGITS = 32;

  /** The shapes of lanes. */
  private enum Shape {
    I8X16,
    I16X8,
    I32X4,
    I64X2,
    F32X4,
    F64X2;

    int lanes() {
      return Integer.parseInt(name().substring(name().indexOf('X') + 1));
    }

    int bits() {
      return 128 / lanes();
    }

    String prefix() {
      return name().toLowerCase(Locale.ROOT) + ":";
    }

    long lane(String text) {
      return switch (this) {
        case F32X4 -> Floats.parse32(text);
        case F64X2 -> Floats.parse64(text);
        case I8X16, I16X8, I32X4, I64X2 -> TypedValues.integer(text, bits());
      };
    }
  }

  private Vectors() {}

  static BigInteger parse(String text) {
    return Arrays.stream(Shape.values())
        .filter(shape -> text.startsWith(shape.prefix()))
        .findFirst()
        .map(shape -> lanes(shape, text.substring(shape.prefix().length())))
        .orElseGet(() -> digits(text));
  }

  private static BigInteger digits(String text) {
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (digits.length() != HEX_DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw new NumberFormatException(text);
    }
    return new BigInteger(digits, 16);
  }

  private static BigInteger lanes(Shape shape, String text) {
    String[] lanes = text.split(",", -1);
    if (lanes.length != shape.lanes()) {
      throw new NumberFormatException(text);
    }
    BigInteger mask = BigInteger.ONE.shiftLeft(shape.bits()).subtract(BigInteger.ONE);
    BigInteger bits = BigInteger.ZERO;
    for (int i = 0; i < lanes.length; i++) {
      BigInteger lane = BigInteger.valueOf(shape.lane(lanes[i])).and(mask);
      bits = bits.or(lane.shiftLeft(i * shape.bits()));
    }
    return bits;
  }

  static String print(long low, long high) {
    HexFormat hex = HexFormat.of();
    return "0x" + hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
