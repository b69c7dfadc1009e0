package dev.assay.host.precompile;

import java.math.BigInteger;
import java.util.Optional;

/** Modular exponentiation of big numbers: EIP-198, priced by EIP-2565. */
final class ModExp {

  private static final int HEADER = 96;
  private static final BigInteger MINIMUM = BigInteger.valueOf(200);
  private static final BigInteger DIVISOR = BigInteger.valueOf(3);
  private static final BigInteger UNPAYABLE = BigInteger.valueOf(Long.MAX_VALUE);

  private ModExp() {}

  /** Gas; a length that no memory can hold costs more than anybody can pay. */
  static long gas(byte[] input) {
    BigInteger baseLength = Words.number(input, 0, 32);
    BigInteger exponentLength = Words.number(input, 32, 32);
    BigInteger modulusLength = Words.number(input, 64, 32);
    BigInteger words = baseLength.max(modulusLength).add(BigInteger.valueOf(7)).shiftRight(3);
    BigInteger gas =
        words
            .multiply(words)
            .multiply(iterations(input, baseLength, exponentLength))
            .divide(DIVISOR);
    return gas.max(MINIMUM).min(UNPAYABLE).longValue();
  }

  private static BigInteger iterations(
      byte[] input, BigInteger baseLength, BigInteger exponentLength) {
    BigInteger wide = BigInteger.valueOf(32);
    int headLength = exponentLength.min(wide).intValue();
    BigInteger head =
        baseLength.bitLength() < 31
            ? Words.number(input, HEADER + baseLength.intValue(), headLength)
            : BigInteger.ZERO;
    BigInteger bits = BigInteger.valueOf(Math.max(0, head.bitLength() - 1));
    BigInteger tail = exponentLength.subtract(wide).max(BigInteger.ZERO).shiftLeft(3);
    return bits.add(tail).max(BigInteger.ONE);
  }

  /** Output: as many bytes as the modulus has. Input past its end counts as zeros. */
  static Optional<byte[]> run(byte[] input) {
    BigInteger baseLength = Words.number(input, 0, 32);
    BigInteger modulusLength = Words.number(input, 64, 32);
    if (baseLength.signum() == 0 && modulusLength.signum() == 0) {
      return Optional.of(new byte[0]);
    }
    // The price has bounded base and modulus; an exponent that overflows an int is all zeros there.
    int base = baseLength.intValueExact();
    int modulus = modulusLength.intValueExact();
    BigInteger exponentLength = Words.number(input, 32, 32);
    int present = Math.max(0, input.length - HEADER - base);
    int exponent = exponentLength.min(BigInteger.valueOf(present)).intValue();
    BigInteger e = Words.number(input, HEADER + base, exponent);
    BigInteger missing = exponentLength.subtract(BigInteger.valueOf(exponent));
    BigInteger m =
        missing.signum() == 0 ? modulus(input, base + exponent, modulus) : BigInteger.ZERO;
    if (m.signum() == 0) {
      return Optional.of(new byte[modulus]);
    }
    return Optional.of(Words.fixed(Words.number(input, HEADER, base).modPow(e, m), modulus));
  }

  private static BigInteger modulus(byte[] input, int offset, int length) {
    return Words.number(input, HEADER + offset, length);
  }
}
