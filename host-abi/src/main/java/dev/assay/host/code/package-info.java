/**
 * Programs: the forms in which code may be sent, what a contract's module must keep to, and the
 * cache of translated code. {@link dev.assay.host.code.CodeFormat} tells what some bytes are,
 * {@link dev.assay.host.code.Activation} makes a {@link dev.assay.host.code.Program} of them or
 * says why not.
 */
@NullMarked
package dev.assay.host.code;

import org.jspecify.annotations.NullMarked;
