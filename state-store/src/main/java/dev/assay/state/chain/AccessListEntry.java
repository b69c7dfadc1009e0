package dev.assay.state.chain;

import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.List;

/** An account, and slots of its storage, that a transaction declares to touch (EIP-2930). */
public record AccessListEntry(Address address, List<Hash> storageKeys) {
  /** Copies the keys. */
  public AccessListEntry {
    storageKeys = List.copyOf(storageKeys);
  }

  static void write(List<AccessListEntry> entries, RlpWriter writer) {
    writer.startList();
    for (AccessListEntry entry : entries) {
      writer.startList().address(entry.address).startList();
      entry.storageKeys.forEach(writer::hash);
      writer.endList().endList();
    }
    writer.endList();
  }

  static List<AccessListEntry> read(RlpReader reader) {
    reader.enterList();
    if (!reader.hasMore()) {
      reader.leaveList();
      return List.of();
    }
    List<AccessListEntry> entries = new ArrayList<>();
    while (reader.hasMore()) {
      reader.enterList();
      Address address = reader.address();
      List<Hash> keys = new ArrayList<>();
      reader.enterList();
      while (reader.hasMore()) {
        keys.add(reader.hash());
      }
      reader.leaveList();
      reader.leaveList();
      entries.add(new AccessListEntry(address, keys));
    }
    reader.leaveList();
    return entries;
  }
}
