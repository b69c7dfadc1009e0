/**
 * WASI preview 1, deterministic: a guest sees its arguments, an environment, the bytes of its
 * standard input and files in memory, and nothing of the machine it runs on. {@link
 * dev.assay.conformance.wasi.WasiFunction} is the one table; {@link
 * dev.assay.conformance.wasi.WasiProcess} is one run of a program, whose {@link
 * dev.assay.conformance.wasi.WasiProcess#imports} go to the linker.
 *
 * <p>The clock advances a millisecond each time it is read, random bytes follow from a seed, and
 * what a row of the table has no meaning for here answers {@code ENOSYS}. {@code proc_exit} ends
 * the run with the trap {@code exit}. Host functions cost no ink: what a program uses is what its
 * own instructions cost.
 */
@NullMarked
package dev.assay.conformance.wasi;

import org.jspecify.annotations.NullMarked;
