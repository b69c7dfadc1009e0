/**
 * A module as the binary format describes it: immutable, decoded, not yet validated. {@link
 * dev.assay.vm.module.WasmModule} is the whole; everything else here is one of its parts.
 *
 * <p>Code, data and custom sections stay where they are: their parts are ranges in the original
 * bytes, which the module keeps and nobody changes. Offsets are always offsets in the module, so
 * every error and trap can be looked up in a disassembly. Indices are the module's own; index
 * spaces put imports first, as the standard does.
 *
 * <p>Number, vector and reference types are separate kinds of {@link
 * dev.assay.vm.module.ValueType}: a switch over them stops compiling when typed references bring
 * more kinds of {@link dev.assay.vm.module.HeapType}.
 */
@NullMarked
package dev.assay.vm.module;

import org.jspecify.annotations.NullMarked;
