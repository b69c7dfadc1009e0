/**
 * The WebAssembly specification's own tests, run on the engine.
 *
 * <p>{@link dev.assay.conformance.spec.ScriptReader} reads a {@code .wast} file or its conversion,
 * in the dialect of wasm-tools or of wabt, into a {@link dev.assay.conformance.spec.Script} of
 * {@link dev.assay.conformance.spec.Command}s; {@link dev.assay.conformance.spec.ScriptRunner} runs
 * it in one store and gives a verdict for each command. Results must agree to the last bit: where
 * the standard allows any NaN, only the canonical positive one passes.
 *
 * <p>Modules in text, and whole scripts in text, go through {@link
 * dev.assay.conformance.text.Wabt}; a text that has to be malformed passes when its grammar refuses
 * it. What needs a feature that the engine says it does not support is skipped by name. Everything
 * else that fails has to stand in {@code known-failures.txt} with its reason, and what stands there
 * has to fail: {@link dev.assay.conformance.spec.KnownFailures}.
 */
@NullMarked
package dev.assay.conformance.spec;

import org.jspecify.annotations.NullMarked;
