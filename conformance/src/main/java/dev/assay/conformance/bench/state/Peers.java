package dev.assay.conformance.bench.state;

import dev.assay.conformance.Child;
import dev.assay.conformance.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What {@code @ethereumjs/mpt} needs for an update and for a proof.
 *
 * @param live whether it ran in this sitting; otherwise the figures are the best it ever had here
 */
record Peers(double updateNanos, double proofNanos, boolean live) {
  /** Best figures of a quiet minute on two cores of an EPYC Milan, 2,000 accounts. */
  private static final Peers QUOTED = new Peers(344_800, 200_000, false);

  /** What they needed at their best. */
  static Peers quoted() {
    return QUOTED;
  }

  /** Updates a second of Besu's parallel trie on two cores of the same machine, at its best. */
  static double besu(int changes) {
    return changes <= 1_000 ? 45_600 : changes <= 10_000 ? 50_700 : 48_700;
  }

  String name() {
    return "@ethereumjs/mpt 10.1.3, " + (live ? "live" : "quoted");
  }

  static Peers measure(Path lock, Path work) {
    try {
      Files.createDirectories(work);
      for (String file : List.of("package.json", "package-lock.json", "bench.mjs")) {
        Files.copy(lock.resolve(file), work.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      run(work, "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
      Json told = Json.parse(run(work, "node", "bench.mjs", "100000", "5000"));
      return new Peers(nanos(told, "updateNanos"), nanos(told, "proofNanos"), true);
    } catch (IOException absent) {
      return QUOTED;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return QUOTED;
    }
  }

  private static double nanos(Json told, String name) {
    return Double.parseDouble(told.get(name).text());
  }

  private static String run(Path directory, String... command)
      throws IOException, InterruptedException {
    return Child.output(new ProcessBuilder(command).directory(directory.toFile()));
  }
}
