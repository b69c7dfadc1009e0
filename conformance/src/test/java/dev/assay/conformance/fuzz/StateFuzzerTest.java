package dev.assay.conformance.fuzz;

import dev.assay.state.db.DatabaseFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Sequences of operations against a naive state; {@code assay conformance fuzz --state --inputs
 * 1000000} is the long run.
 */
class StateFuzzerTest {
  @Property(tries = 40)
  void agreesWithANaiveState(@ForAll long seed, @ForAll @IntRange(min = 1, max = 1_500) int length)
      throws IOException {
    Path folder = Files.createTempDirectory("assay-state-");
    try (StateFuzzer fuzzer = new StateFuzzer(folder.resolve("chain"), seed)) {
      fuzzer.run(length);
      fuzzer.check();
    } catch (DatabaseFailure failure) {
      throw new AssertionError("seed " + seed, failure);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
