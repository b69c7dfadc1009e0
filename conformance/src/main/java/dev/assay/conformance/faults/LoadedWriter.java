package dev.assay.conformance.faults;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.db.AccountProof;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseCheck;
import dev.assay.state.db.DatabaseOptions;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A process under load until its standard input ends: one thread commits blocks as fast as it can,
 * another reads and proves states of the past, and now and then a checkpoint is made and the whole
 * database checked. Arguments: directory, seed. Its last line says how far it came.
 */
public final class LoadedWriter {
  static final DatabaseOptions OPTIONS =
      DatabaseOptions.DEFAULT.withCacheBytes(64 << 20).withHistoryBlocks(200).withBodyBlocks(300);
  static final int ACCOUNTS = 1_500;

  /** Blocks between two checks of everything. */
  private static final long CHECK_EVERY = 4_000;

  private final ChainDatabase database;
  private final MadeUpChain chain;
  private final Path directory;
  private final AtomicReference<@Nullable Throwable> reading = new AtomicReference<>();
  private volatile boolean ended;

  private LoadedWriter(ChainDatabase database, MadeUpChain chain, Path directory) {
    this.database = database;
    this.chain = chain;
    this.directory = directory;
  }

  /** Runs until there is no more input. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[0]);
    MadeUpChain chain = new MadeUpChain(Long.parseLong(arguments[1]), ACCOUNTS);
    try (ChainDatabase database = ChainDatabase.open(directory.resolve("chain"), OPTIONS)) {
      System.out.println(new LoadedWriter(database, chain, directory).run());
    }
  }

  private String run() throws IOException, InterruptedException {
    long last = chain.append(database);
    Thread reader = new Thread(this::read, "reader");
    reader.setUncaughtExceptionHandler((_, failure) -> reading.set(failure));
    reader.start();
    while (System.in.available() == 0 && reading.get() == null) {
      last = chain.append(database);
      if (last % CHECK_EVERY == 0) {
        check(last);
      }
    }
    ended = true;
    reader.join();
    check(last);
    return reading.get() == null ? "blocks " + last : "reader: " + reading.get();
  }

  private void check(long last) throws IOException {
    if (!chain.to(last).root().equals(database.head().orElseThrow().stateRoot())) {
      throw new IllegalStateException("block " + last + " has another root than its accounts");
    }
    List<DatabaseCheck.Problem> problems = database.check(DatabaseCheck.silently()).problems();
    if (!problems.isEmpty()) {
      throw new IllegalStateException("after block " + last + ": " + problems);
    }
    Path copy = directory.resolve("checkpoint");
    database.checkpoint(copy);
    Faults.delete(copy);
  }

  /** Proofs of accounts at the head and some blocks back, each held to the block's root. */
  private void read() {
    Random random = new Random(1);
    while (!ended) {
      long head = database.head().orElseThrow().number();
      long number = Math.max(database.oldestState(), head - random.nextInt(100));
      Address address = MadeUpChain.address(random.nextInt(ACCOUNTS));
      AccountProof proof = database.proof(address, List.of(), number);
      Hash root = database.header(number).orElseThrow().stateRoot();
      if (!Keccak.hash(proof.nodes().getFirst()).equals(root)) {
        throw new IllegalStateException("a proof of block " + number + " has another root");
      }
    }
  }
}
