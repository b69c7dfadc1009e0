package dev.assay.conformance.report;

import java.util.List;
import java.util.stream.Stream;

/** Cases that belong together, such as those of one file. */
public record Group(String name, List<Case> cases, double seconds) {
  /** How many ended so. */
  public long count(Verdict verdict) {
    return cases.stream().filter(c -> c.verdict() == verdict).count();
  }

  /** The cases that failed. */
  public Stream<Case> failures() {
    return cases.stream().filter(c -> c.verdict() == Verdict.FAILED);
  }
}
