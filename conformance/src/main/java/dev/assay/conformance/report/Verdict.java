package dev.assay.conformance.report;

/** How a case ended. */
public enum Verdict {
  PASSED,
  FAILED,
  /** Not asked of this program, for a reason that is told. */
  SKIPPED
}
