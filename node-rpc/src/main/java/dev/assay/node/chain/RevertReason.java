package dev.assay.node.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import java.util.Map;
import java.util.Optional;

/** The words in revert data: Solidity's {@code Error(string)} and {@code Panic(uint256)}. */
public final class RevertReason {
  private static final Bytes ERROR = Bytes.fromHex("0x08c379a0");
  private static final Bytes PANIC = Bytes.fromHex("0x4e487b71");
  private static final int WORD = 32;
  private static final Map<Long, String> PANICS =
      Map.of(
          0x01L, "assert(false)",
          0x11L, "arithmetic underflow or overflow",
          0x12L, "division or modulo by zero",
          0x21L, "enum overflow",
          0x22L, "invalid encoded storage byte array accessed",
          0x31L, "out-of-bounds array access; popping on an empty array",
          0x32L, "out-of-bounds access of an array or bytesN",
          0x41L, "out of memory",
          0x51L, "uninitialized function");

  private RevertReason() {}

  /** The reason, if the data has one of the two forms. */
  public static Optional<String> of(Bytes data) {
    if (data.size() < 4 + WORD) {
      return Optional.empty();
    }
    Bytes selector = data.slice(0, 4);
    if (selector.equals(PANIC)) {
      long code = word(data, 4).toLongSaturated();
      return Optional.of(
          PANICS.getOrDefault(code, "unknown panic code: 0x" + Long.toHexString(code)));
    }
    return selector.equals(ERROR) ? text(data) : Optional.empty();
  }

  private static Optional<String> text(Bytes data) {
    long at = 4 + word(data, 4).toLongSaturated();
    if (at < 4 || at + WORD > data.size()) {
      return Optional.empty();
    }
    long length = word(data, (int) at).toLongSaturated();
    long from = at + WORD;
    return length > data.size() - from
        ? Optional.empty()
        : Optional.of(new String(data.slice((int) from, (int) (from + length)).toArray(), UTF_8));
  }

  private static UInt256 word(Bytes data, int at) {
    return UInt256.of(data.slice(at, at + WORD).toArray());
  }
}
