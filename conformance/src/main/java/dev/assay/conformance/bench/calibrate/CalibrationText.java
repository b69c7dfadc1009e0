package dev.assay.conformance.bench.calibrate;

import dev.assay.conformance.bench.calibrate.Calibration.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A calibration for people: a page in Markdown, and a page with a plot beside it. */
final class CalibrationText {
  private static final double CHEAP = 2;
  private static final int CHEAPEST_SHOWN = 12;

  private CalibrationText() {}

  /** Writes the report's forms beside the readings. */
  static void write(Calibration calibration, Path folder) throws IOException {
    Files.writeString(folder.resolve(calibration.schedule() + ".md"), markdown(calibration));
    Files.writeString(
        folder.resolve(calibration.schedule() + ".html"), CalibrationPage.of(calibration));
  }

  /** What the command prints at its end. */
  static List<String> summary(Calibration calibration) {
    List<String> lines = new ArrayList<>();
    cheapest(calibration)
        .limit(CHEAPEST_SHOWN)
        .forEach(
            entry ->
                lines.add(
                    format(
                        "%-34s %-36s %7.2f x median",
                        entry.name(),
                        inFull(entry.worst()),
                        entry.nanosPerGas() / calibration.median())));
    lines.add(
        format(
            "%d things in %d circumstances; median %.1f ns a gas; worst %.2f x median (%s)",
            calibration.entries().size(),
            calibration.readings().size(),
            calibration.median(),
            calibration.unevenness(),
            calibration.worst().name()));
    return lines;
  }

  private static java.util.stream.Stream<Entry> cheapest(Calibration calibration) {
    return calibration.entries().stream()
        .sorted(Comparator.comparingDouble(Entry::nanosPerGas).reversed());
  }

  /** Variant and length of a reading. */
  static String circumstances(Reading reading) {
    String length = reading.units() == 0 ? "" : String.valueOf(reading.units());
    String separator = reading.variant().isEmpty() || length.isEmpty() ? "" : ", ";
    return reading.variant() + separator + length;
  }

  /** Engine, variant and length. */
  private static String inFull(Reading reading) {
    String circumstances = circumstances(reading);
    return reading.engine() + (circumstances.isEmpty() ? "" : ", " + circumstances);
  }

  private static String markdown(Calibration calibration) {
    StringBuilder text = new StringBuilder();
    text.append("# Calibration of ").append(calibration.schedule()).append("\n\n");
    text.append(introduction(calibration));
    String head = head(calibration);
    text.append("\n## The cheapest for their time\n\n").append(head);
    double median = calibration.median();
    cheapest(calibration)
        .filter(entry -> entry.nanosPerGas() > CHEAP * median)
        .forEach(entry -> text.append(row(calibration, entry.worst(), median)));
    text.append("\n## Costs that grow with a length\n\n");
    text.append("Fitted to the readings, relative errors weighing the same.\n\n");
    text.append("| | engine | ns | ns a unit |\n|---|---|--:|--:|\n");
    for (Entry entry : calibration.entries()) {
      calibration.engines().forEach(engine -> text.append(lines(entry, engine)));
    }
    text.append("\n## Everything\n\n").append(head);
    List<Reading> steps = new ArrayList<>();
    for (Reading reading : calibration.readings()) {
      if (steps.stream().noneMatch(reading::sameStep)) {
        steps.add(reading);
      }
    }
    steps.forEach(step -> text.append(row(calibration, step, median)));
    return text.toString();
  }

  private static String introduction(Calibration calibration) {
    return format(
        """
        How long every instruction and every host function takes, beside what it costs. Made by
        `./assay bench calibrate`; the readings are in `%1$s.json`, a plot is in `%1$s.html`.

        - schedule: `%1$s`, hash `%2$s`
        - machine: %3$s
        - median: %5$.1f ns a gas, over %6$d instructions and host functions, each in its worst
          circumstances on the engine that is slower
        - by engine alone: %4$s
        - worst: %7$.2f x the median, `%8$s` (at most %9$.0f)

        A step is an instruction with its operands fetched and its result put away, and all of its
        time is held against the instruction's own price. A host function is called by a contract
        in a transaction on a state in memory; its step costs what the frame paid. Compiled code whose
        result nobody needs may be left out by the JVM's compiler, and then takes nothing. Not
        timed: %10$s.
        """,
        calibration.schedule(),
        calibration.hash(),
        calibration.machine(),
        calibration.engines().stream()
            .map(engine -> format("%s %.1f", engine, calibration.on(engine).median()))
            .collect(Collectors.joining(", ", "medians ", " ns a gas")),
        calibration.median(),
        calibration.entries().size(),
        calibration.unevenness(),
        calibration.worst().name(),
        Calibration.MOST_UNEVEN,
        leftOut());
  }

  private static String leftOut() {
    List<String> reasons = new ArrayList<>();
    Instructions.LEFT_OUT.forEach(
        (opcode, reason) -> reasons.add('`' + opcode.mnemonic() + "` (" + reason + ')'));
    HostCalls.LEFT_OUT.forEach((name, reason) -> reasons.add('`' + name + "` (" + reason + ')'));
    return String.join(", ", reasons);
  }

  private static String head(Calibration calibration) {
    StringBuilder names = new StringBuilder("| | circumstances |");
    StringBuilder rule = new StringBuilder("|---|---|");
    for (String engine : calibration.engines()) {
      names.append(' ').append(engine).append(", ns |");
      rule.append("--:|");
    }
    return names + " ink | ns a gas | x median |\n" + rule + "--:|--:|--:|\n";
  }

  /** A step on every engine; what a gas buys is of the slowest. */
  private static String row(Calibration calibration, Reading step, double median) {
    StringBuilder nanos = new StringBuilder();
    Reading slowest = step;
    for (String engine : calibration.engines()) {
      Optional<Reading> reading = calibration.on(engine, step);
      nanos.append(reading.map(each -> format(" %.2f |", each.nanos())).orElse(" |"));
      if (reading.isPresent() && reading.get().nanos() > slowest.nanos()) {
        slowest = reading.get();
      }
    }
    return format(
        "| `%s` | %s |%s %d | %.1f | %.2f |%n",
        step.name(),
        circumstances(step),
        nanos,
        step.ink(),
        slowest.nanosPerGas(),
        slowest.nanosPerGas() / median);
  }

  private static String lines(Entry entry, String engine) {
    StringBuilder text = new StringBuilder();
    entry.readings().stream()
        .filter(reading -> reading.engine().equals(engine))
        .collect(
            Collectors.groupingBy(Reading::variant, java.util.TreeMap::new, Collectors.toList()))
        .forEach(
            (variant, readings) -> {
              if (readings.stream().map(Reading::units).distinct().count() > 2) {
                Line line = Line.through(readings);
                String name = entry.name() + (variant.isEmpty() ? "" : ", " + variant);
                text.append(
                    format(
                        "| `%s` | %s | %.1f | %.4f |%n", name, engine, line.base(), line.slope()));
              }
            });
    return text.toString();
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
