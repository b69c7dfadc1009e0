package dev.assay.conformance.determinism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.conformance.Suites;
import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import dev.assay.vm.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What drifts in other engines on the JVM while its compilers warm up: the bits of NaNs, after some
 * 1,000 to 80,000 calls, and the depth at which the call stack is exhausted, from search to search.
 */
class DeterminismTest {
  private static final int CALLS = 100_000;
  private static final int SEARCHES = 4;
  private static final String CANONICAL = "7ff8000000000000";
  private static final String CANONICAL_32 = "000000007fc00000";

  @ParameterizedTest
  @EnumSource
  void nanBitsAreTheSameColdAndHot(Tier tier) {
    assertAllPassed(new Probes().nans(tier, CALLS));
  }

  @ParameterizedTest
  @EnumSource
  void theDeepestRecursionIsTheSameEveryTime(Tier tier) {
    assertAllPassed(new Probes().depths(tier, SEARCHES));
  }

  @Test
  void probesOfOthersAnswerTheSameOnBothEngines() throws IOException {
    Path folder = Suites.find("../bench/wasm/determinism").orElse(null);
    if (folder == null) {
      return;
    }
    byte[] nan = Files.readAllBytes(folder.resolve("nan.wasm"));
    byte[] depth = Files.readAllBytes(folder.resolve("depth.wasm"));
    Probes probes = new Probes();
    for (Tier tier : Tier.values()) {
      assertAllPassed(probes.nans(nan, DeterminismCommand.FOREIGN_PROBES, tier, CALLS));
      assertAllPassed(List.of(probes.depth(depth, tier, SEARCHES)));
    }
  }

  private static void assertAllPassed(List<Case> cases) {
    assertFalse(cases.isEmpty());
    Stream<Case> failed = cases.stream().filter(each -> each.verdict() != Verdict.PASSED);
    assertEquals(List.of(), failed.toList());
  }

  /** The answers themselves: whatever was computed is the one NaN, and depth is a number. */
  @Test
  void theKnownAnswersAreTheRule() {
    for (String line : new Probes().answers()) {
      String bits = line.substring(0, 16);
      String name = line.substring(17);
      if (name.startsWith("depth")) {
        assertFalse(Long.parseLong(bits, 16) < 10_000, line);
      } else if (!name.startsWith("kept")) {
        boolean narrow = name.startsWith("f32");
        assertEquals(narrow ? CANONICAL_32 : CANONICAL, bits, line);
      }
    }
  }
}
