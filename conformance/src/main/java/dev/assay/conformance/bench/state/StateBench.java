package dev.assay.conformance.bench.state;

import dev.assay.conformance.faults.Leaks;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.SenderRecovery;
import dev.assay.state.db.DatabaseOptions;
import dev.assay.state.db.DatabaseStats;
import dev.assay.state.db.PreparedState;
import dev.assay.state.types.Address;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Measures one row after another. */
final class StateBench {
  private static final int FEW = 10_000;
  private static final int MANY = 10_000_000;

  /** Changes from which on the database computes a root in parts. */
  private static final int PARTS = 1_000;

  /** Blocks of one transaction, after as many to warm up. */
  private static final int SMALL_BLOCKS = 200;

  private static final Duration HASHING = Duration.ofSeconds(2);

  private final Path directory;
  private final int accounts;
  private final long cache;
  private final Peers peers;
  private final Consumer<Row> rows;

  /** Median times of one size of block, on one number of threads. */
  private record BlockTimes(double root, double commit) {}

  StateBench(Path directory, int accounts, long cache, Peers peers, Consumer<Row> rows) {
    this.directory = directory;
    this.accounts = accounts;
    this.cache = cache;
    this.peers = peers;
    this.rows = rows;
  }

  void run() throws Exception {
    tries();
    recovery();
    rlp();
    database();
  }

  void database() throws Exception {
    BlockTimes alone;
    double keccakOfTwo = keccakOnTwo();
    try (Accounts one = open(1)) {
      one.touchAll();
      one.touchAll();
      blocks(one, PARTS);
      alone = blocks(one, PARTS);
      smallBlock(one);
      reads(one);
      proofs(one);
      flat(one);
    }
    try (Accounts two = open(2)) {
      two.touchAll();
      blocks(two, PARTS);
      scaling(alone, blocks(two, PARTS), keccakOfTwo);
      for (int size : TrieMain.SIZES) {
        BlockTimes times = blocks(two, size);
        commits(size, times);
      }
      disk(two);
    }
    memory();
    opening();
  }

  /** The fewest changes that the database splits: there parts must pay for the first time. */
  private void scaling(BlockTimes one, BlockTimes two, double keccak) {
    rows.accept(
        Row.atLeast(
            "state of " + PARTS + " updates, 2 threads",
            1,
            one.root() / two.root(),
            "x 1",
            String.format(
                Locale.ROOT,
                "%s; two threads of Keccak alone %.2f",
                rate(PARTS, two.root()),
                keccak)));
  }

  /** How much more two threads hash than one: what this machine has to give at this time. */
  private double keccakOnTwo() throws InterruptedException {
    double one = hashes(1);
    return hashes(2) / one;
  }

