package dev.assay.state.rlp;

import dev.assay.state.rlp.RlpError.Reason;
import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.Arrays;
import java.util.Optional;

/**
 * A cursor over the canonical encoding of items.
 *
 * <p>Every header is checked when the cursor meets it: minimal length forms, no leading zeros in
 * lengths and numbers, items that end within their list. Lists are counted against {@link
 * #MAX_DEPTH}. Methods throw {@link RlpError} and leave the cursor at the offending item.
 */
public final class RlpReader {
  /** Lists open at once at most. */
  public static final int MAX_DEPTH = 1024;

  private static final int[] NONE = {};

  // First bytes of strings, as the numbers that Java takes them for.
  private static final byte EMPTY = (byte) 0x80;
  private static final byte ONE_BYTE = (byte) 0x81;
  private static final byte ADDRESS = (byte) (0x80 + Address.SIZE);
  private static final byte HASH = (byte) (0x80 + Hash.SIZE);
  private static final byte LONG = (byte) 0xB8;

  private final byte[] input;
  private final int start;
  private int position;
  private int end;
  private final int whole;

  /** Where the lists end that are around the one entered last, from the second on. */
  private int[] ends = NONE;

  private int depth;

  // The header under the cursor, valid while headerAt == position.
  private int headerAt = -1;
  private int payload;
  private int length;
  private boolean list;

  /** A cursor at the first item of the bytes. */
  public RlpReader(byte[] input) {
    this(input, 0, input.length);
  }

  /** A cursor at the first item of the bytes. */
  public RlpReader(Bytes input) {
    this(input.unsafeArray(), 0, input.size());
  }

  /** A cursor at the first item of a range; offsets in errors count from its beginning. */
  public RlpReader(byte[] input, int offset, int length) {
    this.input = input;
    this.start = offset;
    this.position = offset;
    this.whole = offset + length;
    this.end = whole;
  }

  // ---- structure

  /** Whether another item follows in the list entered last, or in the input outside of lists. */
  public boolean hasMore() {
    return position < end;
  }

  /** Whether the item under the cursor is a list. */
  public boolean isList() {
    header();
    return list;
  }

  /** Enters the list under the cursor: its items come next. */
  public void enterList() {
    header();
    if (!list) {
      throw error(Reason.EXPECTED_LIST, "");
    }
    if (depth == MAX_DEPTH) {
      throw error(Reason.TOO_DEEP, "limit " + MAX_DEPTH);
    }
    if (depth > 0) {
      remember(depth - 1, end);
    }
    depth++;
    end = payload + length;
    position = payload;
  }

  private void remember(int place, int outer) {
    if (place == ends.length) {
      ends = Arrays.copyOf(ends, Math.max(4, 2 * place));
    }
    ends[place] = outer;
  }

  /** Leaves the list entered last; every item of it must have been read. */
  public void leaveList() {
    if (position != end) {
      throw error(Reason.UNEXPECTED_ITEM, "");
    }
    depth--;
    end = depth == 0 ? whole : ends[depth - 1];
  }

  /** Requires that nothing follows. */
  public void expectEnd() {
    if (position != end) {
      throw error(Reason.TRAILING_BYTES, (end - position) + " left");
    }
  }

  /** Number of items left in the list entered last; checks their headers. */
  public int remainingItems() {
    int mark = position;
    int count = 0;
    for (; hasMore(); count++) {
      skip();
    }
    position = mark;
    return count;
  }

  /**
   * Passes over the item under the cursor without looking into it.
   *
   * <p>Where the next one begins follows from the first byte of this one. To add the length that it
   * says is to wait for that byte; for the commonest lengths it is not added but guessed, as a
   * processor does with branches, and the items after it are under way before it is read.
   */
  public void skip() {
    int at = position;
    int first = at < end ? input[at] : LONG;
    int next;
    if (first >= 0 || first == EMPTY) {
      next = at + 1;
    } else if (first == HASH) {
      next = at + 1 + Hash.SIZE;
    } else if (first == ADDRESS) {
      next = at + 1 + Address.SIZE;
    } else if (first < LONG && first != ONE_BYTE) {
      next = at + 1 + (first & 0x7F);
    } else {
      skipAny();
      return;
    }
    if (next > end) {
      skipAny();
      return;
    }
    position = next;
  }

  /** What is long, a list, or wrong. */
  private void skipAny() {
    header();
    position = payload + length;
  }

  /** The encoding of the item under the cursor, header included. */
  public Bytes raw() {
    int from = position;
    skip();
    return Bytes.of(input, from, position - from);
  }

  /** Offset of the cursor from the beginning of the input. */
  public int offset() {
    return position - start;
  }

  // ---- strings

