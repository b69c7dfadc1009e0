package dev.assay.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.vm.runtime.ResourceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** V8 computes what we compute, and would be heard if it did not. */
class ForeignFuzzerTest {
  private static final int MODULES = 200;

  @TempDir private Path folder;

  @BeforeEach
  void needsNode() throws InterruptedException {
    try {
      assumeTrue(new ProcessBuilder("node", "--version").start().waitFor() == 0);
    } catch (IOException absent) {
      System.out.println("values not compared: there is no node on the PATH");
      assumeTrue(false, "no node");
    }
  }

  @Test
  void v8ComputesTheSame() throws IOException {
    ForeignFuzzer.Batch batch = new ForeignFuzzer(folder, null).attempt(1, MODULES);
    assertEquals(List.of(), batch.faults());
    assertTrue(batch.compared() > MODULES / 5, batch::toString);
  }

  /** An engine whose memories cannot grow is found out, and what shows it is kept, and small. */
  @Test
  void aWrongEngineIsFoundOut() throws IOException {
    ResourceLimits wrong = new ResourceLimits(20_000, 2, 1_000, 4_000);
    Path corpus = folder.resolve("corpus");
    ForeignFuzzer fuzzer = new ForeignFuzzer(wrong, folder, corpus);
    for (long seed = 1; !Files.exists(corpus); seed++) {
      assertTrue(seed < 2_000, "never found out");
      fuzzer.attempt(seed, 1);
    }
    try (Stream<Path> kept = Files.list(corpus)) {
      List<Path> files = kept.filter(file -> file.toString().endsWith(".wat")).toList();
      assertEquals(1, files.size());
      assertTrue(Files.size(files.getFirst()) < 3_000);
    }
  }
}
