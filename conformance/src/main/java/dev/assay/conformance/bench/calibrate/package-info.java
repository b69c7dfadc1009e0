/**
 * {@code assay bench calibrate}: how long every instruction and host function takes, beside what it
 * costs.
 *
 * <p>A {@link dev.assay.conformance.bench.calibrate.Subject} is a program that does one thing many
 * times; {@code Instructions} and {@code HostCalls} list them, {@code Stopwatch} times them, each
 * becomes a {@link dev.assay.conformance.bench.calibrate.Reading}. A {@link
 * dev.assay.conformance.bench.calibrate.Calibration} is all readings of a machine beside the prices
 * of a schedule; {@code CalibrationText} and {@code CalibrationPage} show it. Times come from the
 * machine, ink never does: it is what the schedule says today.
 */
@NullMarked
package dev.assay.conformance.bench.calibrate;

import org.jspecify.annotations.NullMarked;
