package dev.assay.conformance.bench.wasm;

import java.util.Locale;

/**
 * Ratios of times that were taken in turn.
 *
 * @param metering with every instruction priced, to charging off
 * @param canonical with every NaN that was computed the canonical one, to as the machine makes it;
 *     1 where that is not measured
 * @param profiling not profiled after somebody has profiled in the process, to before
 * @param noise the same thing twice
 */
record PairedRatios(double metering, double canonical, double profiling, double noise) {

  static PairedRatios parse(String line) {
    String[] fields = line.strip().split("\t", -1);
    if (fields.length != 4) {
      throw new IllegalArgumentException("not paired ratios: " + line);
    }
    return new PairedRatios(
        Double.parseDouble(fields[0]),
        Double.parseDouble(fields[1]),
        Double.parseDouble(fields[2]),
        Double.parseDouble(fields[3]));
  }

  String line() {
    return metering + "\t" + canonical + "\t" + profiling + "\t" + noise;
  }

  /** As a row of the table. */
  String row(String name) {
    return String.format(
        Locale.ROOT,
        "%-12s %12.3f %14.3f %14.3f %10.3f",
        name,
        metering,
        canonical,
        profiling,
        noise);
  }
}
