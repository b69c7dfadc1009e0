package dev.assay.host.call;

import dev.assay.metering.GasCost;
import dev.assay.metering.Ink;
import dev.assay.state.chain.Log;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import java.util.ArrayList;
import java.util.List;

/** The message, the transaction, the block, gas, results and logs. */
public final class EnvironmentFunctions {
  private static final int MOST_TOPICS = 4;

  private EnvironmentFunctions() {}

  /** Copies calldata. */
  public static void readArgs(ContractFrame frame, long[] slots, int base) {
    frame.chargeWrite(frame.message().input().size());
    frame.memory().write(slots[base], frame.message().input());
  }

  /** Sets the result. */
  public static void writeResult(ContractFrame frame, long[] slots, int base) {
    long length = slots[base + 1] & 0xFFFF_FFFFL;
    frame.chargeRead(length, 2);
    frame.result(frame.memory().bytes(slots[base], length));
  }

  /** Ends the frame. */
  public static void exitEarly(ContractFrame frame, long[] slots, int base) {
    throw frame.exit((int) slots[base]);
  }

  /** Emits a log. */
  public static void emitLog(ContractFrame frame, long[] slots, int base) {
    long length = slots[base + 1] & 0xFFFF_FFFFL;
    long topics = slots[base + 2] & 0xFFFF_FFFFL;
    if (topics > MOST_TOPICS || length < topics * Hash.SIZE) {
      throw Trap.of(TrapCode.HOST_FAILURE, "bad topic data");
    }
    frame.chargeRead(length, 1);
    long dataLength = length - topics * Hash.SIZE;
    long topicsGas = (topics + 1) * frame.gas(GasCost.LOG_TOPIC);
    long dataGas = Ink.times(dataLength, frame.gas(GasCost.LOG_BYTE));
    frame.meter().chargeGas(Ink.plus(topicsGas, dataGas));
    byte[] bytes = frame.memory().array(slots[base], length);
    frame.requireWritable("emit_log");
    frame.context().log(log(frame, bytes, (int) topics));
  }

  private static Log log(ContractFrame frame, byte[] bytes, int topics) {
    List<Hash> hashes = new ArrayList<>(MOST_TOPICS);
    for (int i = 0; i < topics; i++) {
      hashes.add(Hash.of(bytes, i * Hash.SIZE));
    }
    int start = topics * Hash.SIZE;
    Bytes data = Bytes.of(bytes, start, bytes.length - start);
    return new Log(frame.message().recipient(), hashes, data);
  }

  /** Gas left. */
  public static void gasLeft(ContractFrame frame, long[] slots, int base) {
    slots[base] = frame.meter().gasLeft();
  }

  /** Ink left. */
  public static void inkLeft(ContractFrame frame, long[] slots, int base) {
    slots[base] = frame.meter().remaining();
  }

  /** Base fee. */
  public static void baseFee(ContractFrame frame, long[] slots, int base) {
    frame.memory().write(slots[base], frame.context().block().baseFee());
  }

  /** Block producer. */
  public static void coinbase(ContractFrame frame, long[] slots, int base) {
    frame.memory().write(slots[base], frame.context().block().coinbase());
  }

  /** Block gas limit. */
  public static void gasLimit(ContractFrame frame, long[] slots, int base) {
    slots[base] = frame.context().block().gasLimit();
  }

  /** Block number. */
  public static void number(ContractFrame frame, long[] slots, int base) {
    slots[base] = frame.context().block().number();
  }

  /** Block time. */
  public static void timestamp(ContractFrame frame, long[] slots, int base) {
    slots[base] = frame.context().block().timestamp();
  }

  /** Chain id. */
  public static void chainId(ContractFrame frame, long[] slots, int base) {
    slots[base] = frame.context().block().chainId();
  }

  /** Storage owner. */
  public static void contractAddress(ContractFrame frame, long[] slots, int base) {
    frame.memory().write(slots[base], frame.message().recipient());
  }

  /** Whether this contract runs in a frame below. */
  public static void reentrant(ContractFrame frame, long[] slots, int base) {
    slots[base] = frame.context().guard().isReentrant(frame.message().recipient()) ? 1 : 0;
  }

  /** Caller. */
  public static void sender(ContractFrame frame, long[] slots, int base) {
    frame.memory().write(slots[base], frame.message().sender());
  }

  /** Wei sent along. */
  public static void value(ContractFrame frame, long[] slots, int base) {
    frame.memory().write(slots[base], frame.message().value());
  }

  /** Wei per gas. */
  public static void gasPrice(ContractFrame frame, long[] slots, int base) {
    frame.memory().write(slots[base], frame.context().gasPrice());
  }

  /** Ink per gas. */
  public static void inkPrice(ContractFrame frame, long[] slots, int base) {
    slots[base] = Ink.PER_GAS;
  }

  /** Signer. */
  public static void origin(ContractFrame frame, long[] slots, int base) {
    frame.memory().write(slots[base], frame.context().origin());
  }

  /** Pays for pages. */
  public static void payForMemoryGrow(ContractFrame frame, long[] slots, int base) {
    frame.charge(frame.context().pages().growthInk(slots[base]));
  }
}
