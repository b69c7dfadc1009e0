package dev.assay.vm.encode;

import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.ValueType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the primitive encodings of the binary format, numbers in their shortest form. */
public final class ByteWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Bytes, given as numbers of which the low eight bits count. */
  public ByteWriter bytes(int... bytes) {
    for (int each : bytes) {
      out.write(each);
    }
    return this;
  }

  /** Bytes as they are. */
  public ByteWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** An unsigned LEB128 number. */
  public ByteWriter unsigned(long value) {
    long rest = value;
    while (Long.compareUnsigned(rest, 0x80) >= 0) {
      out.write((int) rest | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  /** A signed LEB128 number. */
  public ByteWriter signed(long value) {
    long rest = value;
    while (rest < -0x40 || rest >= 0x40) {
      out.write((int) rest | 0x80);
      rest >>= 7;
    }
    out.write((int) rest & 0x7F);
    return this;
  }

  /** The low bytes of a number, least significant first. */
  public ByteWriter littleEndian(long value, int count) {
    for (int i = 0; i < count; i++) {
      out.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  /** Bytes after their length. */
  public ByteWriter sized(byte[] content) {
    return unsigned(content.length).bytes(content);
  }

  /** A name: UTF-8 after its length. */
  public ByteWriter name(String name) {
    return sized(name.getBytes(StandardCharsets.UTF_8));
  }

  /** A value type. */
  public ByteWriter type(ValueType type) {
    return bytes(code(type));
  }

  /** Value types after their number. */
  public ByteWriter types(List<ValueType> types) {
    unsigned(types.size());
    types.forEach(this::type);
    return this;
  }

  /** The byte of a value type. */
  public static int code(ValueType type) {
    return switch (type) {
      case NumberType number -> number.code();
      case ReferenceType reference -> reference.heap().code();
    };
  }

  /** How many bytes have been written. */
  public int size() {
    return out.size();
  }

  /** What has been written. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
