/** The node: chain, pool, JSON-RPC server and command line. */
@NullMarked
package dev.assay.node;

import org.jspecify.annotations.NullMarked;
