/**
 * {@code ./assay bench}: the project's own benchmarks, each with a ratio to something outside it.
 *
 * <p>Every benchmark is a subcommand of {@link BenchCommand}; each ends with a plain line {@code
 * geomean R x PEER} per peer, so that a script can read it.
 */
@NullMarked
package dev.assay.conformance.bench;

import org.jspecify.annotations.NullMarked;
