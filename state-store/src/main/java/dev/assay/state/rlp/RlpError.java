package dev.assay.state.rlp;

/** Bytes that are not the canonical encoding of what was expected. */
public final class RlpError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final int offset;

  /** Why an encoding is refused. */
  public enum Reason {
    /** The input ends before the item does. */
    TRUNCATED("item extends past the end of its container"),
    /** Bytes follow the outermost item. */
    TRAILING_BYTES("bytes follow the item"),
    /** A list holds more items than its schema. */
    UNEXPECTED_ITEM("list has more items than expected"),
    /** A list holds fewer items than its schema. */
    MISSING_ITEM("list has fewer items than expected"),
    /** A single byte below 0x80 written with a length. */
    LONG_FORM_BYTE("single byte below 0x80 must stand for itself"),
    /** A length below 56 written in long form. */
    LONG_FORM_LENGTH("length below 56 in long form"),
    /** The length of a length begins with a zero byte. */
    LENGTH_LEADING_ZERO("length begins with a zero byte"),
    /** A length past what an array can hold. */
    LENGTH_TOO_LARGE("length exceeds 2^31 - 1"),
    /** A list where a string was expected. */
    EXPECTED_STRING("expected a string, found a list"),
    /** A string where a list was expected. */
    EXPECTED_LIST("expected a list, found a string"),
    /** A string of another length than its schema. */
    WRONG_SIZE("string has the wrong length"),
    /** A number with a leading zero byte. */
    NUMBER_LEADING_ZERO("number begins with a zero byte"),
    /** A number past its type. */
    NUMBER_TOO_LARGE("number exceeds its type"),
    /** Lists nested deeper than the limit. */
    TOO_DEEP("lists nested too deeply"),
    /** The items are well formed but their values make no such object. */
    INVALID_VALUE("value not allowed here");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** One plain sentence. */
    public String sentence() {
      return sentence;
    }
  }

  /** An error at an offset of the input, with a detail such as the field or both lengths. */
  public RlpError(Reason reason, int offset, String detail) {
    super(message(reason, offset, detail));
    this.reason = reason;
    this.offset = offset;
  }

  private static String message(Reason reason, int offset, String detail) {
    String place = reason.sentence() + " at offset " + offset;
    return detail.isEmpty() ? place : place + ": " + detail;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Where: bytes from the start of the input. */
  public int offset() {
    return offset;
  }
}
