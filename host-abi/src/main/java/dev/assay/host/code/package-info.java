/**
 * Programs: the forms in which code may be sent, what a contract's module must keep to, and the
 * cache of translated code. Its formats, the rules of activation and {@link
 * dev.assay.host.code.CodeCache} are the entry points.
 */
@NullMarked
package dev.assay.host.code;

import org.jspecify.annotations.NullMarked;
