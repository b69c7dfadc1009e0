package dev.assay.conformance.bench.wasm;

import java.util.Locale;

/**
 * Ratios of times that were taken in turn.
 *
 * @param metering with every instruction priced, to charging off
 * @param profiling not profiled after somebody has profiled in the process, to before
 * @param noise the same thing twice
 */
record PairedRatios(double metering, double profiling, double noise) {

  static PairedRatios parse(String line) {
    String[] fields = line.strip().split("\t", -1);
    if (fields.length != 3) {
      throw new IllegalArgumentException("not paired ratios: " + line);
    }
    return new PairedRatios(
        Double.parseDouble(fields[0]),
        Double.parseDouble(fields[1]),
        Double.parseDouble(fields[2]));
  }

  String line() {
    return metering + "\t" + profiling + "\t" + noise;
  }

  /** As a row of the table. */
  String row(String name) {
    return String.format(
        Locale.ROOT, "%-12s %12.3f %14.3f %10.3f", name, metering, profiling, noise);
  }
}
