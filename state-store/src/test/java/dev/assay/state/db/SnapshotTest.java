package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.state.db.DatabaseFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  private static final DatabaseOptions SMALL = DatabaseOptions.DEFAULT.withCacheBytes(4 << 20);

  @TempDir Path root;

  private byte[] exported(TestChain chain, int blocks) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ChainDatabase database = ChainDatabase.open(root.resolve("source"), SMALL)) {
      for (int i = 0; i < blocks; i++) {
        chain.append(database);
      }
      database.exportTo(out);
    }
    return out.toByteArray();
  }

  @Test
  void anImportedChainGoesOnWhereTheExportedOneWas() throws IOException {
    TestChain chain = new TestChain(11, 80);
    byte[] snapshot = exported(chain, 12);
    Path target = root.resolve("target");
    Head head = ChainDatabase.importFrom(new ByteArrayInputStream(snapshot), target, SMALL);
    assertEquals(11, head.number());
    try (ChainDatabase database = ChainDatabase.open(target, SMALL)) {
      assertEquals(head, database.head().orElseThrow());
      assertEquals(11, database.oldestState());
      assertEquals(List.of(), database.check(DatabaseCheck.silently()).problems());
      chain.append(database);
      chain.append(database);
      assertEquals(chain.states.getLast().root(), database.head().orElseThrow().stateRoot());
      assertEquals(List.of(), database.check(DatabaseCheck.silently()).problems());
      database.rollbackTo(11);
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      database.exportTo(again);
      assertArrayEquals(snapshot, again.toByteArray());
    }
    DatabaseFailure taken =
        assertThrows(
            DatabaseFailure.class,
            () -> ChainDatabase.importFrom(new ByteArrayInputStream(snapshot), target, SMALL));
    assertEquals(Kind.INPUT_OUTPUT, taken.kind());
  }

  @Test
  void aChangedSnapshotIsRefusedAndLeavesNothing() throws IOException {
    byte[] snapshot = exported(new TestChain(12, 30), 5);
    Random random = new Random(7);
    for (int i = 0; i < 6; i++) {
      byte[] changed = snapshot.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      assertRefused(changed);
      assertRefused(Arrays.copyOf(snapshot, random.nextInt(snapshot.length - 8) + 8));
    }
  }

  private void assertRefused(byte[] snapshot) {
    Path target = root.resolve("refused");
    DatabaseFailure failure =
        assertThrows(
            DatabaseFailure.class,
            () -> ChainDatabase.importFrom(new ByteArrayInputStream(snapshot), target, SMALL));
    assertEquals(Kind.CORRUPT, failure.kind());
    assertFalse(Files.exists(target.resolve("rocksdb")));
    assertFalse(Files.exists(target.resolve("rocksdb.importing")));
  }
}
