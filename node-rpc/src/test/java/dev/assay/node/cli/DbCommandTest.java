package dev.assay.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.LogsBloom;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseOptions;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.StateView;
import dev.assay.state.world.WorldState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbCommandTest {
  @TempDir Path root;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(
        List.of(new DbCommand()), new PrintWriter(out), new PrintWriter(err), arguments);
  }

  private String chain() {
    return root.resolve("chain").toString();
  }

  @BeforeEach
  void oneBlock() {
    try (var database = ChainDatabase.open(Path.of(chain()), DatabaseOptions.DEFAULT)) {
      var world = new WorldState(StateView.empty());
      world.balance(Address.of(1), UInt256.ONE);
      world.storage(Address.of(1), UInt256.ONE, UInt256.ONE);
      world.endTransaction();
      var prepared = database.prepare(world.diff());
      var header =
          BlockHeader.draft(Hash.ZERO, 0, 0, Address.ZERO, 1, UInt256.ONE, Hash.ZERO)
              .sealed(prepared.root(), Hash.EMPTY_TRIE, Hash.EMPTY_TRIE, LogsBloom.EMPTY, 0);
      database.commit(new Block(header, List.of()), List.of(), prepared);
    }
  }

  @Test
  void checkSaysWhatItVerified() {
    assertEquals(0, run("db", "check", "--data-dir", chain()), err::toString);
    assertEquals(
        "1 blocks, 1 accounts, 1 slots, 0 trie records verified, 0 problems",
        out.toString().strip());
  }

  @Test
  void statsNameTheHeadAndEveryTable() {
    assertEquals(0, run("db", "stats", "--data-dir", chain()), err::toString);
    assertTrue(out.toString().contains("block 0 0x"), out::toString);
    assertTrue(out.toString().contains("history"), out::toString);
    assertEquals(0, run("db", "stats", "--json", "--data-dir", chain()), err::toString);
    assertTrue(out.toString().startsWith("{\"head\":{\"number\":0,"), out::toString);
  }

  @Test
  void aSnapshotIsExportedAndImported() {
    var file = root.resolve("snapshot").toString();
    var copy = root.resolve("copy").toString();
    assertEquals(0, run("db", "export", "--data-dir", chain(), file), err::toString);
    assertEquals(2, run("db", "export", "--data-dir", chain(), file));
    assertEquals(0, run("db", "import", "--data-dir", copy, file), err::toString);
    assertTrue(out.toString().contains("begins with block 0"), out::toString);
    assertEquals(0, run("db", "check", "--data-dir", copy), err::toString);
  }

  @Test
  void refusalsAreSentencesWithTheirExitCode() throws IOException {
    assertEquals(2, run("db"));
    assertEquals(2, run("db", "check"));
    assertEquals(3, run("db", "check", "--data-dir", root.resolve("none").toString()));
    try (var open = ChainDatabase.open(Path.of(chain()), DatabaseOptions.DEFAULT)) {
      assertEquals(3, run("db", "check", "--data-dir", chain()));
      assertTrue(err.toString().contains("another process has the data directory"));
      assertTrue(open.head().isPresent());
    }
    Files.delete(Path.of(chain(), "HEAD-MARKER"));
    assertEquals(1, run("db", "check", "--data-dir", chain()));
    assertTrue(err.toString().contains("assay db repair --recover"), err::toString);
    assertEquals(0, run("db", "repair", "--recover", "--data-dir", chain()), err::toString);
    assertEquals(0, run("db", "check", "--data-dir", chain()), err::toString);
  }
}
