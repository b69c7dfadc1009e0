package dev.assay.conformance.bench.state;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.trie.Forks;
import dev.assay.state.trie.LeafChange;
import dev.assay.state.trie.Position;
import dev.assay.state.trie.ResidentTrie;
import dev.assay.state.trie.TrieLeaf;
import dev.assay.state.trie.TrieSource;
import dev.assay.state.trie.TrieUpdate;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountRlp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * A state trie in memory and nothing around it: sorted leaves in, root out. That is what the peers'
 * figures are of; the database's own are of the whole block.
 */
final class PureTrie {
  /** Branches hashed after each update, for half a millisecond. */
  private static final int HASHES = 500;

  private final Hash[] keys;
  private final Random random = new Random(8);
  private ResidentTrie trie = ResidentTrie.of(Hash.EMPTY_TRIE);
  private int era;

  /**
   * Medians of one size of update.
   *
   * @param root nanoseconds by the clock
   * @param processor nanoseconds that the thread that asked for it worked
   * @param keccak what Keccak's permutations alone would have taken, in times of that: told by
   *     hashes right after each update, because a machine's clock is not the same for long
   */
  record UpdateTimes(double root, double processor, double keccak) {}

  /** All branches are in memory, and no leaf comes or goes: nothing is ever read. */
  private enum Nothing implements TrieSource {
    SOURCE;

    @Override
    public byte @Nullable [] branch(Position position) {
      return null;
    }

    @Override
    public @Nullable TrieLeaf leaf(Position position) {
      return null;
    }
  }

  PureTrie(int size) {
    keys = new Hash[size];
    for (int i = 0; i < size; i++) {
      keys[i] = Keccak.hash(BigEndian.ofLong(i));
    }
    // All at once: an insertion beside a leaf would have to read it.
    apply(changes(Arrays.asList(keys), false), Forks.NONE);
  }

  private List<LeafChange> changes(Collection<Hash> of, boolean existed) {
    TreeMap<Hash, LeafChange> sorted = new TreeMap<>();
    for (Hash key : of) {
      Account account =
          new Account(
              1 + random.nextInt(100_000),
              UInt256.of(random.nextLong() >>> 1),
              Hash.EMPTY_TRIE,
              Hash.EMPTY_CODE);
      sorted.put(key, LeafChange.put(key, AccountRlp.encode(account), existed));
    }
    return new ArrayList<>(sorted.values());
  }

  private TrieUpdate apply(List<LeafChange> changes, Forks forks) {
    TrieUpdate update = TrieUpdate.apply(Nothing.SOURCE, trie, changes, forks, ++era);
    trie = update.trie();
    return update;
  }

  /** Updates so many random leaves, again and again; each time others. */
  UpdateTimes update(int size, Forks forks) throws Exception {
    Times.Work hash = CryptoWork.keccak();
    int rounds = size <= 1_000 ? 100 : size <= 10_000 ? 30 : 10;
    double[] roots = new double[rounds];
    double[] processor = new double[rounds];
    double[] keccak = new double[rounds];
    for (int round = -rounds / 2; round < rounds; round++) {
      Set<Hash> some = new HashSet<>();
      while (some.size() < size) {
        some.add(keys[random.nextInt(keys.length)]);
      }
      List<LeafChange> changes = changes(some, true);
      long worked = Times.processor();
      long start = System.nanoTime();
      TrieUpdate update = apply(changes, forks);
      double took = System.nanoTime() - start;
      double work = Times.processor() - worked;
      double permutation = Times.round(HASHES, hash) / TrieMain.BRANCH_PERMUTATIONS;
      if (round >= 0) {
        roots[round] = took;
        processor[round] = work;
        keccak[round] = update.permutations() * permutation / work;
      }
    }
    return new UpdateTimes(Times.median(roots), Times.median(processor), Times.median(keccak));
  }

  /** Threads for the parts of an update. */
  static final class Pool implements Forks, AutoCloseable {
    private final ForkJoinPool threads;

    Pool(int threads) {
      this.threads = new ForkJoinPool(threads);
    }

    @Override
    public boolean worthwhile(int changes) {
      return true;
    }

    @Override
    public void join(List<Runnable> parts) {
      threads.invokeAllUninterruptibly(parts.stream().map(Executors::callable).toList());
    }

    @Override
    public void close() {
      threads.close();
    }
  }
}
