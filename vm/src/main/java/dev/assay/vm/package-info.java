/** The WebAssembly engine. */
@NullMarked
package dev.assay.vm;

import org.jspecify.annotations.NullMarked;
