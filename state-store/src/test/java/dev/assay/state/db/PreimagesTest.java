package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.state.db.ChainDatabase.PastBlock;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountChange;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.StateDiff;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state by the names of its accounts and slots, and a chain begun from it. */
class PreimagesTest {
  private static final DatabaseOptions NAMELESS = DatabaseOptions.DEFAULT.withCacheBytes(4 << 20);
  private static final DatabaseOptions NAMED = NAMELESS.keepingPreimages();
  private static final int BLOCKS = 30;

  @TempDir Path root;

  /** What a walk showed. */
  private static final class Seen implements StateVisitor {
    final SortedMap<Address, Account> accounts = new TreeMap<>();
    final SortedMap<Address, SortedMap<UInt256, UInt256>> storage = new TreeMap<>();
    private SortedMap<UInt256, UInt256> last = new TreeMap<>();

    static Seen of(ChainDatabase database) {
      Seen seen = new Seen();
      database.walk(seen);
      return seen;
    }

    @Override
    public void account(Address address, Account account) {
      accounts.put(address, account);
      last = new TreeMap<>();
      storage.put(address, last);
    }

    @Override
    public void slot(UInt256 slot, UInt256 word) {
      last.put(slot, word);
    }
  }

  private static void assertShows(InMemoryState state, ChainDatabase database) {
    Seen seen = Seen.of(database);
    assertEquals(state.accounts(), seen.accounts);
    seen.storage.forEach((address, slots) -> assertEquals(state.slots(address), slots));
  }

  @Test
  void everythingIsShownByName() {
    TestChain chain = new TestChain(41, 60);
    try (ChainDatabase database = ChainDatabase.open(root, NAMED)) {
      for (int i = 0; i < BLOCKS; i++) {
        chain.append(database);
        assertShows(chain.states.getLast(), database);
      }
      database.rollbackTo(BLOCKS / 2);
      assertShows(chain.states.get(BLOCKS / 2), database);
    }
  }

  @Test
  void whatWasNotKeptIsSaid() {
    TestChain chain = new TestChain(41, 60);
    try (ChainDatabase database = ChainDatabase.open(root, NAMELESS)) {
      chain.append(database);
      assertThrows(UnnamedState.class, () -> Seen.of(database));
    }
  }

  private static StateDiff whole(InMemoryState state) {
    SortedMap<Address, AccountChange> accounts = new TreeMap<>();
    var code = new TreeMap<Hash, Bytes>();
    state
        .accounts()
        .forEach(
            (address, account) -> {
              accounts.put(
                  address,
                  new AccountChange.Updated(
                      account.nonce(),
                      account.balance(),
                      account.codeHash(),
                      true,
                      state.slots(address)));
              if (account.hasCode()) {
                code.put(account.codeHash(), state.code(account.codeHash()));
              }
            });
    return new StateDiff(accounts, code);
  }

  @Test
  void anAdoptedChainGoesOn() {
    TestChain chain = new TestChain(42, 60);
    List<PastBlock> blocks = new ArrayList<>();
    try (ChainDatabase database = ChainDatabase.open(root.resolve("source"), NAMED)) {
      for (int i = 0; i < BLOCKS; i++) {
        var block = chain.append(database);
        blocks.add(new PastBlock(block, database.receipts(i).orElseThrow()));
      }
    }
    PastBlock newest = blocks.removeLast();
    Path target = root.resolve("target");
    try (ChainDatabase database = ChainDatabase.open(target, NAMED)) {
      PreparedState state = database.prepare(whole(chain.states.getLast()));
      List<PastBlock> gap = new ArrayList<>(blocks);
      gap.remove(BLOCKS / 2);
      assertThrows(
          IllegalArgumentException.class, () -> database.adopt(gap, newest, state), "a gap");
      database.adopt(blocks, newest, state);
      assertThrows(
          IllegalArgumentException.class, () -> database.adopt(blocks, newest, state), "twice");
    }
    try (ChainDatabase database = ChainDatabase.open(target, NAMED)) {
      assertEquals(newest.block().hash(), database.head().orElseThrow().hash());
      assertEquals(BLOCKS - 1, database.oldestState());
      assertEquals(List.of(), database.check(DatabaseCheck.silently()).problems());
      assertEquals(blocks.getFirst().block(), database.block(0).orElseThrow());
      assertThrows(StateUnavailable.class, () -> database.at(0).account(TestChain.address(0)));
      chain.append(database);
      assertShows(chain.states.getLast(), database);
      database.rollbackTo(BLOCKS - 1);
      assertShows(chain.states.get(BLOCKS - 1), database);
    }
  }
}
