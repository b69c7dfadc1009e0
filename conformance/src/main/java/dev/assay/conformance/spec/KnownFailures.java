package dev.assay.conformance.spec;

import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is known to fail, and why: lines of {@code SCRIPT:LINE REASON}. A failure that stands here
 * is skipped with its reason; a case that stands here and passes is a failure, so the list never
 * lies.
 */
public final class KnownFailures {
  private final Map<String, String> reasons;

  private KnownFailures(Map<String, String> reasons) {
    this.reasons = reasons;
  }

  /** The list that is kept with this class. */
  public static KnownFailures load() {
    try (var in =
        Objects.requireNonNull(KnownFailures.class.getResourceAsStream("known-failures.txt"))) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a list; empty lines and those starting with {@code #} are comments.
   *
   * @throws IllegalArgumentException for a line without a reason
   */
  static KnownFailures parse(String text) {
    var reasons = new TreeMap<String, String>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              if (space < 0 || line.substring(space).isBlank()) {
                throw new IllegalArgumentException("a known failure needs a reason: " + line);
              }
              reasons.put(line.substring(0, space), line.substring(space).strip());
            });
    return new KnownFailures(reasons);
  }

  /** The cases of a script, judged by what is known of them. */
  public List<Case> judge(String script, List<Case> cases) {
    return cases.stream().map(one -> judge(script, one)).toList();
  }

  private Case judge(String script, Case one) {
    var reason = reasons.get(script + ":" + one.name().replaceFirst("^line ", ""));
    if (reason == null) {
      return one;
    }
    return one.verdict() == Verdict.FAILED
        ? Case.skipped(one.name(), "known failure: " + reason)
        : Case.failed(one.name(), "stands in known-failures.txt and does not fail: " + reason);
  }
}
