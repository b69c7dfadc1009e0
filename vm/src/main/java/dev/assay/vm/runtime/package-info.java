/**
 * What exists while guests run, and the ports through which an embedder takes part.
 *
 * <p>{@link dev.assay.vm.runtime.Linker} makes an {@link dev.assay.vm.runtime.Instance} out of
 * translated code and {@link dev.assay.vm.runtime.Imports}, inside a {@link
 * dev.assay.vm.runtime.Store} that holds what instances share: gas, call depth, listener. Ports:
 * {@link dev.assay.vm.runtime.InstructionCosts} prices instructions, {@link
 * dev.assay.vm.runtime.GasTank} pays, {@link dev.assay.vm.runtime.HostFunction} is called by
 * guests, {@link dev.assay.vm.runtime.ExecutionListener} watches.
 *
 * <p>A memory grows without copying what it holds each time: its array is replaced by one of twice
 * the pages, and never of more than it may grow to. Growing page by page to N pages copies less
 * than N pages in all, and reserves at most N beyond those in use; arrays of up to 64 pages come
 * from a pool and go back to it cleaned.
 *
 * <p>Nothing here reads a clock, a random source or the order of a hash table; every resource is
 * counted against {@link dev.assay.vm.runtime.ResourceLimits}.
 */
@NullMarked
package dev.assay.vm.runtime;

import org.jspecify.annotations.NullMarked;
