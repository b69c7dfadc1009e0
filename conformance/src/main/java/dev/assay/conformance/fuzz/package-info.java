/**
 * {@code ./assay conformance fuzz}: broken and strange inputs, made from good ones, thrown at parts
 * of the program that face strangers. Everything follows from the seed: the n-th input of a seed is
 * the same in every run. What makes a part fail is kept as a file.
 *
 * <p>{@link dev.assay.conformance.fuzz.FrontFuzzer} holds the engine's decoder and validator to
 * their promise: a module is accepted or refused with a reason, in time linear in its size. {@link
 * dev.assay.conformance.fuzz.GasFuzzer} compares the engine with the reference engine at many gas
 * limits; what it finds is shrunk and kept as a {@link dev.assay.conformance.fuzz.Regression} that
 * a test replays from then on. {@code EnginePair} compares the tiers with each other, {@code
 * ForeignFuzzer} values with V8, {@code BinaryenFuzzer} all of them on modules of another
 * generator. {@link dev.assay.conformance.fuzz.BinaryenCorpus} holds the engine against the logs of
 * another project's interpreter.
 */
@NullMarked
package dev.assay.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
