package dev.assay.conformance.bench.calibrate;

import java.util.List;

/**
 * A cost that grows with a length: {@code base + slope * units}.
 *
 * @param base for the length 0
 * @param slope for each unit
 */
record Line(double base, double slope) {
  /** The line with the least squares of the relative error, so that short lengths count too. */
  static Line through(List<Reading> readings) {
    double weights = 0;
    double units = 0;
    double nanos = 0;
    double squares = 0;
    double products = 0;
    for (Reading each : readings) {
      double weight = 1 / Math.pow(Math.max(each.nanos(), 1e-3), 2);
      weights += weight;
      units += weight * each.units();
      nanos += weight * each.nanos();
      squares += weight * each.units() * each.units();
      products += weight * each.units() * each.nanos();
    }
    double spread = weights * squares - units * units;
    double slope = spread == 0 ? 0 : (weights * products - units * nanos) / spread;
    return new Line((nanos - slope * units) / weights, slope);
  }
}
