/**
 * {@code ./assay conformance fuzz}: broken and strange inputs, made from good ones, thrown at parts
 * of the program that face strangers. Everything follows from the seed: the n-th input of a seed is
 * the same in every run. What makes a part fail is kept as a file.
 *
 * <p>{@link dev.assay.conformance.fuzz.FrontFuzzer} holds the engine's decoder and validator to
 * their promise: a module is accepted or refused with a reason, in time linear in its size.
 */
@NullMarked
package dev.assay.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
