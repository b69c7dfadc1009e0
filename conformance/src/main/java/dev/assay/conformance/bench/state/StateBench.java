package dev.assay.conformance.bench.state;

import dev.assay.conformance.faults.Leaks;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.SenderRecovery;
import dev.assay.state.crypto.Signature;
import dev.assay.state.db.DatabaseOptions;
import dev.assay.state.db.DatabaseStats;
import dev.assay.state.db.PreparedState;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.jspecify.annotations.Nullable;
import org.web3j.rlp.RlpDecoder;

/** Measures one row after another. */
final class StateBench {
  private static final int BRANCH_BYTES = 532;
  private static final int BRANCH_PERMUTATIONS = 4;
  private static final long CACHE = 1L << 30;
  private static final int FEW = 10_000;
  private static final int[] SIZES = {1_000, 10_000, 100_000};

  private final Path directory;
  private final int accounts;
  private final Peers peers;
  private final Consumer<Row> rows;
  private double permutationNanos;

  /** Median times of one size of block, on one number of threads. */
  private record BlockTimes(double root, double commit, double limit) {}

  StateBench(Path directory, int accounts, Peers peers, Consumer<Row> rows) {
    this.directory = directory;
    this.accounts = accounts;
    this.peers = peers;
    this.rows = rows;
  }

  void run() throws Exception {
    keccak();
    recovery();
    rlp();
    database();
  }

  void database() throws Exception {
    if (permutationNanos == 0) {
      keccak();
    }
    Map<Integer, BlockTimes> alone = new LinkedHashMap<>();
    try (Accounts one = open(1)) {
      one.touchAll();
      one.touchAll();
      for (int size : SIZES) {
        BlockTimes times = blocks(one, size);
        alone.put(size, times);
        roots(size, times);
      }
      smallBlock(one);
      reads(one);
      proofs(one);
    }
    flat(alone.get(1_000));
    Leaks held = Leaks.now();
    try (Accounts two = open(2)) {
      two.touchAll();
      for (int size : SIZES) {
        BlockTimes times = blocks(two, size);
        BlockTimes before = alone.get(size);
        if (before != null && size >= 10_000) {
          rows.accept(
              Row.atLeast(
                  "root of " + size + " updates, 2 threads",
                  1.6,
                  before.root() / times.root(),
                  "x 1",
                  rate(size, times.root())));
        }
        commits(size, times);
      }
      memory(held);
      disk(two);
    }
  }

  /** The same blocks on few accounts: what is left when the deeper tree's hashes are taken out. */
  private void flat(@Nullable BlockTimes many) throws IOException {
    Path few = Files.createTempDirectory(directory, "few-");
    try (Accounts on = Accounts.open(few, FEW, options(1))) {
      on.touchAll();
      on.touchAll();
      BlockTimes times = blocks(on, 1_000);
      if (many != null) {
        rows.accept(
            Row.atMost(
                "cost of a change, to that on " + FEW + " accounts",
                1.25,
                many.root() / many.limit() / (times.root() / times.limit()),
                "x",
                "1000 updates, for each run of Keccak's permutation"));
      }
    }
  }

  /** Native memory that the second database brought, against what its options allow. */
  private void memory(Leaks before) throws IOException {
    if (Leaks.isMeasurable()) {
      double allowed = CACHE / 4 * 1.15 / (1 << 20);
      double grown = (Leaks.now().residentKib() - before.residentKib()) / 1024.0;
      rows.accept(
          Row.atMost("native memory", allowed, Math.max(grown, 1), "MiB", "its share of --cache"));
    }
  }

  private Accounts open(int threads) {
    return Accounts.open(directory, accounts, options(threads));
  }

  private static DatabaseOptions options(int threads) {
    return DatabaseOptions.DEFAULT
        .withThreads(threads)
        .withCacheBytes(CACHE)
        .withHistoryBlocks(1_000);
  }

  private static String rate(int size, double nanos) {
    return String.format(Locale.ROOT, "%,.0f updates/s", size * 1e9 / nanos);
  }

  // ---- crypto and encoding

  private void keccak() throws Exception {
    byte[] branch = bytes(BRANCH_BYTES);
    KeccakDigest digest = new KeccakDigest(256);
    byte[] out = new byte[32];
    double theirs =
        Times.of(
                15,
                20_000,
                () -> {
                  digest.update(branch, 0, branch.length);
                  digest.doFinal(out, 0);
                  return out;
                })
            .median();
    double ours = Times.of(15, 20_000, () -> Keccak.hash(branch)).median();
    permutationNanos = ours / BRANCH_PERMUTATIONS;
    rows.accept(
        Row.atLeast(
            "Keccak of a branch, 532 bytes",
            1.3,
            theirs / ours,
            "x",
            String.format(Locale.ROOT, "bouncycastle %.0f ns, ours %.0f ns", theirs, ours)));
  }

