/** The web3 namespace. */
@NullMarked
package dev.assay.node.rpc.web3;

import org.jspecify.annotations.NullMarked;
