package dev.assay.vm.decode;

import dev.assay.vm.Limit;
import dev.assay.vm.Limits;
import dev.assay.vm.isa.Feature;
import dev.assay.vm.module.HeapType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.ValueType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over a range of a module's bytes that knows the primitive encodings: LEB128 numbers of
 * exactly the standard's lengths, little-endian words, names, value types. Where it stands (section
 * and function) is kept for error messages only.
 */
final class ByteReader {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final FeatureGate features;
  private int position;
  private int end;
  private @Nullable SectionId section;
  private int function = -1;

  ByteReader(byte[] bytes, int start, int end, FeatureGate features) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
    this.features = features;
  }

  /** Moves the cursor to another range of the same bytes. */
  void range(int start, int end, @Nullable SectionId section, int function) {
    this.position = start;
    this.end = end;
    this.section = section;
    this.function = function;
  }

  byte[] bytes() {
    return bytes;
  }

  FeatureGate features() {
    return features;
  }

  int position() {
    return position;
  }

  int end() {
    return end;
  }

  @Nullable SectionId section() {
    return section;
  }

  int remaining() {
    return end - position;
  }

  boolean atEnd() {
    return position == end;
  }

  /** Goes back to where the cursor was before. */
  void rewind(int earlier) {
    position = earlier;
  }

  /** One byte, unsigned. */
  int u8() {
    if (position >= end) {
      throw unexpectedEnd(1);
    }
    return bytes[position++] & 0xFF;
  }

  /** The next byte, unsigned, without moving; there must be one. */
  int peek() {
    return bytes[position] & 0xFF;
  }

  /** The byte behind the cursor, even beyond the range; -1 at the end of the module. */
  int beyond() {
    return position < bytes.length ? bytes[position] & 0xFF : -1;
  }

  /** A signed 7-bit number: the forms of types. */
  int s7() {
    return (int) signed(7);
  }

  /** Passes over bytes and returns where they began. */
  int skip(int count) {
    if (count < 0 || count > end - position) {
      throw unexpectedEnd(Integer.toUnsignedLong(count));
    }
    int start = position;
    position += count;
    return start;
  }

  /** Four bytes, little-endian. */
  int word() {
    return (int) INT.get(bytes, skip(4));
  }

  /** Eight bytes, little-endian. */
  long doubleWord() {
    return (long) LONG.get(bytes, skip(8));
  }

  /** An unsigned 32-bit number, as the bits of an int. */
  int u32() {
    int start = position;
    if (start < end && bytes[start] >= 0) {
      position = start + 1;
      return bytes[start];
    }
    return (int) unsigned(32);
  }

  /** An unsigned 64-bit number, as the bits of a long. */
  long u64() {
    return unsigned(64);
  }

  /** A signed 32-bit number. */
  int s32() {
    int start = position;
    if (start < end && bytes[start] >= 0) {
      position = start + 1;
      return bytes[start] << 25 >> 25;
    }
    return (int) signed(32);
  }

  /** A signed 33-bit number: the type indices of blocks. */
  long s33() {
    return signed(33);
  }

  /** A signed 64-bit number. */
  long s64() {
    int start = position;
    if (start < end && bytes[start] >= 0) {
      position = start + 1;
      return bytes[start] << 25 >> 25;
    }
    return signed(64);
  }

  private long unsigned(int width) {
    int start = position;
    long value = 0;
    for (int shift = 0; shift < width; shift += 7) {
      int next = numberByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        int unused = Math.max(0, shift + 7 - width);
        if (next >>> (7 - unused) != 0) {
          throw malformed("integer too large", "an unsigned number of " + width + " bits", start);
        }
        return inRange(value);
      }
    }
    throw tooLong(width, start);
  }

  private long signed(int width) {
    int start = position;
    long value = 0;
    for (int shift = 0; shift < width; shift += 7) {
      int next = numberByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        if (shift + 7 > width && !signExtended(next, width - shift)) {
          throw malformed("integer too large", "a signed number of " + width + " bits", start);
        }
        int unused = Math.max(0, 64 - shift - 7);
        return inRange(value << unused >> unused);
      }
    }
    throw tooLong(width, start);
  }

  /**
   * A byte of a number, even from beyond the range: a number is judged by its own form first, and
   * then by whether it is {@link #inRange}.
   */
  private int numberByte() {
    if (position >= bytes.length) {
      throw unexpectedEnd(1);
    }
    return bytes[position++] & 0xFF;
  }

  private long inRange(long value) {
    if (position > end) {
      int wanted = position - end;
      position = end;
      throw unexpectedEnd(wanted);
    }
    return value;
  }

  /** Whether all bits of a 7-bit group from the sign bit on are equal. */
  private static boolean signExtended(int group, int significant) {
    int high = group << 25 >> 25 >> (significant - 1);
    return high == 0 || high == -1;
  }

  private MalformedModule tooLong(int width, int start) {
    return malformed(
        "integer representation too long",
        "a number of " + width + " bits takes at most " + (width + 6) / 7 + " bytes",
        start);
  }

  /**
   * The length of a vector. Every element takes at least one byte, so a length that the remaining
   * bytes cannot pay for is refused before anything is allocated for it.
   */
  int count() {
    int start = position;
    int count = u32();
    if (count < 0 || count > remaining()) {
      throw malformed(
          unexpectedEnd(),
          Integer.toUnsignedString(count) + " elements, " + remaining() + " bytes left",
          start);
    }
    return count;
  }

  /** A name: its length in bytes, then that much UTF-8. */
  String name(Limits limits) {
    int start = position;
    if (atEnd() && beyond() >= 0) {
      throw malformed("length out of bounds", "a name behind the end of its section", start);
    }
    int length = u32();
    if (length < 0 || length > remaining()) {
      throw malformed(
          "length out of bounds",
          "a name of " + Integer.toUnsignedString(length) + " bytes, " + remaining() + " left",
          start);
    }
    check(limits, Limit.NAME_BYTES, length, start);
    return utf8(skip(length), length);
  }

  private String utf8(int start, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, length))
          .toString();
    } catch (CharacterCodingException _) {
      throw malformed("malformed UTF-8 encoding", "a name of " + length + " bytes", start);
    }
  }

  /** A value type. */
  ValueType valueType() {
    int start = position;
    int code = u8();
    return switch (code) {
      case 0x7F -> NumberType.I32;
      case 0x7E -> NumberType.I64;
      case 0x7D -> NumberType.F32;
      case 0x7C -> NumberType.F64;
      case 0x7B -> require(Feature.SIMD, NumberType.V128, start);
      case 0x70 -> require(Feature.REFERENCE_TYPES, ReferenceType.FUNCREF, start);
      case 0x6F -> require(Feature.EXTERNAL_REFERENCES, ReferenceType.EXTERNREF, start);
      default -> throw unknownType("malformed value type", code, start);
    };
  }

  /** Whether a byte, as the signed number it is in a block type, stands for a value type. */
  static boolean isValueType(int code) {
    return (code >= 0x7B && code <= 0x7F) || code == 0x70 || code == 0x6F;
  }

  /** The type of a table's elements. */
  ReferenceType referenceType() {
    int start = position;
    int code = u8();
    return switch (code) {
      case 0x70 -> ReferenceType.FUNCREF;
      case 0x6F -> require(Feature.EXTERNAL_REFERENCES, ReferenceType.EXTERNREF, start);
      default -> throw unknownType("malformed reference type", code, start);
    };
  }

  /** What {@code ref.null} is null of. */
  HeapType heapType() {
    int start = position;
    int code = u8();
    return switch (code) {
      case 0x70 -> HeapType.FUNC;
      case 0x6F -> require(Feature.EXTERNAL_REFERENCES, HeapType.EXTERN, start);
      default -> throw unknownType("malformed heap type", code, start);
    };
  }

  private MalformedModule unknownType(String problem, int code, int start) {
    return switch (code) {
      case 0x63, 0x64 -> unsupported(problem, code, Feature.FUNCTION_REFERENCES, start);
      case 0x69, 0x74 -> unsupported(problem, code, Feature.EXCEPTIONS, start);
      case 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x71, 0x72, 0x73, 0x77, 0x78 ->
          unsupported(problem, code, Feature.GC, start);
      default -> malformed(problem, "found byte 0x" + Integer.toHexString(code), start);
    };
  }

  private MalformedModule unsupported(String problem, int code, Feature feature, int start) {
    return malformed(
        problem, "byte 0x" + Integer.toHexString(code) + " needs " + refusal(feature), start);
  }

  /** The words for a feature that a module cannot have. */
  static String refusal(Feature feature) {
    return "the feature "
        + feature
        + (feature.implemented() ? ", which is off" : ", which is not supported");
  }

  private <T> T require(Feature feature, T value, int start) {
    if (!features.allows(feature)) {
      throw malformed("feature not enabled", value + " needs " + refusal(feature), start);
    }
    return value;
  }

  private String unexpectedEnd() {
    return section == null ? "unexpected end" : "unexpected end of section or function";
  }

  private MalformedModule unexpectedEnd(long wanted) {
    return malformed(
        unexpectedEnd(),
        Long.toString(wanted)
            + (wanted == 1 ? " more byte, " : " more bytes, ")
            + remaining()
            + " left",
        position);
  }

  /** Refuses a count that a limit does not allow. */
  void check(Limits limits, Limit limit, long count, int offset) {
    if (!limits.allows(limit, count)) {
      throw malformed(
          "limit exceeded", count + " " + limit + ", at most " + limits.of(limit), offset);
    }
  }

  /** Refuses the use of a feature that is off. */
  void require(Feature feature, String problem, String what, int offset) {
    if (!features.allows(feature)) {
      throw malformed(problem, what + " needs " + refusal(feature), offset);
    }
  }

  /** An error at an offset of what is being read. */
  MalformedModule malformed(String problem, String detail, int offset) {
    return new MalformedModule(problem, detail, section, function, offset);
  }
}
