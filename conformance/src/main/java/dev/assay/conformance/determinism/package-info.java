/**
 * {@code ./assay conformance determinism}: what drifts on the JVM while its compilers warm up,
 * asked again and again in one process. {@code nan.wat} makes and moves NaNs, {@code depth.wat}
 * recurses as deep as it can; {@code answers.txt} is what every call has to answer, on every
 * machine, cold and hot, on both engines. {@link dev.assay.conformance.determinism.Probes} does the
 * asking.
 */
@NullMarked
package dev.assay.conformance.determinism;

import org.jspecify.annotations.NullMarked;
