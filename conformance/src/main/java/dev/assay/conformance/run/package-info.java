/**
 * {@code assay run}: executes any WebAssembly module. Arguments are read and results printed by the
 * types of the function that is invoked; a module with a {@code _start} runs as a WASI program, in
 * the deterministic surroundings of {@link dev.assay.conformance.wasi}. {@link
 * dev.assay.conformance.run.TraceHash} says what {@code --trace-hash} is a hash of.
 */
@NullMarked
package dev.assay.conformance.run;

import org.jspecify.annotations.NullMarked;
