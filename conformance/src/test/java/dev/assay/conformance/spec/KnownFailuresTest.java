package dev.assay.conformance.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownFailuresTest {
  private final KnownFailures known =
      KnownFailures.parse("# comment\n\ncore-3.0/x:7 reason of it\n");

  private Verdict judge(String script, Case one) {
    return known.judge(script, List.of(one)).getFirst().verdict();
  }

  @Test
  void aKnownFailureIsSkippedAndOthersAreNot() {
    assertEquals(Verdict.SKIPPED, judge("core-3.0/x", Case.failed("line 7", "wrong")));
    assertEquals(Verdict.FAILED, judge("core-3.0/x", Case.failed("line 8", "wrong")));
    assertEquals(Verdict.FAILED, judge("core-3.0/y", Case.failed("line 7", "wrong")));
  }

  @Test
  void anUnexpectedPassFails() {
    assertEquals(Verdict.FAILED, judge("core-3.0/x", Case.passed("line 7")));
    assertEquals(Verdict.PASSED, judge("core-3.0/x", Case.passed("line 8")));
  }

  @Test
  void aWholeScriptCanBeKnownToFail() {
    var all = KnownFailures.parse("core-3.0/x.wast:* reason of it\n");
    var one = Case.failed("line 7", "wrong");
    var other = Case.passed("line 8");
    assertEquals(
        List.of(Verdict.SKIPPED, Verdict.PASSED), verdicts(all, "core-3.0/x.wast", one, other));
    assertEquals(List.of(Verdict.FAILED), verdicts(all, "core-3.0/x.wast", other));
    assertEquals(List.of(Verdict.FAILED), verdicts(all, "core-3.0/x", one));
  }

  private static List<Verdict> verdicts(KnownFailures known, String script, Case... cases) {
    return known.judge(script, List.of(cases)).stream().map(Case::verdict).toList();
  }

  @Test
  void aReasonIsAskedFor() {
    assertThrows(IllegalArgumentException.class, () -> KnownFailures.parse("core-3.0/x:7 "));
  }
}
