package dev.assay.conformance.bench.calibrate;

import dev.assay.conformance.bench.calibrate.Calibration.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A calibration as a plot: a row for each thing, a dot for each reading, on a logarithmic scale.
 */
final class CalibrationPage {
  private static final int LEFT = 230;
  private static final int WIDTH = 1_000;
  private static final int TOP = 46;
  private static final int ROW = 15;

  private final Calibration calibration;
  private final double median;
  private final double least;
  private final double most;

  private CalibrationPage(Calibration calibration) {
    this.calibration = calibration;
    this.median = calibration.median();
    this.least = median / 1_000;
    this.most = median * 10;
  }

  static String of(Calibration calibration) {
    return new CalibrationPage(calibration).page();
  }

  private String page() {
    List<Entry> entries =
        calibration.entries().stream()
            .sorted(Comparator.comparingDouble(Entry::nanosPerGas).reversed())
            .toList();
    int height = TOP + entries.size() * ROW + 20;
    StringBuilder text = new StringBuilder();
    text.append(
        format(
            """
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><title>Calibration of %1$s</title>
            <style>
            :root { color-scheme: light dark; --ink: #1d2430; --paper: #fbfaf7; --rule: #d8d4ca;
              --soft: #6b7280; --dot: #2f6db3; --host: #2c8a57; --bad: #c2261d }
            @media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --paper: #16181d;
              --rule: #343842; --soft: #9aa1ad; --dot: #7fb2ea; --host: #7fcf9f; --bad: #ff8a7a } }
            body { font: 14px/1.5 system-ui, sans-serif; margin: 24px auto; max-width: 1040px;
              color: var(--ink); background: var(--paper) }
            h1 { font-size: 19px; margin: 0 } p { margin: .2em 0 } svg { width: 100%%; height: auto }
            text { font: 10.5px ui-monospace, monospace; fill: var(--ink) }
            .axis { fill: var(--soft) } line { stroke: var(--rule) } circle { fill: var(--dot);
              fill-opacity: .55 } circle.host { fill: var(--host) } circle.bad { fill: var(--bad) }
            circle.compiler { fill-opacity: 0; stroke: var(--soft) }
            line.median { stroke: var(--ink) } line.most { stroke: var(--bad);
              stroke-dasharray: 4 3 }
            </style>
            <h1>Calibration of %1$s</h1>
            <p>%2$s</p>
            <p>Nanoseconds that a gas buys, a dot for each circumstance: instructions blue, host
            functions green, compiled code hollow. The line is the median, %3$.1f ns a gas; dashed, %4$.0f times that,
            which nothing may pass. The worst is %5$.2f times the median. Point at a dot for its
            figures.</p>
            <svg viewBox="0 0 %6$d %7$d" role="img" aria-label="nanoseconds a gas buys">
            """,
            calibration.schedule(),
            calibration.machine(),
            median,
            Calibration.MOST_UNEVEN,
            calibration.unevenness(),
            WIDTH,
            height));
    axis(text, height);
    for (int i = 0; i < entries.size(); i++) {
      row(text, entries.get(i), TOP + i * ROW + ROW / 2);
    }
    return text.append("</svg>\n</html>\n").toString();
  }

  private void axis(StringBuilder text, int height) {
    for (double at = Math.pow(10, Math.ceil(Math.log10(least))); at <= most; at *= 10) {
      text.append(vertical(at, "", height));
      text.append(
          format(
              "<text class=\"axis\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s ns</text>%n",
              x(at), TOP - 24, at < 1 ? String.valueOf(at) : format("%.0f", at)));
    }
    text.append(vertical(median, "median", height));
    text.append(vertical(Calibration.MOST_UNEVEN * median, "most", height));
    text.append(
        format(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">median</text>%n",
            x(median), TOP - 8));
  }

  private String vertical(double at, String style, int height) {
    return format(
        "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
        style, x(at), x(at), TOP - 20, height - 14);
  }

  private void row(StringBuilder text, Entry entry, int y) {
    text.append(
        format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
            LEFT - 8, y + 4, entry.name().replace("vm_hooks.", "")));
    for (Reading reading : entry.readings()) {
      boolean bad = reading.nanosPerGas() > Calibration.MOST_UNEVEN * median;
      boolean host = reading.kind() == Subject.Kind.HOST_FUNCTION;
      String style = bad ? "bad" : host ? "host " + reading.engine() : reading.engine();
      text.append(
          format(
              "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"4\"><title>%s: %.2f ns, %d ink,"
                  + " %.1f ns a gas</title></circle>%n",
              style,
              x(reading.nanosPerGas()),
              y,
              label(reading),
              reading.nanos(),
              reading.ink(),
              reading.nanosPerGas()));
    }
  }

  private static String label(Reading reading) {
    String circumstances = CalibrationText.circumstances(reading);
    String name = reading.name() + ", " + reading.engine();
    return circumstances.isEmpty() ? name : name + ", " + circumstances;
  }

  private double x(double nanosPerGas) {
    double inside = Math.clamp(nanosPerGas, least, most);
    return LEFT + (WIDTH - LEFT - 10) * Math.log(inside / least) / Math.log(most / least);
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
