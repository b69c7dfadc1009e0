package dev.assay.node.rpc;

import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes JSON in Ethereum's conventions: quantities are minimal 0x-hex, data is full 0x-hex. The
 * output is bounded; going over the bound is the error {@link RpcError#RESPONSE_TOO_LARGE}.
 */
public final class JsonWriter implements AutoCloseable {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Bounded buffer;
  private final JsonGenerator out;
  private byte[] scratch = new byte[2 + 2 * Hash.SIZE];

  /** A writer for at most {@code maxBytes} of output. */
  public JsonWriter(int maxBytes) {
    this.buffer = new Bounded(maxBytes);
    this.out = FACTORY.createGenerator(ObjectWriteContext.empty(), buffer);
  }

  /** What was written so far; the writer is finished. */
  public byte[] finish() {
    out.close();
    return buffer.toByteArray();
  }

  @Override
  public void close() {
    out.close();
  }

  /** An opening brace. */
  public JsonWriter beginObject() {
    out.writeStartObject();
    return this;
  }

  /** A closing brace. */
  public JsonWriter endObject() {
    out.writeEndObject();
    return this;
  }

  /** {@code [}. */
  public JsonWriter beginArray() {
    out.writeStartArray();
    return this;
  }

  /** {@code ]}. */
  public JsonWriter endArray() {
    out.writeEndArray();
    return this;
  }

  /** A member's name; its value follows. */
  public JsonWriter name(String name) {
    out.writeName(name);
    return this;
  }

  /** A string as it is. */
  public JsonWriter string(String value) {
    out.writeString(value);
    return this;
  }

  /** A plain JSON number. */
  public JsonWriter number(long value) {
    out.writeNumber(value);
    return this;
  }

  /** A plain JSON number with a fraction. */
  public JsonWriter number(double value) {
    out.writeNumber(value);
    return this;
  }

  /** True or false. */
  public JsonWriter bool(boolean value) {
    out.writeBoolean(value);
    return this;
  }

  /** The null literal. */
  public JsonWriter nul() {
    out.writeNull();
    return this;
  }

  /** An unsigned 64-bit quantity. */
  public JsonWriter quantity(long value) {
    out.writeString("0x" + Long.toHexString(value));
    return this;
  }

  /** A non-negative quantity of any size. */
  public JsonWriter quantity(BigInteger value) {
    out.writeString("0x" + value.toString(16));
    return this;
  }

  /** Bytes, two digits each. */
  public JsonWriter hex(byte[] value) {
    int length = 2 + 2 * value.length;
    if (scratch.length < length) {
      scratch = new byte[length];
    }
    scratch[0] = '0';
    scratch[1] = 'x';
    for (int i = 0; i < value.length; i++) {
      scratch[2 * i + 2] = DIGITS[value[i] >> 4 & 15];
      scratch[2 * i + 3] = DIGITS[value[i] & 15];
    }
    out.writeRawUTF8String(scratch, 0, length);
    return this;
  }

  /** A 256-bit quantity. */
  public JsonWriter quantity(UInt256 value) {
    out.writeString(value.toHex());
    return this;
  }

  /** 32 bytes. */
  public JsonWriter hex(Hash value) {
    return hex(value.toArray());
  }

  /** 20 bytes in lower case. */
  public JsonWriter hex(Address value) {
    return hex(value.toArray());
  }

  /** Bytes, two digits each. */
  public JsonWriter hex(Bytes value) {
    return hex(value.unsafeArray());
  }

  /** A value that came in, echoed with its type. */
  public JsonWriter json(Json value) {
    switch (value) {
      case Json.Obj(var members) -> {
        out.writeStartObject();
        members.forEach((name, member) -> name(name).json(member));
        out.writeEndObject();
      }
      case Json.Arr(var items) -> {
        out.writeStartArray();
        items.forEach(this::json);
        out.writeEndArray();
      }
      case Json.Str(var text) -> out.writeString(text);
      case Json.Num(var text) -> out.writeNumber(text);
      case Json.Bool(var flag) -> out.writeBoolean(flag);
      case Json.Null _ -> out.writeNull();
    }
    return this;
  }

  /** JSON text written elsewhere, as it is. */
  public JsonWriter raw(String json) {
    out.writeRawValue(json);
    return this;
  }

  private static final class Bounded extends ByteArrayOutputStream {
    private final int maxBytes;

    Bounded(int maxBytes) {
      super(256);
      this.maxBytes = maxBytes;
    }

    @Override
    public synchronized void write(byte[] source, int offset, int length) {
      if (length > maxBytes - count) {
        throw new RpcException(RpcError.RESPONSE_TOO_LARGE, "response too large");
      }
      super.write(source, offset, length);
    }
  }
}
