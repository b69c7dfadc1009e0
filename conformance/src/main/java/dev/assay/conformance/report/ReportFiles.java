package dev.assay.conformance.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes a suite as {@code NAME.xml} (JUnit) and {@code NAME.html} into a folder. */
public final class ReportFiles {
  private ReportFiles() {}

  /** Writes both and returns where they are. */
  public static List<Path> write(Suite suite, Path folder) throws IOException {
    Files.createDirectories(folder);
    var xml = folder.resolve(suite.name() + ".xml");
    var html = folder.resolve(suite.name() + ".html");
    try (var out = Files.newBufferedWriter(xml)) {
      junit(suite, out);
    }
    try (var out = Files.newBufferedWriter(html)) {
      html(suite, out);
    }
    return List.of(xml, html);
  }

  private static void junit(Suite suite, Writer out) throws IOException {
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.write("<testsuites name=\"" + escape(suite.name()) + "\">\n");
    for (var group : suite.groups()) {
      out.write(
          "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" skipped=\"%d\" time=\"%s\">\n"
              .formatted(
                  escape(group.name()),
                  group.cases().size(),
                  group.count(Verdict.FAILED),
                  group.count(Verdict.SKIPPED),
                  decimal(group.seconds())));
      for (var one : group.cases()) {
        out.write(testCase(group, one));
      }
      out.write("  </testsuite>\n");
    }
    out.write("</testsuites>\n");
  }

  private static String testCase(Group group, Case one) {
    var open =
        "    <testcase classname=\"%s\" name=\"%s\""
            .formatted(escape(group.name()), escape(one.name()));
    var message = "message=\"" + escape(one.detail()) + "\"";
    return switch (one.verdict()) {
      case PASSED -> open + "/>\n";
      case FAILED -> open + "><failure " + message + "/></testcase>\n";
      case SKIPPED -> open + "><skipped " + message + "/></testcase>\n";
    };
  }

  private static void html(Suite suite, Writer out) throws IOException {
    out.write(
        """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><title>%1$s</title>
        <style>
        :root { color-scheme: light dark; --line: #8884; --dim: #8889; --bad: #d0253a }
        body { font: 14px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em }
        h1 { margin: 0 } ul { padding-left: 1.2em }
        table { border-collapse: collapse; width: 100%%; font-variant-numeric: tabular-nums }
        td, th { padding: .2em .6em; text-align: right; border-bottom: 1px solid var(--line) }
        th { position: sticky; top: 0; background: Canvas }
        td:first-child, th:first-child { text-align: left }
        tr:hover td { background: #8881 }
        .zero { color: var(--dim) }
        .failed { color: var(--bad); font-weight: 600 }
        pre { white-space: pre-wrap; color: var(--bad); margin: 0 }
        </style>
        <h1>%1$s</h1><p%2$s>%3$s in %4$s s</p>
        """
            .formatted(
                escape(suite.name()),
                suite.holds() ? "" : " class=\"failed\"",
                suite.closingLine(),
                decimal(suite.seconds())));
    skips(suite, out);
    out.write("<table><thead><tr><th>file<th>passed<th>failed<th>skipped<th>seconds</thead>\n");
    for (var group : suite.groups()) {
      out.write(row(group));
    }
    out.write("</table>\n</html>\n");
  }

  private static void skips(Suite suite, Writer out) throws IOException {
    if (suite.skipReasons().isEmpty()) {
      return;
    }
    out.write("<details open><summary>Skipped</summary><ul>\n");
    for (var reason : suite.skipReasons().entrySet()) {
      out.write(
          String.format(Locale.ROOT, "<li>%,d: %s\n", reason.getValue(), escape(reason.getKey())));
    }
    out.write("</ul></details>\n");
  }

  private static String row(Group group) {
    long failed = group.count(Verdict.FAILED);
    var row =
        new StringBuilder(
            "<tr%s><td>%s%s%s%s<td>%s</tr>\n"
                .formatted(
                    failed > 0 ? " class=\"failed\"" : "",
                    escape(group.name()),
                    count(group.count(Verdict.PASSED)),
                    count(failed),
                    count(group.count(Verdict.SKIPPED)),
                    decimal(group.seconds())));
    if (failed > 0) {
      row.append("<tr><td colspan=\"5\"><pre>");
      group.failures().forEach(c -> row.append(escape(c.name() + ": " + c.detail())).append('\n'));
      row.append("</pre></tr>\n");
    }
    return row.toString();
  }

  private static String count(long n) {
    return n == 0 ? "<td class=\"zero\">0" : String.format(Locale.ROOT, "<td>%,d", n);
  }

  private static String decimal(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds);
  }

  /** Text for XML and HTML; control characters, which XML cannot hold, become question marks. */
  private static String escape(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|[\\uD800-\\uDFFF\\uFFFE\\uFFFF]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
