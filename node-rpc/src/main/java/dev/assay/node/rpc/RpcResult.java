package dev.assay.node.rpc;

import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What a method answers: a value known now, or one that a later event completes. */
public sealed interface RpcResult {

  /** A value whose writing can no longer fail for reasons of the request. */
  record Now(Consumer<JsonWriter> body) implements RpcResult {}

  /** A value that comes with an event, such as the block that includes a transaction. */
  record Later(CompletableFuture<RpcResult> result) implements RpcResult {}

  /** The null literal: what clients expect for things that do not exist. */
  RpcResult NULL = new Now(JsonWriter::nul);

  /** A value written by {@code body}. */
  static RpcResult of(Consumer<JsonWriter> body) {
    return new Now(body);
  }

  /** An unsigned 64-bit quantity. */
  static RpcResult quantity(long value) {
    return new Now(out -> out.quantity(value));
  }

  /** A non-negative quantity. */
  static RpcResult quantity(BigInteger value) {
    return new Now(out -> out.quantity(value));
  }

  /** A 256-bit quantity. */
  static RpcResult quantity(UInt256 value) {
    return new Now(out -> out.quantity(value));
  }

  /** 32 bytes. */
  static RpcResult hash(Hash value) {
    return new Now(out -> out.hex(value));
  }

  /** Bytes as 0x-hex. */
  static RpcResult data(Bytes value) {
    return new Now(out -> out.hex(value));
  }

  /** Bytes as 0x-hex. */
  static RpcResult data(byte[] value) {
    return new Now(out -> out.hex(value));
  }

  /** A plain string. */
  static RpcResult string(String value) {
    return new Now(out -> out.string(value));
  }

  /** True or false. */
  static RpcResult bool(boolean value) {
    return new Now(out -> out.bool(value));
  }

  /** An array whose items {@code each} writes. */
  static <T> RpcResult array(List<T> items, BiConsumer<JsonWriter, T> each) {
    return new Now(
        out -> {
          out.beginArray();
          items.forEach(item -> each.accept(out, item));
          out.endArray();
        });
  }
}
