package dev.assay.state.world;

import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.Optional;

/** A state that does not change: what was true after one block. Safe to read from any thread. */
public interface StateView {
  /** The account at an address, if it exists. */
  Optional<Account> account(Address address);

  /** The word in a slot of an account's storage; zero when never written. */
  UInt256 storage(Address address, UInt256 slot);

  /**
   * Code by its hash; the empty string for {@link Hash#EMPTY_CODE}.
   *
   * @throws IllegalArgumentException for a hash that no account of this state names
   */
  Bytes code(Hash codeHash);

  /** The state without accounts. */
  static StateView empty() {
    return InMemoryState.EMPTY;
  }
}
