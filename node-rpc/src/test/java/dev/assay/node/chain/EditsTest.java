package dev.assay.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import dev.assay.state.world.WorldState;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A world over edits sees them as it would see them in a state. */
class EditsTest {
  private static final Address CONTRACT = Address.of(0xC0DE);
  private static final UInt256 FIRST = UInt256.of(1);
  private static final UInt256 SECOND = UInt256.of(2);

  private static StateDiff changed(StateView base, Consumer<WorldState> change) {
    WorldState world = new WorldState(base);
    change.accept(world);
    world.endTransaction();
    return world.diff();
  }

  private static StateDiff stored(StateView base, UInt256 slot, UInt256 word) {
    return changed(
        base,
        world -> {
          world.nonce(CONTRACT, 1);
          world.storage(CONTRACT, slot, word);
        });
  }

  @Test
  void theFirstStorageOfAnAccountIsSeen() {
    StateDiff first = stored(StateView.empty(), FIRST, UInt256.of(7));
    Edits edits = new Edits(StateView.empty(), first);
    assertTrue(edits.account(CONTRACT).orElseThrow().hasStorage());
    assertEquals(UInt256.of(7), new WorldState(edits).storage(CONTRACT, FIRST));
    assertEquals(UInt256.ZERO, new WorldState(edits).storage(CONTRACT, SECOND));
  }

  @Test
  void laterEditsAddToEarlierOnes() {
    StateDiff first = stored(StateView.empty(), FIRST, UInt256.of(7));
    StateDiff second = stored(new Edits(StateView.empty(), first), SECOND, UInt256.of(8));
    WorldState both = new WorldState(new Edits(StateView.empty(), Edits.merge(first, second)));
    assertEquals(UInt256.of(7), both.storage(CONTRACT, FIRST));
    assertEquals(UInt256.of(8), both.storage(CONTRACT, SECOND));
  }

  @Test
  void whatIsClearedIsGone() {
    StateDiff first = stored(StateView.empty(), FIRST, UInt256.of(7));
    Edits base = new Edits(StateView.empty(), first);
    Edits cleared =
        new Edits(base, changed(base, world -> world.storage(CONTRACT, FIRST, UInt256.ZERO)));
    assertEquals(UInt256.ZERO, new WorldState(cleared).storage(CONTRACT, FIRST));
  }
}
