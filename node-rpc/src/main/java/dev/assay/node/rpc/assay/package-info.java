/** The assay namespace: what this node can tell and no other can. */
@NullMarked
package dev.assay.node.rpc.assay;

import org.jspecify.annotations.NullMarked;
