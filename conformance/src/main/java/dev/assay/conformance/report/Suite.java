package dev.assay.conformance.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A whole run. */
public record Suite(String name, List<Group> groups) {
  /** How many cases ended so. */
  public long count(Verdict verdict) {
    return groups.stream().mapToLong(group -> group.count(verdict)).sum();
  }

  /** Seconds that the groups took, added up. */
  public double seconds() {
    return groups.stream().mapToDouble(Group::seconds).sum();
  }

  /** Whether anything was checked and nothing failed. */
  public boolean holds() {
    return count(Verdict.FAILED) == 0 && count(Verdict.PASSED) > 0;
  }

  /** The reasons for skipping, each with the number of cases. */
  public Map<String, Long> skipReasons() {
    return groups.stream()
        .flatMap(group -> group.cases().stream())
        .filter(c -> c.verdict() == Verdict.SKIPPED)
        .collect(Collectors.groupingBy(Case::detail, TreeMap::new, Collectors.counting()));
  }

  /** {@code N passed, N failed, N skipped}. */
  public String closingLine() {
    return "%d passed, %d failed, %d skipped"
        .formatted(count(Verdict.PASSED), count(Verdict.FAILED), count(Verdict.SKIPPED));
  }
}
