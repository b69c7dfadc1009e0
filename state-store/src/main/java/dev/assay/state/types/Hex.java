package dev.assay.state.types;

import java.nio.charset.StandardCharsets;

/**
 * Hexadecimal text as Ethereum clients write it.
 *
 * <p>Data is {@code 0x} and two digits a byte; a quantity is {@code 0x} and no leading zero, {@code
 * 0x0} for zero. Parsing accepts upper and lower case digits and throws {@link
 * IllegalArgumentException} naming the offending position.
 */
public final class Hex {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** One in each byte of a word. */
  private static final long EACH = 0x0101_0101_0101_0101L;

  private static final long TOPMOST = 0x8080_8080_8080_8080L;

  /** Value of each digit; -1 for what is none. */
  private static final byte[] VALUES = values();

  private Hex() {}

  /** Data form of the bytes: {@code 0x} and two lower-case digits a byte. */
  public static String encode(byte[] bytes) {
    return encode(bytes, 0, bytes.length);
  }

  /** Data form of a range of bytes. */
  public static String encode(byte[] bytes, int offset, int length) {
    byte[] text = new byte[2 + 2 * length];
    text[0] = '0';
    text[1] = 'x';
    for (int i = 0; i < length; i++) {
      text[2 + 2 * i] = DIGITS[(bytes[offset + i] >> 4) & 15];
      text[3 + 2 * i] = DIGITS[bytes[offset + i] & 15];
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Quantity form of an unsigned 64-bit number. */
  public static String quantity(long unsigned) {
    return "0x" + Long.toHexString(unsigned);
  }

  /**
   * Bytes of the data form; the {@code 0x} may be absent.
   *
   * @throws IllegalArgumentException for an odd number of digits or a character that is no digit
   */
  public static byte[] decode(CharSequence text) {
    int start = hasPrefix(text) ? 2 : 0;
    int digits = text.length() - start;
    if ((digits & 1) != 0) {
      throw new IllegalArgumentException("hex data has an odd number of digits: " + digits);
    }
    byte[] bytes = new byte[digits / 2];
    int whole = text instanceof String string ? decodeWords(string, start, bytes) : 0;
    for (int i = whole; i < bytes.length; i++) {
      int at = start + 2 * i;
      bytes[i] = (byte) (digit(text, at) << 4 | digit(text, at + 1));
    }
    return bytes;
  }

  /**
   * Decodes eight digits at a time; returns how many bytes were done: none where there is anything
   * but digits. Each byte of a word is a digit's character; none reaches into its neighbour.
   */
  private static int decodeWords(String text, int start, byte[] bytes) {
    byte[] characters = text.getBytes(StandardCharsets.ISO_8859_1);
    int words = (characters.length - start) / Long.BYTES;
    long digits = TOPMOST;
    for (int i = 0; i < words; i++) {
      long word = BigEndian.getLong(characters, start + Long.BYTES * i);
      long lower = word | 0x20 * EACH;
      long decimal = (word + (0x80 - '0') * EACH) & ~(word + (0x7F - '9') * EACH);
      long letter = (lower + (0x80 - 'a') * EACH) & ~(lower + (0x7F - 'f') * EACH);
      digits &= (decimal | letter) & ~word;
      long nibbles = (word & 0x0F * EACH) + 9 * ((word >>> 6) & EACH);
      BigEndian.putInt(bytes, Integer.BYTES * i, (int) Long.compress(nibbles, 0x0F * EACH));
    }
    return digits == TOPMOST ? Integer.BYTES * words : 0;
  }

  /** Whether the text begins with {@code 0x}. */
  public static boolean hasPrefix(CharSequence text) {
    return text.length() >= 2 && text.charAt(0) == '0' && (text.charAt(1) | 32) == 'x';
  }

  /** Value of the digit at a position of the text. */
  static int digit(CharSequence text, int at) {
    char digit = text.charAt(at);
    int value = digit < VALUES.length ? VALUES[digit] : -1;
    if (value < 0) {
      throw new IllegalArgumentException("not a hex digit at position " + at);
    }
    return value;
  }

  private static byte[] values() {
    byte[] values = new byte['f' + 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Character.digit(i, 16);
    }
    return values;
  }
}
