package dev.assay.conformance.bench.state;

import dev.assay.conformance.Child;
import dev.assay.state.crypto.KeccakBatch;
import dev.assay.state.trie.Forks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Times {@link PureTrie} in a JVM of their own, whose heap is there from the start: with vectors
 * when it is started with their module, without otherwise. Prints a line of each kind.
 */
public final class TrieMain {
  static final int BRANCH_BYTES = 532;
  static final int BRANCH_PERMUTATIONS = 4;
  static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);

  /** What gives a JVM vectors. */
  static final String VECTORS = "--add-modules=jdk.incubator.vector";

  private TrieMain() {}

  /**
   * What a JVM had to say.
   *
   * @param width states that its permutation takes side by side
   */
  record Told(int width, List<Update> updates) {
    Update update(int size, int threads) {
      return updates.stream()
          .filter(update -> update.size == size && update.threads == threads)
          .findFirst()
          .orElseThrow();
    }

    private static Told parse(List<String> lines) {
      return new Told(
          Integer.parseInt(lines.getFirst()), lines.stream().skip(1).map(Update::parse).toList());
    }
  }

  /**
   * Median nanoseconds of an update: by the clock and what its thread worked; and the part of that
   * which Keccak's permutation alone would have taken.
   */
  record Update(int size, int threads, double root, double processor, double keccak) {
    private static Update parse(String line) {
      String[] words = line.split(" ", -1);
      return new Update(
          Integer.parseInt(words[0]),
          Integer.parseInt(words[1]),
          Double.parseDouble(words[2]),
          Double.parseDouble(words[3]),
          Double.parseDouble(words[4]));
    }
  }

  /** Runs in a JVM of its own. */
  static Told run(int accounts, boolean vectors) throws IOException, InterruptedException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xms3g",
                "-Xmx3g",
                "-Xmn1200m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseTransparentHugePages"));
    if (vectors) {
      options.add(VECTORS);
    }
    ProcessBuilder command = Child.of(TrieMain.class, options, List.of(Integer.toString(accounts)));
    return Told.parse(Child.output(command).lines().toList());
  }

  /** Argument: how many accounts. */
  public static void main(String[] args) throws Exception {
    System.out.println(KeccakBatch.width());
    PureTrie trie = new PureTrie(Integer.parseInt(args[0]));
    try (PureTrie.Pool two = new PureTrie.Pool(2)) {
      for (int size : SIZES) {
        print(size, 1, trie.update(size, Forks.NONE));
        print(size, 2, trie.update(size, two));
      }
    }
  }

  private static void print(int size, int threads, PureTrie.UpdateTimes times) {
    System.out.println(
        size + " " + threads + " " + times.root() + " " + times.processor() + " " + times.keccak());
  }
}
