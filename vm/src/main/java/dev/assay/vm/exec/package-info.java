/**
 * Executes translated code. {@link dev.assay.vm.exec.Interpreter} is the loop and the semantic
 * reference of the engine; what needs a method of its own is in {@code Steps}, outside the loop, so
 * that HotSpot keeps the loop's state in registers. {@link dev.assay.vm.exec.IntegerOps}, {@link
 * dev.assay.vm.exec.FloatOps}, {@link dev.assay.vm.exec.ConversionOps} and {@link
 * dev.assay.vm.exec.SimdOps} hold what the numeric instructions compute, once, for every tier.
 *
 * <p>The rule that a NaN which was computed is the canonical one stands in {@code FloatOps}; the
 * loop alone repeats it, as {@code doubleToLongBits} and {@code floatToIntBits}. A run ends early
 * in one way, by a {@link dev.assay.vm.exec.Trap} with a {@link dev.assay.vm.exec.TrapCode}; depth
 * is counted, so the stack of the JVM is never what ends it.
 */
@NullMarked
package dev.assay.vm.exec;

import org.jspecify.annotations.NullMarked;