  private void recovery() throws Exception {
    Hash digest = Keccak.hash(bytes(100));
    Signature signature = SecretKey.of(UInt256.of(77)).sign(digest);
    double portable =
        Times.of(7, 300, () -> SenderRecovery.recoverPortably(digest, signature)).median();
    double ours = Times.of(7, 300, () -> SenderRecovery.recover(digest, signature)).median();
    rows.accept(
        Row.atLeast(
            "recovery of a sender, " + SenderRecovery.implementation(),
            3.5,
            portable / ours,
            "x",
            String.format(
                Locale.ROOT, "bouncycastle %.1f us, ours %.1f us", portable / 1e3, ours / 1e3)));
  }

  private void rlp() throws Exception {
    Transaction transaction =
        new DynamicFeeTransaction(
            31337,
            7,
            UInt256.ONE,
            UInt256.of(1_000_000_000),
            21_000,
            Optional.of(Address.ZERO),
            UInt256.of(12_345_678),
            Bytes.EMPTY,
            List.of(),
            SecretKey.of(UInt256.of(77)).sign(Hash.ZERO));
    Bytes whole = transaction.encode();
    byte[] envelope = whole.toArray();
    byte[] list = Arrays.copyOfRange(envelope, 1, envelope.length);
    double theirs = Times.of(15, 20_000, () -> RlpDecoder.decode(list)).median();
    double ours = Times.of(15, 20_000, () -> Transaction.decode(whole)).median();
    rows.accept(
        Row.atLeast(
            "transaction from RLP, typed and checked",
            4,
            theirs / ours,
            "x",
            String.format(
                Locale.ROOT, "web3j rlp, split alone, %.0f ns, ours %.0f ns", theirs, ours)));
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
    double[] limits = new double[rounds];
    for (int round = -rounds / 3; round < rounds; round++) {
      StateDiff diff = on.update(size);
      long start = System.nanoTime();
      PreparedState state = on.database().prepare(diff);
      long prepared = System.nanoTime();
      on.commit(state);
      if (round >= 0) {
        roots[round] = prepared - start;
        commits[round] = System.nanoTime() - start;
        limits[round] = state.permutations() * permutationNanos;
      }
    }
    return new BlockTimes(Times.median(roots), Times.median(commits), Times.median(limits));
  }

  private void roots(int size, BlockTimes times) {
    String name = "root of " + size + " updates, 1 thread";
    double rate = size * 1e9 / times.root();
    rows.accept(
        Row.atLeast(
            name,
            65,
            100 * times.limit() / times.root(),
            "% of Keccak",
            rate(size, times.root()) + ", Keccak alone " + rate(size, times.limit())));
    rows.accept(
        Row.atLeast(
            name,
            size <= 1_000 ? 3.5 : 5,
            rate / Peers.besu(size),
            "x",
            "Besu's parallel trie, 2 threads, quoted"));
    rows.accept(Row.atLeast(name, 60, rate * peers.updateNanos() / 1e9, "x", peers.name()));
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

  private void smallBlock(Accounts on) throws Exception {
    Path file = directory.resolve("sync");
    double sync;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocate(4096);
      sync =
          Times.of(
                  40,
                  1,
                  () -> {
                    channel.write(page.rewind());
                    channel.force(false);
                    return null;
                  })
              .median();
    } finally {
      Files.deleteIfExists(file);
    }
    double[] times = new double[60];
    for (int i = 0; i < times.length; i++) {
      StateDiff diff = on.update(2);
      long start = System.nanoTime();
      on.commit(on.database().prepare(diff));
      times[i] = System.nanoTime() - start;
    }
    rows.accept(
        Row.atMost(
            "block of 1 transaction, durable",
            2,
            Times.median(times) / sync,
            "x fdatasync",
            String.format(
                Locale.ROOT,
                "fdatasync %.0f us, block %.0f us",
                sync / 1e3,
                Times.median(times) / 1e3)));
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
        Row.atMost("account in memory", 0.9, heap / 1e3, "us", "hash of the address included"));
    double absent =
        Times.of(9, 5_000, () -> state.account(Accounts.address(accounts + next[0]++))).median();
    rows.accept(Row.atMost("absent account", 2.3, absent / 1e3, "us", "two hashes included"));
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
