package dev.assay.state.world;

import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;

/** One change of a {@link WorldState}, with what it takes to return from it. */
sealed interface JournalEntry {
  /** The account began to exist in the overlay. */
  record Created(LiveAccount account) implements JournalEntry {}

  /** A nonce changed. */
  record NonceChanged(LiveAccount account, long before) implements JournalEntry {}

  /** A balance changed. */
  record BalanceChanged(LiveAccount account, UInt256 before) implements JournalEntry {}

  /** Code was deployed. */
  record CodeChanged(LiveAccount account, Hash before) implements JournalEntry {}

  /** The account was marked as touched by the transaction. */
  record Touched(LiveAccount account) implements JournalEntry {}

  /** The account was marked as created by the transaction. */
  record MarkedNew(LiveAccount account) implements JournalEntry {}

  /** The account was marked for removal at the end of the transaction. */
  record MarkedDestroyed(LiveAccount account) implements JournalEntry {}

  /** A slot of storage changed. */
  record StorageChanged(LiveSlot slot, UInt256 before) implements JournalEntry {}

  /** A slot of transient storage changed. */
  record TransientChanged(SlotKey key, UInt256 before) implements JournalEntry {}

  /** An account became warm. */
  record AccountWarmed(Address address) implements JournalEntry {}

  /** A slot became warm. */
  record SlotWarmed(SlotKey key) implements JournalEntry {}

  /** The refund counter changed. */
  record RefundChanged(long before) implements JournalEntry {}

  /** A log was emitted: the last one goes. */
  record LogEmitted() implements JournalEntry {}
}
