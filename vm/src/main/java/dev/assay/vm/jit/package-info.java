/**
 * {@link dev.assay.vm.code.CodeUnit} to bytecode of the JVM. {@link dev.assay.vm.jit.Compiler} is
 * the way in; {@code FunctionCode} holds one function decoded and priced, {@code FunctionEmitter}
 * walks it, and {@code NumericEmission}, {@code Comparison} and {@code MemoryEmission} say what
 * single instructions become. {@code Splitter} takes large functions apart, {@code Liveness} finds
 * what their parts need not pass each other, {@code Turns} how loops count, {@code ProductFinder}
 * where 128-bit products are put together by hand. What generated code calls while it runs is
 * {@link dev.assay.vm.exec.CompiledRun}.
 *
 * <p>{@link dev.assay.vm.jit.CompiledForm} is what a compiled module looks like on disk. It is
 * checked for damage and for belonging to this code, these prices, this compiler and this JDK; that
 * nobody else can write there is for the embedder to see to.
 *
 * <p>Nothing a guest or an embedder can see depends on whether a function was compiled. A function
 * becomes a static method {@code (parameters, run, gas, slots)}. Gas is the interpreter's scheme:
 * the counter is ahead of the exact figure by the charge of the instruction at hand, see {@link
 * dev.assay.vm.code.Translator}. Where control forks or meets, and at the start of loops above all,
 * the JVM's operand stack is empty: HotSpot replaces running loops only then.
 */
@NullMarked
package dev.assay.vm.jit;

import org.jspecify.annotations.NullMarked;
