/**
 * The instruction set as data. {@link dev.assay.vm.isa.Opcode} is the one table: the decoder, the
 * validator, the translator, the disassembler and the gas schedules read their facts from its rows
 * and hold none of their own. {@link dev.assay.vm.isa.Feature} names the parts of the standard that
 * a chain can switch; a {@link dev.assay.vm.isa.FeatureSet} is such a choice.
 *
 * <p>To add an instruction, add its row: a new shape of immediates is a constant of {@link
 * dev.assay.vm.isa.Immediates}, a new validation rule a constant of {@link
 * dev.assay.vm.isa.Category}, and the exhaustive switches then name every place that must know it.
 */
@NullMarked
package dev.assay.vm.isa;

import org.jspecify.annotations.NullMarked;
