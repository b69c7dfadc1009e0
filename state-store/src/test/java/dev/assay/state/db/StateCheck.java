package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.StateView;

/** A view against the state that {@link TestChain} says there is. */
final class StateCheck {
  private StateCheck() {}

  /** Compares the first so many accounts, their slots and their code. */
  static void assertState(StateView view, InMemoryState expected, int accounts) {
    for (int i = 0; i < accounts; i++) {
      Address address = TestChain.address(i);
      assertEquals(expected.account(address), view.account(address));
      for (int slot = 0; slot < 20; slot++) {
        UInt256 key = UInt256.of(slot);
        assertEquals(expected.storage(address, key), view.storage(address, key));
      }
      Hash codeHash = expected.account(address).orElse(Account.EMPTY).codeHash();
      assertEquals(expected.code(codeHash), view.code(codeHash));
    }
  }
}
