package dev.assay.host.code;

import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hex;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;

/** What some code is, by its first bytes. */
public enum CodeFormat {
  /** A Wasm module as it is: {@code 00 61 73 6d}. */
  WASM,
  /** A module compressed by brotli: {@code EF F0 00}, a dictionary number, and the stream. */
  COMPRESSED,
  /** A part of a compressed module: {@code EF F0 01} and bytes. */
  FRAGMENT,
  /** The addresses of the parts: {@code EF F0 02}, dictionary, length, addresses. */
  FRAGMENTED,
  /** Something else. */
  UNKNOWN;

  /** What a creation accepts, in words. */
  public static final String ACCEPTED =
      "accepted are a WebAssembly module (00 61 73 6d), a compressed one (EF F0 00), and either"
          + " behind the 43-byte prelude of Stylus tools";

  /** Length of the creation code that Stylus tools put before the code proper. */
  static final int PRELUDE_BYTES = 43;

  private static final byte[] WASM_MAGIC = {0, 'a', 's', 'm'};
  private static final byte[] PRELUDE_TAIL = Hex.decode("0x80602b6000396000f300");
  private static final int PRELUDE_PUSH32 = 0x7F;
  private static final int LENGTH_END = 33;

  /** Tells what the code of an account is. */
  public static CodeFormat of(Bytes code) {
    if (startsWith(code, WASM_MAGIC)) {
      return WASM;
    }
    if (code.size() < 3 || (code.get(0) & 0xFF) != 0xEF || (code.get(1) & 0xFF) != 0xF0) {
      return UNKNOWN;
    }
    return switch (code.get(2)) {
      case 0 -> COMPRESSED;
      case 1 -> FRAGMENT;
      case 2 -> FRAGMENTED;
      default -> UNKNOWN;
    };
  }

  /** The code that creation code deploys: itself, or what follows the prelude of Stylus tools. */
  public static Bytes deployed(Bytes initCode) {
    return hasPrelude(initCode) ? initCode.slice(PRELUDE_BYTES, initCode.size()) : initCode;
  }

  private static boolean hasPrelude(Bytes initCode) {
    return looksLikePrelude(initCode)
        && statedLength(initCode).equals(BigInteger.valueOf(initCode.size() - PRELUDE_BYTES));
  }

  /** Whether code begins with a prelude, whatever length that states. */
  private static boolean looksLikePrelude(Bytes initCode) {
    byte[] bytes = initCode.unsafeArray();
    return bytes.length >= PRELUDE_BYTES
        && (bytes[0] & 0xFF) == PRELUDE_PUSH32
        && Arrays.equals(bytes, LENGTH_END, PRELUDE_BYTES, PRELUDE_TAIL, 0, PRELUDE_TAIL.length);
  }

  private static BigInteger statedLength(Bytes initCode) {
    return new BigInteger(1, Arrays.copyOfRange(initCode.unsafeArray(), 1, LENGTH_END));
  }

  /** Says what unacceptable code is, and what would be acceptable. */
  static String refusal(Bytes code) {
    return "not a WebAssembly contract: found " + description(code) + "; " + ACCEPTED;
  }

  private static String description(Bytes code) {
    if (code.isEmpty()) {
      return "no code";
    }
    int first = code.get(0) & 0xFF;
    String start = Hex.encode(code.unsafeArray(), 0, Math.min(4, code.size()));
    if (looksLikePrelude(code)) {
      return String.format(
          Locale.ROOT,
          "the prelude of Stylus tools stating %d bytes of code, but %d follow",
          statedLength(code),
          code.size() - PRELUDE_BYTES);
    }
    boolean evm = first >= 0x5F && first <= 0x7F;
    if (evm) {
      return "EVM bytecode (" + start + "...), which this chain does not run";
    }
    if (first == 0xEF) {
      return "an unknown code format (" + start + "...)";
    }
    return String.format(Locale.ROOT, "%d bytes beginning with %s", code.size(), start)
        .toLowerCase(Locale.ROOT);
  }

  private static boolean startsWith(Bytes code, byte[] magic) {
    return code.size() >= magic.length
        && Arrays.equals(code.unsafeArray(), 0, magic.length, magic, 0, magic.length);
  }
}
