package dev.assay.state.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hashes of many inputs together are those of each alone, with vectors and without. */
class KeccakBatchTest {
  private static final int ROOM = 40;

  /** Tests start the JVM with the module: a machine without such registers says so here. */
  @Test
  void vectorsAreInUseWhereTheMachineHasThem() {
    assertEquals(KeccakLanes.CHOSEN == null ? 1 : KeccakLanes.CHOSEN.width(), KeccakBatch.width());
    if (KeccakBatch.width() == 1) {
      System.out.println("no registers for four words: hashing side by side is not tested");
    }
  }

  @Test
  void everyLengthAndEveryNumberOfInputs() {
    Random random = new Random(5);
    for (int count = 1; count <= 20; count++) {
      for (int length = 0; length < 560; length += 1 + count) {
        byte[][] inputs = new byte[count][];
        for (int i = 0; i < count; i++) {
          inputs[i] = new byte[length];
          random.nextBytes(inputs[i]);
        }
        assertAgrees(new KeccakBatch(), inputs);
        assertAgrees(KeccakBatch.alone(), inputs);
      }
    }
  }

  /** {@code -Dassay.keccak.rounds=10000000} for the long run. */
  @Test
  void randomInputs() {
    int rounds = Integer.getInteger("assay.keccak.rounds", 20_000);
    Random random = new Random(6);
    KeccakBatch batch = new KeccakBatch();
    for (int done = 0; done < rounds; ) {
      byte[][] inputs = new byte[1 + random.nextInt(200)][];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = new byte[random.nextInt(i % 8 == 0 ? 1_000 : 540)];
        random.nextBytes(inputs[i]);
      }
      assertAgrees(batch, inputs);
      done += inputs.length;
    }
  }

  private static void assertAgrees(KeccakBatch batch, byte[][] inputs) {
    byte[] expected = new byte[ROOM * inputs.length];
    byte[] actual = new byte[ROOM * inputs.length];
    byte[] reused = new byte[1_000];
    for (int i = 0; i < inputs.length; i++) {
      Keccak.hash(inputs[i], 0, inputs[i].length, expected, ROOM * i + 3);
      System.arraycopy(inputs[i], 0, reused, 0, inputs[i].length);
      batch.add(reused, inputs[i].length, actual, ROOM * i + 3);
    }
    batch.flush();
    assertArrayEquals(expected, actual);
  }

  @Test
  void withoutVectorsNothingWaits() {
    KeccakBatch batch = KeccakBatch.alone();
    byte[] target = new byte[32];
    batch.add(new byte[0], 0, target, 0);
    assertArrayEquals(Keccak.hash(new byte[0]).toArray(), target);
  }
}
