/**
 * Bytes to {@link dev.assay.vm.module.WasmModule}: {@link dev.assay.vm.decode.ModuleDecoder} reads
 * the whole module once, code included, and accepts exactly the binary format of the standard
 * within a {@link dev.assay.vm.isa.FeatureSet} and {@link dev.assay.vm.Limits}. What it refuses is
 * a {@link dev.assay.vm.decode.MalformedModule} that says where and why.
 *
 * <p>Nothing is allocated before the bytes that pay for it have been seen, nothing recurses on the
 * input's depth, and the time is linear in the module's size. Later stages walk function bodies and
 * initializers with {@link dev.assay.vm.decode.InstructionReader}, which cannot fail on a decoded
 * module.
 */
@NullMarked
package dev.assay.vm.decode;

import org.jspecify.annotations.NullMarked;
