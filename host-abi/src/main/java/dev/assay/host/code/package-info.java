/**
 * Programs: the forms in which code may be sent, what a contract's module must keep to, and the
 * cache of programs. {@link dev.assay.host.code.CodeFormat} tells what some bytes are, {@link
 * dev.assay.host.code.Activation} makes a {@link dev.assay.host.code.Program} of them or says why
 * not.
 *
 * <p>{@link dev.assay.host.code.CodeCache} holds programs by code hash and schedule and says which
 * are compiled, and when; {@link dev.assay.host.EngineMode} is what an operator can choose. In mode
 * {@code auto} a program that is called often, or whose calls use much gas, is compiled by an
 * executor that the embedder brings, and instances made afterwards run compiled code. Compiled code
 * can outlive the process in a {@link dev.assay.host.code.CompiledStore}, under a key that stands
 * for the code, the prices, the compiler and the JDK.
 */
@NullMarked
package dev.assay.host.code;

import org.jspecify.annotations.NullMarked;
