package dev.assay.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SteadyHeapTest {
  private static final long MIB = 1L << 20;

  private long used;
  private long alive;
  private int collections;
  private final SteadyHeap heap =
      new SteadyHeap(
          () -> used,
          () -> {
            collections++;
            used = alive;
          });

  @Test
  void littleGarbageIsLeftAlone() {
    look(SteadyHeap.SLACK);
    assertEquals(0, collections);
    look(SteadyHeap.SLACK + 1);
    assertEquals(1, collections);
  }

  @Test
  void ofALargeHeapAThirdMayBeGarbage() {
    alive = 1000 * MIB;
    look(1001 * MIB);
    look(1500 * MIB);
    assertEquals(1, collections);
    look(1500 * MIB + 1);
    assertEquals(2, collections);
  }

  @Test
  void ofASmallHeapMoreMayBe() {
    alive = 100 * MIB;
    look(SteadyHeap.SLACK + 1);
    look(100 * MIB + SteadyHeap.SLACK);
    assertEquals(1, collections);
    look(100 * MIB + SteadyHeap.SLACK + 1);
    assertEquals(2, collections);
  }

  @Test
  void whatIsAliveMayGrow() {
    for (alive = 300 * MIB; alive < 1000 * MIB; alive += MIB) {
      look(Math.max(used, alive));
    }
    assertEquals(3, collections, "each leaves room for half as much again");
  }

  private void look(long now) {
    used = now;
    heap.look();
  }
}
