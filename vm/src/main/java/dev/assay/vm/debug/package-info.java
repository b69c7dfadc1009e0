/**
 * Where in its source a module's code comes from, for people. {@link
 * dev.assay.vm.debug.SourceLines} answers for an offset in the module; it is made from the DWARF
 * line tables that C and Rust compilers leave in custom sections, or from a source map as
 * AssemblyScript writes it.
 *
 * <p>Nothing here takes part in execution. Debug information is never trusted: whatever is
 * malformed is left out with a note that says what and where, every index is checked, and memory
 * and time are linear in the section's size.
 */
@NullMarked
package dev.assay.vm.debug;

import org.jspecify.annotations.NullMarked;
