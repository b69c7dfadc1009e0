/**
 * Modules written by programs: tests, generators and tools that need WebAssembly without a
 * compiler. {@link dev.assay.vm.encode.ModuleBuilder} assembles the sections, {@link
 * dev.assay.vm.encode.CodeBuilder} the instructions, by the shapes in the opcode table, and {@link
 * dev.assay.vm.encode.ByteWriter} knows the primitive encodings. Nothing is checked: a broken
 * module can be written as well as a good one.
 */
@NullMarked
package dev.assay.vm.encode;

import org.jspecify.annotations.NullMarked;
