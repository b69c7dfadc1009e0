/** Suites, golden traces, architecture tests and benchmarks. */
@NullMarked
package dev.assay.conformance;

import org.jspecify.annotations.NullMarked;
