package dev.assay.state.db;

import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import java.util.List;

/**
 * Proof of an account and slots of its storage against a state root (EIP-1186).
 *
 * @param account values of the account, {@link Account#EMPTY} when the proof is of its absence
 * @param nodes encodings from the root down; none for an empty trie
 */
public record AccountProof(
    Address address, Account account, List<Bytes> nodes, List<SlotProof> slots) {
  /** Copies the lists. */
  public AccountProof {
    nodes = List.copyOf(nodes);
    slots = List.copyOf(slots);
  }

  /** Proof of a slot against the account's storage root. */
  public record SlotProof(UInt256 slot, UInt256 word, List<Bytes> nodes) {
    /** Copies the list. */
    public SlotProof {
      nodes = List.copyOf(nodes);
    }
  }
}
