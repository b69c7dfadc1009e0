package dev.assay.conformance.bench.state;

import dev.assay.conformance.Child;
import dev.assay.conformance.bench.state.Times.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The same work done by a peer and by us in turns, so that whatever the machine has to give at a
 * time it gives to both, and in JVMs of their own, because what a JVM did before decides how it
 * compiles. That is a matter of luck as well: of several JVMs the one counts whose ratio is the
 * median.
 */
public enum Duel {
  KECCAK(500, CryptoWork::digest, CryptoWork::keccak),
  KECCAK_TOGETHER(500, CryptoWork::digest, CryptoWork::keccakTogether, TrieMain.VECTORS),
  RECOVERY(20, CryptoWork::peersRecovery, CryptoWork::recovery),
  /** Ours without a native library. */
  PORTABLE_RECOVERY(20, CryptoWork::peersRecovery, CryptoWork::portableRecovery),
  ACCOUNT(5_000, RlpWork.ACCOUNT::tree, RlpWork.ACCOUNT::places),
  BRANCH(5_000, RlpWork.BRANCH::tree, RlpWork.BRANCH::places),
  LEGACY_TRANSACTION(5_000, RlpWork.LEGACY_TRANSACTION::tree, RlpWork.LEGACY_TRANSACTION::places),
  /** From what a request says to a transaction. */
  TYPED_TRANSACTION(500, RlpWork::peersTransaction, RlpWork::transaction);

  private static final int JVMS = 3;
  private static final int ROUNDS = 101;
  private static final long WARM_UP_NANOS = 1_000_000_000;

  private final int repeats;
  private final Side theirs;
  private final Side ours;
  private final List<String> options;

  /** Makes ready what one of the two is to do. */
  private interface Side {
    Work work();
  }

  /**
   * @param repeats that make a round of about a millisecond
   */
  Duel(int repeats, Side theirs, Side ours, String... options) {
    this.repeats = repeats;
    this.theirs = theirs;
    this.ours = ours;
    this.options = List.of(options);
  }

  /**
   * How it went, all medians.
   *
   * @param theirs nanoseconds
   * @param ours nanoseconds
   * @param ratio of theirs to ours in the round after it
   */
  record Outcome(double theirs, double ours, double ratio) {
    private static Outcome parse(String line) {
      String[] words = line.strip().split(" ", -1);
      return new Outcome(
          Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }
  }

  /** Runs in JVMs of its own. */
  Outcome run() throws IOException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < JVMS; i++) {
      outcomes.add(inJvm());
    }
    outcomes.sort(Comparator.comparingDouble(Outcome::ratio));
    return outcomes.get(JVMS / 2);
  }

  private Outcome inJvm() throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
    all.addAll(options);
    return Outcome.parse(Child.output(Child.of(Duel.class, all, List.of(name()))));
  }

  /** Argument: which. */
  public static void main(String[] args) throws Exception {
    Outcome outcome = valueOf(args[0]).measure();
    System.out.println(outcome.theirs() + " " + outcome.ours() + " " + outcome.ratio());
  }

  private Outcome measure() throws Exception {
    Work peer = theirs.work();
    Work own = ours.work();
    long warm = Times.processor() + WARM_UP_NANOS;
    while (Times.processor() < warm) {
      Times.round(repeats, peer);
      Times.round(repeats, own);
    }
    double[] peers = new double[ROUNDS];
    double[] owns = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      peers[round] = Times.round(repeats, peer);
      owns[round] = Times.round(repeats, own);
      ratios[round] = peers[round] / owns[round];
    }
    return new Outcome(Times.median(peers), Times.median(owns), Times.median(ratios));
  }
}
