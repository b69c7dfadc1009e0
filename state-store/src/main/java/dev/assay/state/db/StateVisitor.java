package dev.assay.state.db;

import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;

/** Is shown a state: every account, and after each the words of its storage that are not zero. */
public interface StateVisitor {
  /** The next account. */
  void account(Address address, Account account);

  /** The next slot of the account shown last. */
  void slot(UInt256 slot, UInt256 word);
}
