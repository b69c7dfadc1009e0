package dev.assay.conformance.bench.state;

import dev.assay.conformance.Child;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.KeccakBatch;
import dev.assay.state.trie.Forks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * Times Keccak and {@link PureTrie} in a JVM of their own, whose heap is there from the start: with
 * vectors when it is started with their module, without otherwise. Prints a line of each kind.
 */
public final class TrieMain {
  static final int BRANCH_BYTES = 532;
  static final int BRANCH_PERMUTATIONS = 4;
  static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);

  private static final int TOGETHER = 64;

  private TrieMain() {}

  /**
   * What a JVM had to say.
   *
   * @param width states that its permutation takes side by side
   * @param digest nanoseconds of BouncyCastle's digest of a branch
   * @param alone the same of ours, one after another
   * @param together the same of ours, many at once
   */
  record Told(int width, double digest, double alone, double together, List<Update> updates) {
    Update update(int size, int threads) {
      return updates.stream()
          .filter(update -> update.size == size && update.threads == threads)
          .findFirst()
          .orElseThrow();
    }

    private static Told parse(List<String> lines) {
      String[] hashes = lines.getFirst().split(" ", -1);
      return new Told(
          Integer.parseInt(hashes[0]),
          Double.parseDouble(hashes[1]),
          Double.parseDouble(hashes[2]),
          Double.parseDouble(hashes[3]),
          lines.stream().skip(1).map(Update::parse).toList());
    }
  }

  /**
   * Median nanoseconds of an update: by the clock, what its thread worked, and what Keccak's
   * permutation alone would have taken.
   */
  record Update(int size, int threads, double root, double processor, double limit) {
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
      options.add("--add-modules=jdk.incubator.vector");
    }
    Process process =
        Child.start(
            Child.of(TrieMain.class, options, List.of(Integer.toString(accounts)))
                .redirectError(ProcessBuilder.Redirect.DISCARD));
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException("the JVM that times the trie failed");
    }
    return Told.parse(told.lines().toList());
  }

  /** Argument: how many accounts. */
  public static void main(String[] args) throws Exception {
    double alone = alone();
    System.out.println(KeccakBatch.width() + " " + digest() + " " + alone + " " + together());
    PureTrie trie = new PureTrie(Integer.parseInt(args[0]));
    try (PureTrie.Pool two = new PureTrie.Pool(2)) {
      for (int size : SIZES) {
        print(size, 1, trie.update(size, Forks.NONE));
        print(size, 2, trie.update(size, two));
      }
    }
  }

  /** The permutation is timed anew beside each size: a machine's clock is not the same for long. */
  private static void print(int size, int threads, PureTrie.UpdateTimes times) throws Exception {
    double limit = times.permutations() * alone() / BRANCH_PERMUTATIONS;
    System.out.println(
        size + " " + threads + " " + times.root() + " " + times.processor() + " " + limit);
  }

  private static byte[] branch() {
    byte[] bytes = new byte[BRANCH_BYTES];
    new Random(BRANCH_BYTES).nextBytes(bytes);
    return bytes;
  }

  /** Each of the digests is kept and writes into an array that is there. */
  private static double digest() throws Exception {
    byte[] branch = branch();
    byte[] out = new byte[32];
    KeccakDigest digest = new KeccakDigest(256);
    return Times.of(
            15,
            20_000,
            () -> {
              digest.update(branch, 0, branch.length);
              digest.doFinal(out, 0);
              return out;
            })
        .median();
  }

  private static double alone() throws Exception {
    byte[] branch = branch();
    byte[] out = new byte[32];
    long[] scratch = new long[Keccak.SCRATCH];
    return Times.of(
            15,
            20_000,
            () -> {
              Keccak.hash(branch, 0, branch.length, out, 0, scratch);
              return out;
            })
        .median();
  }

  private static double together() throws Exception {
    byte[] branch = branch();
    byte[] out = new byte[32 * TOGETHER];
    KeccakBatch batch = new KeccakBatch();
    double all =
        Times.of(
                15,
                2_000,
                () -> {
                  for (int i = 0; i < TOGETHER; i++) {
                    batch.add(branch, branch.length, out, 32 * i);
                  }
                  batch.flush();
                  return out;
                })
            .median();
    return all / TOGETHER;
  }
}
