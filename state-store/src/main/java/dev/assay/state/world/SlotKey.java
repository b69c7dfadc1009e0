package dev.assay.state.world;

import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;

/** A slot of an account's storage. */
public record SlotKey(Address address, UInt256 slot) {}
