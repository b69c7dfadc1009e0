/** The net namespace: a local chain has an id and no peers. */
@NullMarked
package dev.assay.node.rpc.net;

import org.jspecify.annotations.NullMarked;
