package dev.assay.host.call;

import dev.assay.metering.GasCost;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.world.WorldState;

/** Other accounts. */
public final class AccountFunctions {
  private AccountFunctions() {}

  /** Balance. */
  public static void balance(ContractFrame frame, long[] slots, int base) {
    Address address = frame.memory().address(slots[base]);
    touch(frame, address, 0);
    frame.memory().write(slots[base + 1], frame.context().world().balance(address));
  }

  /** A part of the code. The whole length is paid for. */
  public static void code(ContractFrame frame, long[] slots, int base) {
    Bytes code = load(frame, frame.memory().address(slots[base]));
    frame.chargeWrite(code.size());
    slots[base] = Slices.copy(frame, code, slots[base + 3], slots[base + 1], slots[base + 2]);
  }

  /** Length of the code. */
  public static void codeSize(ContractFrame frame, long[] slots, int base) {
    slots[base] = load(frame, frame.memory().address(slots[base])).size();
  }

  /** Hash of the code; zero when there is no account (EIP-1052). */
  public static void codeHash(ContractFrame frame, long[] slots, int base) {
    Address address = frame.memory().address(slots[base]);
    touch(frame, address, 0);
    WorldState world = frame.context().world();
    frame
        .memory()
        .write(slots[base + 1], world.isEmpty(address) ? Hash.ZERO : world.codeHash(address));
  }

  /** The code; asking for the same account again costs no gas. */
  private static Bytes load(ContractFrame frame, Address address) {
    if (frame.isCodeAtHand(address)) {
      frame.meter().require(frame.gas(GasCost.COLD_ACCOUNT));
    } else {
      touch(frame, address, frame.gas(GasCost.CODE_LOAD));
    }
    return frame.context().world().code(address);
  }

  private static void touch(ContractFrame frame, Address address, long more) {
    frame.meter().require(frame.gas(GasCost.COLD_ACCOUNT));
    boolean cold = frame.context().world().warm(address);
    frame.meter().chargeGas(frame.context().schedule().storage().account(cold) + more);
  }
}
