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
 * What is known to fail, and why: lines of {@code SCRIPT:LINE REASON}, or {@code SCRIPT:* REASON}
 * for whatever fails in a script. A failure that stands here is skipped with its reason; what
 * stands here and does not fail is a failure, so the list never lies.
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
    var reason = reasons.get(script + ":*");
    return reason == null
        ? cases.stream().map(one -> judge(script, one)).toList()
        : judgeAll(cases, reason);
  }

  private static List<Case> judgeAll(List<Case> cases, String reason) {
    if (cases.stream().noneMatch(KnownFailures::isFailed)) {
      return List.of(notFailing("*", reason));
    }
    return cases.stream().map(one -> isFailed(one) ? known(one, reason) : one).toList();
  }

  private static boolean isFailed(Case one) {
    return one.verdict() == Verdict.FAILED;
  }

  private static Case known(Case one, String reason) {
    return Case.skipped(one.name(), "known failure: " + reason);
  }

  private static Case notFailing(String name, String reason) {
    return Case.failed(name, "stands in known-failures.txt and does not fail: " + reason);
  }

  private Case judge(String script, Case one) {
    var reason = reasons.get(script + ":" + one.name().replaceFirst("^line ", ""));
    if (reason == null) {
      return one;
    }
    return isFailed(one) ? known(one, reason) : notFailing(one.name(), reason);
  }
}
