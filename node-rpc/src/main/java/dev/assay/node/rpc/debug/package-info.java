/** The debug namespace: raw encodings and traces. */
@NullMarked
package dev.assay.node.rpc.debug;

import org.jspecify.annotations.NullMarked;
