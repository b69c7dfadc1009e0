/**
 * {@link dev.assay.vm.validate.ValidModule} to {@link dev.assay.vm.code.CodeUnit}: code of the form
 * the interpreter runs. {@link dev.assay.vm.code.Translator} turns the stack machine into a
 * register machine, one pass per function; {@code Ir} lists its instructions. {@code
 * FunctionTranslator} walks, a translator of its own does each family of instructions, and {@code
 * Draft} is what they share.
 *
 * <p>Gas is charged where control flow forks, never per instruction: see {@link
 * dev.assay.vm.code.Translator}. {@code ChargeTable} finds the exact figure again wherever a run
 * stops.
 */
@NullMarked
package dev.assay.vm.code;

import org.jspecify.annotations.NullMarked;
