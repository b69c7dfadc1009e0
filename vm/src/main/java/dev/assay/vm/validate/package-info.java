/**
 * {@link dev.assay.vm.module.WasmModule} to {@link dev.assay.vm.validate.ValidModule}: {@link
 * dev.assay.vm.validate.ModuleValidator} checks every rule of the standard's validation chapter
 * with the algorithm of its appendix. Instructions are checked by category, most of them from the
 * signature in their row of the opcode table. The time is linear in the module's size.
 */
@NullMarked
package dev.assay.vm.validate;

import org.jspecify.annotations.NullMarked;
