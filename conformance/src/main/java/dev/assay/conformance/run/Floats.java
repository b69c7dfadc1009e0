package dev.assay.conformance.run;

/** Floats as the text format writes them: NaNs with their payload, infinities as {@code inf}. */
final class Floats {
  private static final String NAN = "nan";
  private static final String PAYLOAD = "nan:0x";

  /** The two formats, as bits. */
  private enum Format {
    F32(23, 8),
    F64(52, 11);

    final int fraction;
    final long exponent;
    final long sign;

    Format(int fraction, int exponentBits) {
      this.fraction = fraction;
      this.exponent = ((1L << exponentBits) - 1) << fraction;
      this.sign = 1L << (fraction + exponentBits);
    }

    long payload() {
      return (1L << fraction) - 1;
    }

    long quiet() {
      return 1L << (fraction - 1);
    }
  }

  private Floats() {}

  static long parse32(String text) {
    return isSpecial(text)
        ? (int) special(text, Format.F32)
        : Float.floatToRawIntBits(Float.parseFloat(checked(text)));
  }

  static long parse64(String text) {
    return isSpecial(text)
        ? special(text, Format.F64)
        : Double.doubleToRawLongBits(Double.parseDouble(checked(text)));
  }

  static String print32(int bits) {
    return special(bits & 0xFFFF_FFFFL, Format.F32, Float.toString(Float.intBitsToFloat(bits)));
  }

  static String print64(long bits) {
    return special(bits, Format.F64, Double.toString(Double.longBitsToDouble(bits)));
  }

  private static boolean isSpecial(String text) {
    return text.contains("n"); // nan and inf, and no other number
  }

  private static long special(String text, Format format) {
    boolean negative = text.startsWith("-");
    String word = negative ? text.substring(1) : text;
    long fraction = word.equals("inf") ? 0 : payload(word, format);
    return (negative ? format.sign : 0) | format.exponent | fraction;
  }

  private static long payload(String word, Format format) {
    if (word.equals(NAN)) {
      return format.quiet();
    }
    if (!word.startsWith(PAYLOAD)) {
      throw new NumberFormatException(word);
    }
    long payload = Long.parseLong(word.substring(PAYLOAD.length()), 16);
    if (payload < 1 || payload > format.payload()) {
      throw new NumberFormatException(word);
    }
    return payload;
  }

  /** As Java reads it, without what only Java reads: a suffix that names the type. */
  private static String checked(String text) {
    boolean plainHex = text.contains("0x") && text.indexOf('p') < 0;
    String number = plainHex ? text + "p0" : text;
    if (number.isEmpty() || !Character.isDigit(number.charAt(number.length() - 1))) {
      throw new NumberFormatException(text);
    }
    return number;
  }

  private static String special(long bits, Format format, String decimal) {
    if ((bits & format.exponent) != format.exponent) {
      return decimal;
    }
    String sign = (bits & format.sign) == 0 ? "" : "-";
    long payload = bits & format.payload();
    if (payload == 0) {
      return sign + "inf";
    }
    return sign + (payload == format.quiet() ? NAN : PAYLOAD + Long.toHexString(payload));
  }
}
