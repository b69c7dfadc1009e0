package dev.assay.conformance.report;

/**
 * One thing that was checked.
 *
 * @param detail why it failed or was skipped; empty when it passed
 */
public record Case(String name, Verdict verdict, String detail) {
  /** It is as it should be. */
  public static Case passed(String name) {
    return new Case(name, Verdict.PASSED, "");
  }

  /** It is not as it should be. */
  public static Case failed(String name, String detail) {
    return new Case(name, Verdict.FAILED, detail);
  }

  /** It was not tried. */
  public static Case skipped(String name, String reason) {
    return new Case(name, Verdict.SKIPPED, reason);
  }

  /** Passed if there is nothing to complain about. */
  public static Case of(String name, String complaint) {
    return complaint.isEmpty() ? passed(name) : failed(name, complaint);
  }
}
