/**
 * The text format, by the WebAssembly Binary Toolkit. The library brings wabt's programs compiled
 * to WebAssembly; they run here as guests of this very engine, in a deterministic WASI that shows
 * them nothing but the text: {@link dev.assay.conformance.text.Wabt}. So the engine itself reads
 * binaries only, authors can write {@code .wat}, and every use of the text format is one more test
 * of the engine with a program of 1,800 functions.
 *
 * <p>{@link dev.assay.conformance.text.TextModules} is what the command line finds by {@code
 * ServiceLoader}; {@link dev.assay.conformance.text.Wabt#script} converts a {@code .wast} script
 * into the commands that {@link dev.assay.conformance.spec} runs.
 */
@NullMarked
package dev.assay.conformance.text;

import org.jspecify.annotations.NullMarked;
