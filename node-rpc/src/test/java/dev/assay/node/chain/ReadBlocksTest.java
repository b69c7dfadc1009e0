package dev.assay.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadBlocksTest {
  private final ReadBlocks blocks = new ReadBlocks(2L * ChainBlock.BLOCK_BYTES);
  private int reads;

  @Test
  void aBlockIsReadOnce() {
    ask(1);
    ask(1);
    assertEquals(1, reads);
  }

  @Test
  void theOneLongestUnusedMakesRoom() {
    ask(1);
    ask(2);
    ask(1);
    ask(3);
    assertEquals(3, reads);
    ask(1);
    assertEquals(3, reads, "used after the second");
    ask(2);
    assertEquals(4, reads);
  }

  @Test
  void aBlockThatIsNotThereIsAskedForAgain() {
    ChainBlock missing = RecentBlocksTest.block(9, 0);
    assertEquals(Optional.empty(), blocks.get(9, _ -> Optional.empty()));
    assertEquals(Optional.of(missing), blocks.get(9, _ -> Optional.of(missing)));
  }

  @Test
  void whatIsCutOffIsForgotten() {
    ask(1);
    ask(2);
    blocks.truncate(1);
    ask(1);
    assertEquals(2, reads);
    ask(2);
    assertEquals(3, reads);
  }

  @Test
  void aBlockThatIsCutOffWhileItIsReadIsNotHeld() {
    ChainBlock old = RecentBlocksTest.block(5, 0);
    blocks.get(
        5,
        _ -> {
          blocks.truncate(4);
          return Optional.of(old);
        });
    ask(5);
    assertEquals(1, reads, "asked again");
  }

  private void ask(long number) {
    ChainBlock block = RecentBlocksTest.block(number, 0);
    assertEquals(
        Optional.of(block),
        blocks.get(
            number,
            _ -> {
              reads++;
              return Optional.of(block);
            }));
  }
}
