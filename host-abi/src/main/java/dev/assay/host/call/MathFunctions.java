package dev.assay.host.call;

import dev.assay.metering.GasCost;
import dev.assay.metering.Ink;
import dev.assay.metering.IntrinsicGas;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.UInt256;

/** 256-bit arithmetic and hashing: the result of arithmetic replaces its first operand. */
public final class MathFunctions {
  private static final int FREE_KECCAK_WORDS = 2;

  private MathFunctions() {}

  /** Quotient; zero when the divisor is. */
  public static void div(ContractFrame frame, long[] slots, int base) {
    GuestMemory memory = frame.memory();
    UInt256 value = memory.word(slots[base]);
    memory.write(slots[base], value.divide(memory.word(slots[base + 1])));
  }

  /** Remainder; zero when the modulus is. */
  public static void mod(ContractFrame frame, long[] slots, int base) {
    GuestMemory memory = frame.memory();
    UInt256 value = memory.word(slots[base]);
    memory.write(slots[base], value.mod(memory.word(slots[base + 1])));
  }

  /** Power modulo 2^256. The exponent is read before its length can be charged for. */
  public static void pow(ContractFrame frame, long[] slots, int base) {
    GuestMemory memory = frame.memory();
    UInt256 exponent = memory.word(slots[base + 1]);
    long bytes = exponent.byteLength() + 1L;
    frame.charge(frame.ink(GasCost.POW_BASE) + bytes * frame.ink(GasCost.POW_BYTE));
    UInt256 value = memory.word(slots[base]);
    memory.write(slots[base], value.pow(exponent));
  }

  /** Sum modulo a number. */
  public static void addMod(ContractFrame frame, long[] slots, int base) {
    GuestMemory memory = frame.memory();
    UInt256 value = memory.word(slots[base]);
    UInt256 addend = memory.word(slots[base + 1]);
    memory.write(slots[base], value.addMod(addend, memory.word(slots[base + 2])));
  }

  /** Product modulo a number. */
  public static void mulMod(ContractFrame frame, long[] slots, int base) {
    GuestMemory memory = frame.memory();
    UInt256 value = memory.word(slots[base]);
    UInt256 multiplier = memory.word(slots[base + 1]);
    memory.write(slots[base], value.multiplyMod(multiplier, memory.word(slots[base + 2])));
  }

  /** Keccak-256. */
  public static void keccak(ContractFrame frame, long[] slots, int base) {
    long length = slots[base + 1] & 0xFFFF_FFFFL;
    long words = Math.max(0, IntrinsicGas.words(length) - FREE_KECCAK_WORDS);
    frame.charge(
        Ink.plus(frame.ink(GasCost.KECCAK_BASE), Ink.times(words, frame.ink(GasCost.KECCAK_WORD))));
    byte[] data = frame.memory().array(slots[base], length);
    frame.memory().write(slots[base + 2], Keccak.hash(data));
  }
}