  /** Hashes a second of so many threads. */
  private static double hashes(int threads) throws InterruptedException {
    LongAdder count = new LongAdder();
    long end = System.nanoTime() + HASHING.toNanos();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Runnable hashing =
          () -> {
            byte[] branch = bytes(TrieMain.BRANCH_BYTES);
            while (System.nanoTime() < end) {
              for (int j = 0; j < 500; j++) {
                branch[j] ^= Keccak.hash(branch).toArray()[0];
              }
              count.add(500);
            }
          };
      running.add(Thread.ofPlatform().start(hashing));
    }
    for (Thread thread : running) {
      thread.join();
    }
    return count.doubleValue() / HASHING.toSeconds();
  }

  /** Beside this database, the least one: what a change costs with the tree's depth taken out. */
  private void flat(Accounts many) throws IOException {
    try (Accounts few = onNew(FEW)) {
      rows.accept(Growth.measure(few, many).row(FEW, many.size()));
    }
  }

  /** The same on ten times the accounts, and again. */
  void growth() throws IOException {
    for (int size = 10 * FEW; size <= Math.min(accounts, MANY); size *= 10) {
      try (Accounts many = onNew(size)) {
        flat(many);
      }
    }
  }

  private Accounts onNew(int size) throws IOException {
    Path own = Files.createTempDirectory(directory, "accounts-");
    Accounts on = Accounts.open(own, size, options(1));
    on.touchAll();
    return on;
  }

  /** What RocksDB takes, against what its options allow. */
  void memory() throws Exception {
    if (Leaks.isMeasurable()) {
      double allowed = cache / 4.0 * 1.15 / (1 << 20);
      NativeMemory.Told told = NativeMemory.measure(directory, accounts, cache);
      rows.accept(
          Row.atMost(
              "native memory, at its most",
              allowed,
              told.mostMib(),
              "MiB",
              String.format(
                  Locale.ROOT, "its share of --cache and 15 %%; at rest %.0f", told.afterMib())));
    }
  }

  private void opening() throws Exception {
    Opening.Told told = Opening.measure(Files.createTempDirectory(directory, "opening-"));
    rows.accept(
        Row.atMost(
            String.format(Locale.ROOT, "opening, killed %,d blocks behind", Opening.BLOCKS),
            2,
            told.afterKill() / 1e9,
            "s",
            String.format(Locale.ROOT, "closed before %.2f s", told.clean() / 1e9)));
  }

  private Accounts open(int threads) {
    return Accounts.open(directory, accounts, options(threads));
  }

  private DatabaseOptions options(int threads) {
    return DatabaseOptions.DEFAULT
        .withThreads(threads)
        .withCacheBytes(cache)
        .withHistoryBlocks(1_000);
  }

  private static String rate(int size, double nanos) {
    return String.format(Locale.ROOT, "%,.0f updates/s", size * 1e9 / nanos);
  }

  // ---- crypto and encoding

  /** The trie alone and Keccak, each in a JVM of its own: without vectors and with them. */
  private void tries() throws Exception {
    TrieMain.Told plain = TrieMain.run(accounts, false);
    rows.accept(hashing("Keccak of a branch, 532 bytes", 1.3, Duel.KECCAK.run()));
    for (int size : TrieMain.SIZES) {
      roots(plain, size);
    }
    TrieMain.Told vectors = TrieMain.run(accounts, true);
    if (vectors.width() > 1) {
      vectors(vectors);
    }
  }

  private void roots(TrieMain.Told told, int size) {
    String name = "root of " + size + " updates, 1 thread";
    TrieMain.Update one = told.update(size, 1);
    double rate = size * 1e9 / one.processor();
    rows.accept(ofKeccak(name, one));
    rows.accept(
        Row.atLeast(
            name,
            size <= 1_000 ? 3.5 : 5,
            rate / Peers.besu(size),
            "x",
            "Besu's parallel trie, 2 threads, quoted"));
    rows.accept(Row.atLeast(name, 60, rate * peers.updateNanos() / 1e9, "x", peers.name()));
    if (size >= 10_000) {
      TrieMain.Update two = told.update(size, 2);
      rows.accept(
          Row.atLeast(
              "root of " + size + " updates, 2 threads",
              1.6,
              one.root() / two.root(),
              "x 1",
              rate(size, two.root())));
    }
  }

  private static Row ofKeccak(String name, TrieMain.Update update) {
    return Row.atLeast(
        name,
        65,
        100 * update.keccak(),
        "% of Keccak",
        rate(update.size(), update.processor())
            + ", scalar Keccak alone "
            + rate(update.size(), update.keccak() * update.processor()));
  }

  private static Row hashing(String name, double target, Duel.Outcome outcome) {
    return Row.atLeast(
        name,
        target,
        outcome.ratio(),
        "x",
        String.format(
            Locale.ROOT,
            "bouncycastle %.0f ns, ours %.0f ns each",
            outcome.theirs(),
            outcome.ours()));
  }

  private void vectors(TrieMain.Told told) throws Exception {
    String name = "Keccak of branches, " + told.width() + " side by side";
    rows.accept(hashing(name, 2.2, Duel.KECCAK_TOGETHER.run()));
    for (int size : TrieMain.SIZES) {
      rows.accept(ofKeccak("root of " + size + " updates, vectors", told.update(size, 1)));
    }
  }

  private void recovery() throws Exception {
    Duel.Outcome recovery = Duel.RECOVERY.run();
    rows.accept(
        Row.atLeast(
            "recovery of a sender, " + SenderRecovery.implementation(),
            3.5,
            recovery.ratio(),
            "x",
            String.format(
                Locale.ROOT,
                "bouncycastle %.1f us, ours %.1f us, without a native library %.1f us",
                recovery.theirs() / 1e3,
                recovery.ours() / 1e3,
                Duel.PORTABLE_RECOVERY.run().ours() / 1e3)));
  }

  private void rlp() throws Exception {
    items("account", RlpWork.ACCOUNT, Duel.ACCOUNT.run());
    items("branch", RlpWork.BRANCH, Duel.BRANCH.run());
    items("legacy transaction", RlpWork.LEGACY_TRANSACTION, Duel.LEGACY_TRANSACTION.run());
    rows.accept(
        decoding(
            "transaction, typed, from hexadecimal",
            "TransactionDecoder",
            Duel.TYPED_TRANSACTION.run()));
  }

  private void items(String of, RlpWork work, Duel.Outcome outcome) {
    String name = String.format(Locale.ROOT, "items of %s, %d bytes of RLP", of, work.size());
    rows.accept(decoding(name, "RlpDecoder copies each,", outcome));
  }

  private static Row decoding(String name, String peer, Duel.Outcome outcome) {
    return Row.atLeast(
        name,
        4,
        outcome.ratio(),
        "x",
        String.format(
            Locale.ROOT,
            "web3j's %s %.0f ns, ours %.0f ns",
            peer,
            outcome.theirs(),
            outcome.ours()));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  // ---- blocks

  private BlockTimes blocks(Accounts on, int size) {
    int rounds = size <= 1_000 ? 60 : size <= 10_000 ? 16 : 6;
    double[] roots = new double[rounds];
    double[] commits = new double[rounds];
    for (int round = -rounds / 3; round < rounds; round++) {
      StateDiff diff = on.update(size);
      long start = System.nanoTime();
      PreparedState state = on.database().prepare(diff);
      long prepared = System.nanoTime();
      on.commit(state);
      if (round >= 0) {
        roots[round] = prepared - start;
        commits[round] = System.nanoTime() - start;
      }
    }
    return new BlockTimes(Times.median(roots), Times.median(commits));
  }

  private void commits(int size, BlockTimes times) {
    String name = "block of " + size + " updates, durable";
    rows.accept(
        Row.atLeast(
            name,
            25,
            size / times.commit() * peers.updateNanos(),
            "x",
            peers.name() + ", in memory; " + rate(size, times.commit())));
    rows.accept(
        Row.atMost(
            name,
            2.5,
            times.commit() / times.root(),
            "x root",
            String.format(Locale.ROOT, "%.1f ms", times.commit() / 1e6)));
  }

  /** The disk's own sync and a block, in turns. */
  private void smallBlock(Accounts on) throws IOException {
    Path file = directory.resolve("sync");
    double[] syncs = new double[SMALL_BLOCKS];
    double[] blocks = new double[SMALL_BLOCKS];
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocate(4096);
      for (int round = -SMALL_BLOCKS; round < SMALL_BLOCKS; round++) {
        StateDiff diff = on.update(2);
        long start = System.nanoTime();
        channel.write(page.rewind());
        channel.force(false);
        long synced = System.nanoTime();
        on.commit(on.database().prepare(diff));
        if (round >= 0) {
          syncs[round] = synced - start;
          blocks[round] = System.nanoTime() - synced;
        }
      }
    } finally {
      Files.deleteIfExists(file);
    }
    double sync = Times.median(syncs);
    double block = Times.median(blocks);
    rows.accept(
        Row.atMost(
            "block of 1 transaction, durable",
            2,
            block / sync,
            "x fdatasync",
            String.format(
                Locale.ROOT, "fdatasync %.0f us, block %.0f us", sync / 1e3, block / 1e3)));
  }

  // ---- reads

  private void reads(Accounts on) throws Exception {
    StateView state = on.database().latest();
    List<Address> hot = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      hot.add(on.some());
    }
    int[] next = new int[1];
    double heap =
        Times.of(9, 50_000, () -> state.account(hot.get(next[0]++ % hot.size()))).median();
    rows.accept(
        Row.atMost("account in memory", 0.3, heap / 1e3, "us", "1,000 hot accounts in turn"));
    List<Address> strangers = new ArrayList<>();
    for (int i = 0; i < 18 * 5_000; i++) {
      strangers.add(Accounts.address(accounts + i));
    }
    next[0] = 0;
    double absent =
        Times.of(9, 5_000, () -> state.account(strangers.get(next[0]++ % strangers.size())))
            .median();
    rows.accept(Row.atMost("absent account", 1.5, absent / 1e3, "us", "hash of it included"));
  }

  private void proofs(Accounts on) throws Exception {
    long head = on.database().head().orElseThrow().number();
    double now = proof(on, head);
    rows.accept(Row.atMost("proof of an account, head", 60, now / 1e3, "us", ""));
    rows.accept(
        Row.atLeast("proof of an account, head", 8, peers.proofNanos() / now, "x", peers.name()));
    long past = Math.max(on.database().oldestState(), head - 1_000);
    rows.accept(
        Row.atMost(
            "proof " + (head - past) + " blocks back", 20, proof(on, past) / now, "x head", ""));
  }

  private static double proof(Accounts on, long number) throws Exception {
    return Times.of(9, 500, () -> on.database().proof(on.some(), List.of(), number)).median();
  }

  private void disk(Accounts on) {
    on.database().compact();
    DatabaseStats stats = on.database().stats();
    long bytes =
        stats.tables().stream()
            .filter(table -> List.of("accounts", "slots", "trie").contains(table.name()))
            .mapToLong(DatabaseStats.Table::diskBytes)
            .sum();
    rows.accept(
        Row.atMost(
            "disk for an account, flat and trie",
            120,
            (double) bytes / on.size(),
            "bytes",
            "after compaction"));
  }
}
