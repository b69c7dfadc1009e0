package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TailTest {
  private static final int KEYS = 5;

  private static byte[] key(int index) {
    byte[] key = new byte[32];
    key[31] = (byte) index;
    return key;
  }

  private static BlockChanges block(long number, int key) {
    byte[] value = {(byte) number};
    return BlockChanges.ofSorted(
        number, List.of(new TableChange(ColumnFamily.ACCOUNTS, key(key), null, value)));
  }

  private static @Nullable TableChange newest(List<BlockChanges> blocks, int key) {
    return blocks.reversed().stream()
        .map(block -> block.of(ColumnFamily.ACCOUNTS, key(key)))
        .filter(change -> change != null)
        .findFirst()
        .orElse(null);
  }

  /** Blocks come at one end, go at both, and come again. */
  @Test
  void itIsAListOfBlocks() {
    Random random = new Random(3);
    Tail tail = new Tail();
    List<BlockChanges> model = new ArrayList<>();
    long number = 0;
    for (int i = 0; i < 20_000; i++) {
      int choice = random.nextInt(40);
      if (choice == 0) {
        long settled = number - random.nextInt(30);
        tail.settled(settled);
        model.removeIf(block -> block.number() <= settled);
      } else if (choice == 1) {
        long kept = number - random.nextInt(5);
        tail.rolledBackTo(kept);
        model.removeIf(block -> block.number() > kept);
        number = kept;
      } else {
        BlockChanges block = block(++number, random.nextInt(KEYS));
        tail.add(block);
        model.add(block);
      }
      assertEquals(model, tail.blocks());
      assertEquals(model.size(), tail.size());
      assertEquals(model.stream().mapToLong(BlockChanges::bytes).sum(), tail.bytes());
      int key = random.nextInt(KEYS);
      assertEquals(newest(model, key), tail.newest(ColumnFamily.ACCOUNTS, key(key)));
    }
  }

  /** Whoever took the blocks sees those, whatever comes instead of them. */
  @Test
  void whatWasTakenStays() {
    Tail tail = new Tail();
    tail.add(block(1, 1));
    tail.add(block(2, 2));
    List<BlockChanges> taken = tail.blocks();
    tail.rolledBackTo(1);
    tail.add(block(2, 3));
    tail.settled(1);
    assertEquals(List.of(1L, 2L), taken.stream().map(BlockChanges::number).toList());
    assertNotNull(taken.getLast().of(ColumnFamily.ACCOUNTS, key(2)));
    assertNull(tail.newest(ColumnFamily.ACCOUNTS, key(2)));
    assertNotNull(tail.newest(ColumnFamily.ACCOUNTS, key(3)));
  }

  /** A process that was killed may have thousands of blocks to bring back. */
  @Test
  void aBlockCostsTheSameWhateverWaits() {
    Tail tail = new Tail();
    for (int i = 1; i <= 1_000_000; i++) {
      tail.add(new BlockChanges(i, List.of(), 1));
      assertEquals(i, tail.bytes());
    }
    tail.settled(999_999);
    assertEquals(1, tail.size());
    assertEquals(1, tail.bytes());
  }
}
