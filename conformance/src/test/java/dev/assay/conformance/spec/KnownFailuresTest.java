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
  void aReasonIsAskedFor() {
    assertThrows(IllegalArgumentException.class, () -> KnownFailures.parse("core-3.0/x:7 "));
  }
}
