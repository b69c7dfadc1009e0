package dev.assay.host.call;

import dev.assay.host.call.Message.Kind;
import dev.assay.metering.CallGas;
import dev.assay.metering.GasCost;
import dev.assay.metering.Ink;
import dev.assay.metering.IntrinsicGas;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.WorldState;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import org.jspecify.annotations.Nullable;

/** Calls, creations and what they give back. Pending storage writes are persisted first. */
public final class CallFunctions {
  private static final int SUCCESS = 0;
  private static final int FAILURE = 2;

  private CallFunctions() {}

  /** CALL. */
  public static void call(ContractFrame frame, long[] slots, int base) {
    long length = slots[base + 2] & 0xFFFF_FFFFL;
    frame.chargeRead(length, 2);
    GuestMemory memory = frame.memory();
    Address target = memory.address(slots[base]);
    Bytes data = memory.bytes(slots[base + 1], length);
    UInt256 value = memory.word(slots[base + 3]);
    long gas = slots[base + 4];
    long lengthPointer = slots[base + 5];
    int status =
        frame.message().readOnly() && !value.isZero()
            ? refused(frame)
            : call(frame, Kind.CALL, target, data, value, gas);
    memory.writeLength(lengthPointer, frame.returnData().size());
    slots[base] = status;
  }

  /** DELEGATECALL. */
  public static void delegateCall(ContractFrame frame, long[] slots, int base) {
    callWithoutValue(frame, slots, base, Kind.DELEGATECALL);
  }

  /** STATICCALL. */
  public static void staticCall(ContractFrame frame, long[] slots, int base) {
    callWithoutValue(frame, slots, base, Kind.STATICCALL);
  }

  private static void callWithoutValue(ContractFrame frame, long[] slots, int base, Kind kind) {
    long length = slots[base + 2] & 0xFFFF_FFFFL;
    frame.chargeRead(length, 2);
    GuestMemory memory = frame.memory();
    Address target = memory.address(slots[base]);
    Bytes data = memory.bytes(slots[base + 1], length);
    long gas = slots[base + 3];
    long lengthPointer = slots[base + 4];
    int status = call(frame, kind, target, data, UInt256.ZERO, gas);
    memory.writeLength(lengthPointer, frame.returnData().size());
    slots[base] = status;
  }

  /** Status 2 at no cost and without data. */
  private static int refused(ContractFrame frame) {
    frame.returnData(Bytes.EMPTY);
    return FAILURE;
  }

  /** Makes a call and pays for it; {@code requested} is unsigned. */
  private static int call(
      ContractFrame frame, Kind kind, Address target, Bytes data, UInt256 value, long requested) {
    frame.persist();
    long available = frame.meter().gasLeft();
    long price = price(frame, target, value);
    if (price > available) {
      frame.returnData(Bytes.EMPTY);
      frame.meter().chargeGas(available);
      return FAILURE;
    }
    CallGas rule = frame.context().schedule().rules().callGas();
    long most = rule.forwardable(available - price);
    long given = Long.compareUnsigned(requested, most) < 0 ? requested : most;
    given = value.isZero() ? given : Ink.plus(given, frame.gas(GasCost.CALL_STIPEND));
    CallResult result = frame.executor().execute(message(frame, kind, target, data, value, given));
    frame.returnData(result.output());
    if (kind != Kind.STATICCALL) {
      frame.storage().clear();
    }
    frame.meter().chargeGas(price + Math.max(0, given - result.gasLeft()));
    return result.succeeded() ? SUCCESS : FAILURE;
  }

  private static Message message(
      ContractFrame frame, Kind kind, Address target, Bytes data, UInt256 value, long gas) {
    Message caller = frame.message();
    boolean delegate = kind == Kind.DELEGATECALL;
    return new Message(
        kind,
        delegate ? caller.sender() : caller.recipient(),
        delegate ? caller.recipient() : target,
        target,
        delegate ? caller.value() : value,
        data,
        gas,
        caller.readOnly() || kind == Kind.STATICCALL,
        caller.depth() + 1,
        null);
  }

  private static long price(ContractFrame frame, Address target, UInt256 value) {
    WorldState world = frame.context().world();
    long price = frame.context().schedule().storage().account(world.warm(target));
    if (!value.isZero()) {
      price += frame.gas(GasCost.CALL_VALUE);
      price += world.isEmpty(target) ? frame.gas(GasCost.NEW_ACCOUNT) : 0;
    }
    return price;
  }

  /** CREATE. */
  public static void create1(ContractFrame frame, long[] slots, int base) {
    long length = slots[base + 1] & 0xFFFF_FFFFL;
    frame.chargeRead(length, 2);
    Bytes code = frame.memory().bytes(slots[base], length);
    UInt256 value = frame.memory().word(slots[base + 2]);
    create(frame, Kind.CREATE, code, value, null, slots[base + 3], slots[base + 4]);
  }

  /** CREATE2. */
  public static void create2(ContractFrame frame, long[] slots, int base) {
    long length = slots[base + 1] & 0xFFFF_FFFFL;
    frame.chargeRead(length, 2);
    Bytes code = frame.memory().bytes(slots[base], length);
    UInt256 value = frame.memory().word(slots[base + 2]);
    Hash salt = frame.memory().hash(slots[base + 3]);
    create(frame, Kind.CREATE2, code, value, salt, slots[base + 4], slots[base + 5]);
  }

  private static void create(
      ContractFrame frame,
      Kind kind,
      Bytes code,
      UInt256 value,
      @Nullable Hash salt,
      long addressPointer,
      long lengthPointer) {
    frame.requireWritable("create");
    frame.persist();
    long available = frame.meter().gasLeft();
    long price = frame.gas(GasCost.CREATE);
    if (kind == Kind.CREATE2) {
      price += IntrinsicGas.words(code.size()) * frame.gas(GasCost.CREATE2_WORD);
    }
    if (price > available) {
      throw Trap.of(TrapCode.HOST_FAILURE, "too little gas for a creation");
    }
    long given = CallGas.EVM.forwardable(available - price);
    CallResult result = frame.executor().create(frame.message(), kind, code, value, given, salt);
    Address created =
        result instanceof CallResult.Success success && success.created() != null
            ? success.created()
            : Address.ZERO;
    // data comes back from a creation only when it reverted
    frame.returnData(result instanceof CallResult.Revert ? result.output() : Bytes.EMPTY);
    frame.storage().clear();
    frame.meter().chargeGas(price + given - result.gasLeft());
    frame.memory().writeLength(lengthPointer, frame.returnData().size());
    frame.memory().write(addressPointer, created);
  }

  /** Copies a part of what the last call gave back. */
  public static void readReturnData(ContractFrame frame, long[] slots, int base) {
    Bytes data = frame.returnData();
    frame.chargeWrite(Slices.available(data, slots[base + 1], slots[base + 2]));
    slots[base] = Slices.copy(frame, data, slots[base], slots[base + 1], slots[base + 2]);
  }

  /** Length of what the last call gave back. */
  public static void returnDataSize(ContractFrame frame, long[] slots, int base) {
    slots[base] = frame.returnData().size();
  }
}
