/**
 * {@code ./assay bench wasm}: the engine against native code and other WebAssembly runtimes.
 *
 * <p>Every contender is a command that runs one kernel in a process of its own and prints one
 * {@link KernelTimes} line, so that ours and the peers' are measured by the same protocol, in one
 * sitting, in CPU time of the calling thread. {@link Contenders} is the list; {@link KernelSuite}
 * finds the kernels; {@link WasmBench} runs the matrix; {@link RatioTable} prints it. A checksum
 * that differs from native code's fails the run: a fast wrong answer is no figure.
 *
 * <p>{@link Recorded} holds what runtimes were measured at that a machine may not have; {@link
 * ColdStart} times first results in fresh processes, {@link PairedBench} what metering, canonical
 * NaNs and profiling cost, in turn, {@link LargeProgram} a call of a large program beside V8's.
 */
@NullMarked
package dev.assay.conformance.bench.wasm;

import org.jspecify.annotations.NullMarked;
