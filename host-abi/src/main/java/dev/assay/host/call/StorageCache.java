package dev.assay.host.call;

import dev.assay.metering.GasCost;
import dev.assay.metering.GasMeter;
import dev.assay.metering.StorageGas;
import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.WorldState;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The storage of a contract as one frame sees it: reads are remembered, writes wait. Pending writes
 * are persisted before control leaves the frame, so nobody ever sees a state that is not so.
 */
final class StorageCache {
  private final WorldState world;
  private final Address owner;
  private final StorageGas prices;
  private final TransactionContext context;
  private final GasMeter meter;
  private final Map<UInt256, Slot> slots = new LinkedHashMap<>();
  private int reads;
  private int writes;

  private static final class Slot {
    private UInt256 word = UInt256.ZERO;
    private boolean dirty;
  }

  StorageCache(TransactionContext context, Address owner, GasMeter meter) {
    this.context = context;
    this.world = context.world();
    this.owner = owner;
    this.prices = context.schedule().storage();
    this.meter = meter;
  }

  /** Reads a slot; the first read pays for the access. */
  UInt256 load(UInt256 key) {
    long miss = cost(GasCost.STORAGE_CACHE_MISS);
    meter.require(cost(GasCost.COLD_SLOT) + cost(GasCost.STORAGE_CACHE_SENTRY) + miss);
    Slot slot = slots.get(key);
    if (slot != null) {
      return slot.word;
    }
    meter.chargeGas(prices.load(world.warm(owner, key)) + miss + readGrowth(++reads));
    slot = new Slot();
    slot.word = world.storage(owner, key);
    slots.put(key, slot);
    return slot.word;
  }

  /** Writes a slot, in the cache only. */
  void store(UInt256 key, UInt256 word) {
    meter.require(cost(GasCost.SLOT_WRITE_SENTRY) + cost(GasCost.STORAGE_CACHE_SENTRY));
    Slot slot = slots.computeIfAbsent(key, _ -> new Slot());
    if (!slot.dirty) {
      slot.dirty = true;
      meter.chargeGas(writeGrowth(++writes));
    }
    slot.word = word;
  }

  /** Whether a write waits. */
  boolean isDirty() {
    return writes > 0;
  }

  /**
   * Persists what waits, each write charged as SSTORE.
   *
   * @throws Trap out of gas
   */
  void flush() {
    if (writes == 0) {
      return;
    }
    for (Map.Entry<UInt256, Slot> entry : slots.entrySet()) {
      if (entry.getValue().dirty) {
        persist(entry.getKey(), entry.getValue().word);
        entry.getValue().dirty = false;
      }
    }
    writes = 0;
  }

  private void persist(UInt256 key, UInt256 word) {
    if (meter.gasLeft() <= cost(GasCost.SLOT_WRITE_SENTRY)) {
      meter.remaining(0);
      throw Trap.of(TrapCode.OUT_OF_GAS);
    }
    UInt256 original = world.originalStorage(owner, key);
    StorageGas.Charge charge =
        prices.store(
            original, world.storage(owner, key), word, UInt256.ZERO, world.warm(owner, key));
    meter.chargeGas(charge.gas());
    if (charge.refund() != 0) {
      world.addRefund(charge.refund());
    }
    world.storage(owner, key, word);
  }

  /** Forgets what has been read; call after {@link #flush}. */
  void clear() {
    slots.clear();
    reads = 0;
    writes = 0;
  }

  /** Looking up a key costs more in a larger cache. */
  private static long readGrowth(int keys) {
    return keys <= 32 ? 0 : keys <= 128 ? 2 : 10;
  }

  private static long writeGrowth(int dirty) {
    return dirty <= 8 ? 0 : dirty <= 64 ? 7 : 10;
  }

  private long cost(GasCost cost) {
    return context.schedule().cost(cost);
  }
}
