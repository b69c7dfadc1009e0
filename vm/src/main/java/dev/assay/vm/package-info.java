/**
 * The WebAssembly engine: a deterministic one that counts. The same module with the same arguments
 * gives the same results, traps and gas on every machine, to the bit.
 *
 * <p><b>Stages.</b> Bytes become a {@link dev.assay.vm.module.WasmModule} (decoded), a {@link
 * dev.assay.vm.validate.ValidModule}, a {@link dev.assay.vm.code.CodeUnit} (translated for one set
 * of prices) and, in a {@link dev.assay.vm.runtime.Store}, an {@link
 * dev.assay.vm.runtime.Instance}. Each type proves that the stages before it passed. {@link
 * dev.assay.vm.Engine} is the way through all of them.
 *
 * <h2>Load</h2>
 *
 * An engine and a code unit are immutable: share them between threads, keep the unit as long as the
 * module is of interest.
 *
 * {@snippet file="dev/assay/vm/ManualTest.java" region="load"}
 *
 * What a module may contain is for {@link dev.assay.vm.EngineConfig} to say: {@linkplain
 * dev.assay.vm.isa.FeatureSet parts of the standard}, {@linkplain dev.assay.vm.Limit sizes}. A
 * refusal names section, function and offset, what was found and what was expected.
 *
 * {@snippet file="dev/assay/vm/ManualTest.java" region="refuse"}
 *
 * <h2>Instantiate and call</h2>
 *
 * Arguments and results are 64-bit slots: an {@code i32} in the low half, an {@code f64} as its
 * bits, a {@code v128} in two slots, a reference as its handle; 0 is null. One thread at a time may
 * use a store.
 *
 * {@snippet file="dev/assay/vm/ManualTest.java" region="call"}
 *
 * <h2>Link host functions</h2>
 *
 * A {@link dev.assay.vm.runtime.HostFunction} reads its arguments from the frame's slots and puts
 * its results there; nothing is boxed. Memory is reached through the caller, checked: an access
 * outside traps. It ends the run by throwing a {@link dev.assay.vm.exec.Trap}.
 *
 * {@snippet file="dev/assay/vm/ManualTest.java" region="link"}
 *
 * <h2>Limit</h2>
 *
 * {@link dev.assay.vm.runtime.GasTank} pays for every instruction, exactly; {@link
 * dev.assay.vm.runtime.InstructionCosts} says how much. {@link dev.assay.vm.runtime.ResourceLimits}
 * bounds call depth, memory and tables. A guest that asks for more gets an answer of its own, a
 * trap or -1, never an error of the JVM.
 *
 * {@snippet file="dev/assay/vm/ManualTest.java" region="limits"}
 *
 * <h2>Watch</h2>
 *
 * A listener sees every instruction before it is charged. It changes nothing about the run but its
 * speed; without one, nothing is paid for the possibility.
 *
 * {@snippet file="dev/assay/vm/ManualTest.java" region="listen"}
 *
 * <h2>Cancel</h2>
 *
 * Any thread may end a run from outside. That is the embedder's right and no part of what nodes
 * agree on.
 *
 * {@snippet file="dev/assay/vm/ManualTest.java" region="cancel"}
 */
@NullMarked
package dev.assay.vm;

import org.jspecify.annotations.NullMarked;
