package dev.assay.conformance.bench.wasm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The first result of a small module in a fresh process, contender by contender in turn: from where
 * the engine's classes begin to load to the result, and the whole process.
 */
final class ColdStart {
  /** The most that ours may take, as a multiple of a peer's time. */
  static final double GOAL = 1.3;

  private static final int STARTS = 9;
  private static final int ROUNDS = 1_000;

  private final Path work;
  private final List<Contender> contenders;
  private final Map<String, List<Long>> toResult = new LinkedHashMap<>();
  private final Map<String, List<Long>> whole = new LinkedHashMap<>();

  ColdStart(Path work, List<Contender> contenders) {
    this.work = work;
    this.contenders = contenders;
  }

  void run() throws IOException {
    Path module = work.resolve("small.wasm");
    Files.write(module, SmallModule.bytes());
    for (int i = 0; i < STARTS; i++) {
      for (Contender contender : contenders) {
        start(contender, module);
      }
    }
  }

  private void start(Contender contender, Path module) {
    long begun = System.nanoTime();
    String output = Processes.run(work, contender.coldCommand(module, ROUNDS));
    long nanos = System.nanoTime() - begun;
    KernelTimes times = KernelTimes.in(output);
    if (!times.checksum().equals(Long.toString(SmallModule.answer(ROUNDS)))) {
      throw new IllegalStateException(contender.name() + " computed " + times.checksum());
    }
    add(toResult, contender, times.loadNanos() + times.firstNanos());
    add(whole, contender, nanos);
  }

  private static void add(Map<String, List<Long>> figures, Contender contender, long nanos) {
    figures.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(nanos);
  }

  /** Our median time as a multiple of the other's. */
  double ratio(String ours, String other) {
    return (double) median(toResult, ours) / median(toResult, other);
  }

  private static long median(Map<String, List<Long>> figures, String name) {
    List<Long> sorted = figures.getOrDefault(name, List.of()).stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  String text() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-18s %22s %20s%n",
                "median of " + STARTS,
                "class load to result",
                "whole process"));
    for (Contender contender : contenders) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-18s %19.1f ms %17.1f ms%n",
              contender.name(),
              median(toResult, contender.name()) / 1e6,
              median(whole, contender.name()) / 1e6));
    }
    return text.toString();
  }
}