  /** Reads a string. */
  public Bytes bytes() {
    string();
    Bytes value = Bytes.of(input, payload, length);
    position = payload + length;
    return value;
  }

  /** Reads a string of at most so many bytes. */
  public Bytes bytesUpTo(int maximum) {
    string();
    if (length > maximum) {
      throw error(Reason.WRONG_SIZE, "at most " + maximum + " bytes, found " + length);
    }
    return bytes();
  }

  /** Reads a string of exactly so many bytes. */
  public Bytes bytesOf(int size) {
    fixed(size);
    return bytes();
  }

  /** Reads 32 bytes. */
  public Hash hash() {
    fixed(Hash.SIZE);
    position = payload + length;
    return Hash.of(input, payload);
  }

  /** Reads 20 bytes. */
  public Address address() {
    fixed(Address.SIZE);
    position = payload + length;
    return Address.of(input, payload);
  }

  /** Reads 20 bytes or the empty string. */
  public Optional<Address> optionalAddress() {
    string();
    if (length == 0) {
      position = payload;
      return Optional.empty();
    }
    return Optional.of(address());
  }

  // ---- numbers

  /** Reads an unsigned 64-bit number. */
  public long uint64() {
    number(8);
    long value = BigEndian.getLong(input, payload, length);
    position = payload + length;
    return value;
  }

  /** Reads a number of at most 63 bits. */
  public long uint63() {
    int at = position;
    long value = uint64();
    if (value < 0) {
      position = at;
      throw error(Reason.NUMBER_TOO_LARGE, "at most 2^63 - 1");
    }
    return value;
  }

  /** Reads a number of at most 256 bits. */
  public UInt256 uint256() {
    number(UInt256.SIZE);
    position = payload + length;
    return length == UInt256.SIZE ? UInt256.of(input, payload) : UInt256.of(input, payload, length);
  }

  private void number(int maximumBytes) {
    string();
    if (length > 0 && input[payload] == 0) {
      throw error(Reason.NUMBER_LEADING_ZERO, "");
    }
    if (length > maximumBytes) {
      throw error(Reason.NUMBER_TOO_LARGE, "at most " + 8 * maximumBytes + " bits");
    }
  }

  // ---- headers

  private void string() {
    header();
    if (list) {
      throw error(Reason.EXPECTED_STRING, "");
    }
  }

  private void fixed(int size) {
    string();
    if (length != size) {
      throw error(Reason.WRONG_SIZE, "expected " + size + " bytes, found " + length);
    }
  }

  private void header() {
    if (headerAt == position) {
      return;
    }
    if (position >= end) {
      throw error(depth == 0 ? Reason.TRUNCATED : Reason.MISSING_ITEM, "");
    }
    int first = input[position] & 0xFF;
    list = first >= 0xC0;
    if (first < 0x80) {
      payload = position;
      length = 1;
    } else if (first < 0xB8 || (list && first < 0xF8)) {
      payload = position + 1;
      length = first - (list ? 0xC0 : 0x80);
    } else {
      int lengthSize = first - (list ? 0xF7 : 0xB7);
      payload = position + 1 + lengthSize;
      length = longLength(input, position, lengthSize, end, offset());
    }
    if (length > end - payload) {
      throw error(Reason.TRUNCATED, length + " bytes declared, " + (end - payload) + " left");
    }
    if (!list && length == 1 && payload != position && input[payload] >= 0) {
      throw error(Reason.LONG_FORM_BYTE, "");
    }
    headerAt = position;
  }

  /** Static, so that a reader whose methods are all inlined is never made. */
  private static int longLength(byte[] input, int at, int size, int end, int offset) {
    if (size > end - at - 1) {
      throw new RlpError(Reason.TRUNCATED, offset, "length of " + size + " bytes");
    }
    int length = input[at + 1] & 0xFF;
    if (length == 0) {
      throw new RlpError(Reason.LENGTH_LEADING_ZERO, offset, "");
    }
    if (size > 4 || (size == 4 && length > 0x7F)) {
      throw new RlpError(Reason.LENGTH_TOO_LARGE, offset, "");
    }
    for (int i = 2; i <= size; i++) {
      length = length << 8 | (input[at + i] & 0xFF);
    }
    if (length < 56) {
      throw new RlpError(Reason.LONG_FORM_LENGTH, offset, "");
    }
    return length;
  }

  /** An error at the item under the cursor, for readers of a schema. */
  public RlpError error(Reason reason, String detail) {
    return new RlpError(reason, offset(), detail);
  }

  /** The eight bytes of a header nonce as a number. */
  public long fixedLong() {
    fixed(8);
    position = payload + length;
    return BigEndian.getLong(input, payload);
  }
}
