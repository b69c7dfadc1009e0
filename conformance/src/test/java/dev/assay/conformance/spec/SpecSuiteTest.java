package dev.assay.conformance.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.Suites;
import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import dev.assay.vm.Tier;
import dev.assay.vm.isa.Feature;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every converted script of the WebAssembly specification; one test a file and tier. */
class SpecSuiteTest {
  /** Nothing is skipped but for these reasons. */
  private static final Set<String> REASONS =
      Stream.concat(
              Stream.of("command assert_exception"),
              Arrays.stream(Feature.values())
                  .filter(feature -> !feature.implemented())
                  .map(feature -> "needs " + feature))
          .collect(Collectors.toSet());

  private static final Set<String> TEXTS =
      Set.of(
          "core-3.0/forward.wast",
          "core-3.0/func_ptrs.wast",
          "core-3.0/traps.wast",
          "core-3.0/names.wast",
          "core-3.0/id.wast",
          "core-3.0/simd/simd_const.wast",
          "core-3.0/simd/simd_f64x2_rounding.wast");

  @TestFactory
  Stream<DynamicTest> scripts() throws IOException {
    var folder = Suites.find("wasm-spec");
    if (folder.isEmpty()) {
      return Stream.empty();
    }
    var tests = Stream.<DynamicTest>builder();
    for (Tier tier : Tier.values()) {
      var suite = SpecSuite.in(folder.get(), false, tier);
      assertTrue(suite.files().size() > 100, () -> suite.files().size() + " scripts");
      for (var file : suite.files()) {
        var name = tier + " " + suite.name(file);
        tests.add(DynamicTest.dynamicTest(name, () -> assertHolds(suite.run(file))));
      }
    }
    return tests.build();
  }

  /** Scripts from their text: what wabt makes of them behaves like what wasm-tools made. */
  @TestFactory
  Stream<DynamicTest> scriptsInText() throws IOException {
    var folder = Suites.find("wasm-spec");
    if (folder.isEmpty()) {
      return Stream.empty();
    }
    var suite = SpecSuite.in(folder.get(), true, Tier.INTERPRETER);
    return suite.files().stream()
        .filter(file -> TEXTS.contains(suite.name(file)))
        .map(file -> DynamicTest.dynamicTest(suite.name(file), () -> assertHolds(suite.run(file))));
  }

  private static void assertHolds(List<Case> cases) {
    assertEquals(List.of(), cases.stream().filter(c -> c.verdict() == Verdict.FAILED).toList());
    assertEquals(
        List.of(),
        cases.stream()
            .filter(c -> c.verdict() == Verdict.SKIPPED)
            .filter(c -> !REASONS.contains(c.detail()) && !c.detail().startsWith("known failure"))
            .toList());
  }
}
