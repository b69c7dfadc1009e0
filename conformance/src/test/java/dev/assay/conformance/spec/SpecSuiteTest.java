package dev.assay.conformance.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.Suites;
import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import dev.assay.vm.isa.Feature;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every converted script of the WebAssembly specification; one test a file. */
class SpecSuiteTest {
  /** Nothing is skipped but for these reasons. */
  private static final Set<String> REASONS =
      Stream.concat(
              Stream.of("text format", "command assert_exception"),
              Arrays.stream(Feature.values())
                  .filter(feature -> !feature.implemented())
                  .map(feature -> "needs " + feature))
          .collect(Collectors.toSet());

  @TestFactory
  Stream<DynamicTest> scripts() throws IOException {
    var folder = Suites.find("wasm-spec");
    if (folder.isEmpty()) {
      return Stream.empty();
    }
    var suite = SpecSuite.in(folder.get());
    assertTrue(suite.files().size() > 100, () -> suite.files().size() + " scripts");
    return suite.files().stream()
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
