package dev.assay.conformance.bench.wasm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What other runtimes were measured at, once, on another machine ({@code recorded.txt} says when
 * and where): multiples of native code beside native code, so that they can stand beside ours.
 *
 * @param kind {@code compiler} or {@code interpreter}
 * @param ratios by kernel
 */
record Recorded(String kind, String name, Map<String, Double> ratios) {

  /** All of a kind. */
  static List<Recorded> of(String kind) {
    List<String> lines = text().lines().filter(line -> !line.startsWith("#")).toList();
    String[] head = lines.getFirst().split(" ", -1);
    List<Recorded> all = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ", -1);
      Map<String, Double> ratios = new TreeMap<>();
      for (int i = 2; i < head.length; i++) {
        ratios.put(head[i], Double.valueOf(words[i]));
      }
      all.add(new Recorded(words[0], words[1], ratios));
    }
    return all.stream().filter(each -> each.kind.equals(kind)).toList();
  }

  private static String text() {
    try (InputStream in = Recorded.class.getResourceAsStream("recorded.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Double> ratio(String kernel) {
    return Optional.ofNullable(ratios.get(kernel));
  }

  /** A row for each live contender and each recorded one over the live kernels, fastest first. */
  static String table(RatioTable live, List<String> contenders, String kind) {
    List<Row> rows = new ArrayList<>();
    for (String name : contenders) {
      rows.add(new Row(name, "now", figures(live, kernel -> live.ratio(kernel, name))));
    }
    for (Recorded one : of(kind)) {
      rows.add(new Row(one.name, "recorded", figures(live, one::ratio)));
    }
    rows.sort(Comparator.comparingDouble(Row::geomean));
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-36s", "x native"));
    live.kernels().forEach(kernel -> text.append(String.format(Locale.ROOT, " %10s", kernel)));
    text.append(String.format(Locale.ROOT, " %10s%n", "geomean"));
    rows.forEach(row -> text.append(row.line()).append('\n'));
    return text.toString();
  }

  private static List<Optional<Double>> figures(
      RatioTable live, Function<String, Optional<Double>> ratio) {
    return live.kernels().stream().map(ratio).toList();
  }

  private record Row(String name, String when, List<Optional<Double>> figures) {
    double geomean() {
      return Math.exp(
          figures.stream()
              .flatMap(Optional::stream)
              .mapToDouble(Math::log)
              .average()
              .orElse(Double.POSITIVE_INFINITY));
    }

    String line() {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-27s%-9s", name, when));
      figures.forEach(figure -> line.append(cell(figure)));
      return line.append(cell(Optional.of(geomean()))).toString();
    }

    private static String cell(Optional<Double> figure) {
      return String.format(Locale.ROOT, " %10s", RatioTable.shown(figure));
    }
  }
}
