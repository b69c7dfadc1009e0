/** The eth namespace: chain, state, execution, transactions, filters and subscriptions. */
@NullMarked
package dev.assay.node.rpc.eth;

import org.jspecify.annotations.NullMarked;
