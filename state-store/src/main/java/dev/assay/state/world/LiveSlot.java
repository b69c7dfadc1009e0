package dev.assay.state.world;

import dev.assay.state.types.UInt256;

/** A slot in the overlay: its word before the overlay, at the start of the transaction, and now. */
final class LiveSlot {
  final UInt256 base;
  UInt256 original;
  UInt256 current;
  boolean inTransaction;

  LiveSlot(UInt256 base) {
    this.base = base;
    this.original = base;
    this.current = base;
  }
}
