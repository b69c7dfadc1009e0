package dev.assay.conformance.bench.wasm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Times by kernel and contender, printed as multiples of a baseline at the same rounds. */
final class RatioTable {

  private record Key(String kernel, String contender) {}

  private final List<String> kernels;
  private final List<String> contenders;
  private final Map<String, Map<Integer, Long>> baseline = new TreeMap<>();
  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  private record Entry(long nanos, int scale) {}

  RatioTable(List<String> kernels, List<String> contenders) {
    this.kernels = kernels;
    this.contenders = contenders;
  }

  List<String> kernels() {
    return kernels;
  }

  void putBaseline(String kernel, int scale, long nanos) {
    baseline.computeIfAbsent(kernel, k -> new TreeMap<>()).put(scale, nanos);
  }

  void put(String kernel, String contender, int scale, long nanos) {
    entries.put(new Key(kernel, contender), new Entry(nanos, scale));
  }

  /** The contender's time over native code's at the same rounds; empty while either is missing. */
  Optional<Double> ratio(String kernel, String contender) {
    return Optional.ofNullable(entries.get(new Key(kernel, contender)))
        .flatMap(entry -> over(entry, baseline.getOrDefault(kernel, Map.of())));
  }

  private static Optional<Double> over(Entry entry, Map<Integer, Long> natives) {
    return Optional.ofNullable(natives.get(entry.scale()))
        .map(base -> (double) entry.nanos() / base);
  }

  /** Geometric mean over the kernels that both have; empty where there is none. */
  Optional<Double> geomean(String contender) {
    List<Double> ratios =
        kernels.stream().flatMap(kernel -> ratio(kernel, contender).stream()).toList();
    return ratios.isEmpty() ? Optional.empty() : Optional.of(geomean(ratios));
  }

  private static double geomean(List<Double> values) {
    double logs = values.stream().mapToDouble(Math::log).sum();
    return Math.exp(logs / values.size());
  }

  /** How many times faster {@code ours} is than {@code peer}, over the kernels both have. */
  Optional<Double> speedup(String ours, String peer) {
    List<Double> ratios = new ArrayList<>();
    for (String kernel : kernels) {
      Optional<Double> mine = ratio(kernel, ours);
      Optional<Double> theirs = ratio(kernel, peer);
      if (mine.isPresent() && theirs.isPresent()) {
        ratios.add(theirs.get() / mine.get());
      }
    }
    return ratios.isEmpty() ? Optional.empty() : Optional.of(geomean(ratios));
  }

  String text() {
    int width = Math.max(8, contenders.stream().mapToInt(String::length).max().orElse(8));
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-12s", "x native"));
    contenders.forEach(name -> text.append(cell(name, width)));
    text.append('\n');
    for (String kernel : kernels) {
      text.append(String.format(Locale.ROOT, "%-12s", kernel));
      contenders.forEach(name -> text.append(cell(shown(ratio(kernel, name)), width)));
      text.append('\n');
    }
    text.append(String.format(Locale.ROOT, "%-12s", "geomean"));
    contenders.forEach(name -> text.append(cell(shown(geomean(name)), width)));
    return text.append('\n').toString();
  }

  private static String cell(String value, int width) {
    return "  " + " ".repeat(Math.max(0, width - value.length())) + value;
  }

  /** A ratio with three digits, or a dash. */
  static String shown(Optional<Double> ratio) {
    return ratio.map(r -> String.format(Locale.ROOT, r < 10 ? "%.2f" : "%.1f", r)).orElse("-");
  }
}
