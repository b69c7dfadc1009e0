/**
 * {@code assay run}: executes any WebAssembly module. Arguments are read and results printed by the
 * types of the function that is invoked.
 */
@NullMarked
package dev.assay.conformance.run;

import org.jspecify.annotations.NullMarked;
