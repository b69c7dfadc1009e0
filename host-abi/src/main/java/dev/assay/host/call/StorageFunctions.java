package dev.assay.host.call;

import dev.assay.metering.GasCost;
import dev.assay.state.types.UInt256;

/** Persistent storage through the frame's cache, and transient storage (EIP-1153). */
public final class StorageFunctions {
  private StorageFunctions() {}

  /** Reads a slot. */
  public static void load(ContractFrame frame, long[] slots, int base) {
    GuestMemory memory = frame.memory();
    UInt256 key = memory.word(slots[base]);
    memory.write(slots[base + 1], frame.storage().load(key));
  }

  /** Writes a slot in the cache. */
  public static void cache(ContractFrame frame, long[] slots, int base) {
    GuestMemory memory = frame.memory();
    frame.storage().store(memory.word(slots[base]), memory.word(slots[base + 1]));
  }

  /** Persists pending writes. */
  public static void flush(ContractFrame frame, long[] slots, int base) {
    frame.meter().require(frame.gas(GasCost.SLOT_WRITE_SENTRY));
    if (frame.storage().isDirty()) {
      frame.requireWritable("storage write");
    }
    frame.storage().flush();
    if ((int) slots[base] != 0) {
      frame.storage().clear();
    }
  }

  /** Writes a slot and persists it. */
  public static void store(ContractFrame frame, long[] slots, int base) {
    cache(frame, slots, base);
    frame.requireWritable("storage write");
    frame.storage().flush();
  }

  /** Reads a transient slot. */
  public static void transientLoad(ContractFrame frame, long[] slots, int base) {
    GuestMemory memory = frame.memory();
    UInt256 key = memory.word(slots[base]);
    frame.meter().chargeGas(frame.gas(GasCost.TRANSIENT_ACCESS));
    memory.write(
        slots[base + 1],
        frame.context().world().transientStorage(frame.message().recipient(), key));
  }

  /** Writes a transient slot. */
  public static void transientStore(ContractFrame frame, long[] slots, int base) {
    GuestMemory memory = frame.memory();
    UInt256 key = memory.word(slots[base]);
    UInt256 value = memory.word(slots[base + 1]);
    frame.requireWritable("transient write");
    frame.meter().chargeGas(frame.gas(GasCost.TRANSIENT_ACCESS));
    frame.context().world().transientStorage(frame.message().recipient(), key, value);
  }
}
