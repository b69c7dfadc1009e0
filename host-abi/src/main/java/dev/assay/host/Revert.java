package dev.assay.host;

import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hex;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Revert data in Solidity's form {@code Error(string)}, as every Ethereum client shows it. */
public final class Revert {
  private static final byte[] SELECTOR = Hex.decode("0x08c379a0");
  private static final int WORD = 32;

  private Revert() {}

  /** The revert data of a reason. */
  public static Bytes reason(String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + WORD - 1) / WORD * WORD;
    byte[] data = new byte[SELECTOR.length + 2 * WORD + padded];
    System.arraycopy(SELECTOR, 0, data, 0, SELECTOR.length);
    data[SELECTOR.length + WORD - 1] = WORD;
    for (int i = 0; i < Integer.BYTES; i++) {
      data[SELECTOR.length + 2 * WORD - 1 - i] = (byte) (text.length >>> Byte.SIZE * i);
    }
    System.arraycopy(text, 0, data, SELECTOR.length + 2 * WORD, text.length);
    return Bytes.wrap(data);
  }

  /** The reason in revert data of that form, or empty when it has another. */
  public static Optional<String> reasonIn(Bytes data) {
    byte[] bytes = data.unsafeArray();
    int textStart = SELECTOR.length + 2 * WORD;
    if (bytes.length < textStart || !data.slice(0, SELECTOR.length).equals(Bytes.of(SELECTOR))) {
      return Optional.empty();
    }
    long length =
        new java.math.BigInteger(1, data.slice(SELECTOR.length + WORD, textStart).toArray())
            .min(java.math.BigInteger.valueOf(Integer.MAX_VALUE))
            .longValue();
    if (bytes[SELECTOR.length + WORD - 1] != WORD || length > bytes.length - textStart) {
      return Optional.empty();
    }
    return Optional.of(new String(bytes, textStart, (int) length, StandardCharsets.UTF_8));
  }
}
