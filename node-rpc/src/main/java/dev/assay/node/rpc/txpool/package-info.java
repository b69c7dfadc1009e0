/** The txpool namespace: what waits for a block. */
@NullMarked
package dev.assay.node.rpc.txpool;

import org.jspecify.annotations.NullMarked;
