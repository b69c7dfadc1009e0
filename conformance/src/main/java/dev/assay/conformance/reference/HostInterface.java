package dev.assay.conformance.reference;

import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.module.FunctionType;
import java.util.Locale;

/**
 * The host functions that generated modules import: enough to watch a run from inside (what is
 * logged, read, and how much ink is left at that very moment) and to disturb it (writes, charges,
 * traps). Every engine under test offers exactly these, through {@link Caller}.
 */
public enum HostInterface {
  LOG_I32("i32 ->") {
    @Override
    public void call(Caller caller, long[] slots) {
      // The transcript records the argument.
    }
  },
  LOG_I64("i64 ->") {
    @Override
    public void call(Caller caller, long[] slots) {
      // The transcript records the argument.
    }
  },
  LOG_F32("f32 ->") {
    @Override
    public void call(Caller caller, long[] slots) {
      // The transcript records the bits of the argument.
    }
  },
  LOG_F64("f64 ->") {
    @Override
    public void call(Caller caller, long[] slots) {
      // The transcript records the bits of the argument.
    }
  },
  /** Arithmetic of two types of operand, to see that both arrive in their places. */
  MIX("i32 i64 -> i64") {
    @Override
    public void call(Caller caller, long[] slots) {
      slots[0] = (int) slots[0] * 0x9e3779b97f4a7c15L ^ slots[1];
    }
  },
  /** Several results. */
  SPLIT("i64 -> i32 i64") {
    @Override
    public void call(Caller caller, long[] slots) {
      slots[1] = ~slots[0];
      slots[0] = (int) (slots[0] >>> 32);
    }
  },
  /** A byte of the caller's memory, or -1 past its end. */
  PEEK("i32 -> i32") {
    @Override
    public void call(Caller caller, long[] slots) {
      long address = slots[0] & 0xffffffffL;
      slots[0] = address < caller.memoryBytes() ? caller.load((int) address) & 0xff : -1;
    }
  },
  /** Writes a byte into the caller's memory, or traps past its end. */
  POKE("i32 i32 ->") {
    @Override
    public void call(Caller caller, long[] slots) {
      long address = slots[0] & 0xffffffffL;
      if (address >= caller.memoryBytes()) {
        throw Trap.of(TrapCode.HOST_FAILURE);
      }
      caller.store((int) address, (byte) slots[1]);
    }
  },
  /** What is left at this moment. */
  INK("-> i64") {
    @Override
    public void call(Caller caller, long[] slots) {
      slots[0] = caller.ink();
    }
  },
  /** Charges up to 255 ink, or traps when there is not so much. */
  CHARGE("i32 ->") {
    @Override
    public void call(Caller caller, long[] slots) {
      long price = slots[0] & 0xff;
      if (caller.ink() < price) {
        caller.ink(0);
        throw Trap.of(TrapCode.OUT_OF_GAS);
      }
      caller.ink(caller.ink() - price);
    }
  },
  /** Traps when the argument is a multiple of four. */
  FAIL("i32 ->") {
    @Override
    public void call(Caller caller, long[] slots) {
      if ((slots[0] & 3) == 0) {
        throw Trap.of(TrapCode.HOST_FAILURE);
      }
    }
  };

  /** The module name of all of them. */
  public static final String MODULE = "env";

  private final FunctionType type;

  HostInterface(String type) {
    this.type = FunctionType.parse(type);
  }

  /** The import's name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Parameters and results; all of them take one slot. */
  public FunctionType type() {
    return type;
  }

  /** What the function does: arguments in the first slots, results in their place. */
  public abstract void call(Caller caller, long[] slots);

  /** What a host function can reach of the engine that called it. */
  public interface Caller {
    /** What is left. */
    long ink();

    /** Sets what is left. */
    void ink(long left);

    /** The size of the caller's memory. */
    long memoryBytes();

    /** A byte inside the memory. */
    byte load(int address);

    /** Writes a byte inside the memory. */
    void store(int address, byte value);
  }
}
