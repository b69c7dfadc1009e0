package dev.assay.state.trie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.assay.state.types.Hash;
import org.junit.jupiter.api.Test;

class BranchMemoryTest {
  private static final int RECORD = 80;
  private static final int ENTRY = BranchMemory.OVERHEAD + RECORD;

  private static Hash node(int index) {
    return Hash.ofLongs(index, 2, 3, 4);
  }

  private static BranchMemory of(long capacity, int records) {
    BranchMemory memory = new BranchMemory(capacity);
    for (int i = 0; i < records; i++) {
      memory.put(node(i), new byte[RECORD]);
    }
    return memory;
  }

  @Test
  void holdsWhatFitsAndNotAByteMore() {
    BranchMemory roomy = of(3 * ENTRY + 1, 3);
    assertNotNull(roomy.get(node(0)));
    BranchMemory full = of(3 * ENTRY, 3);
    assertNotNull(full.get(node(0)));
    assertEquals(3 * ENTRY, full.bytes());
    BranchMemory tight = of(3 * ENTRY - 1, 3);
    assertNull(tight.get(node(0)));
    assertEquals(2 * ENTRY, tight.bytes());
    assertEquals(0, of(0, 1).bytes());
  }

  @Test
  void whatNobodyAskedForLongestGoesFirst() {
    BranchMemory memory = of(3 * ENTRY, 3);
    assertNotNull(memory.get(node(0)));
    memory.put(node(3), new byte[RECORD]);
    assertNotNull(memory.get(node(0)));
    assertNull(memory.get(node(1)));
    assertNotNull(memory.get(node(2)));
  }

  @Test
  void aRecordThatTwoProofsReadIsCountedOnce() {
    BranchMemory memory = of(3 * ENTRY, 1);
    byte[] again = new byte[RECORD];
    again[0] = 1;
    memory.put(node(0), again);
    assertEquals(ENTRY, memory.bytes());
    assertArrayEquals(again, memory.get(node(0)));
  }
}
