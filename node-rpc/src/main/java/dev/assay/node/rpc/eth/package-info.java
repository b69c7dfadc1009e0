/**
 * The eth namespace: chain, state, execution, transactions, filters and subscriptions.
 *
 * <p>A call of a contract runs on a worker until its function has proven brief ({@code
 * BriefCalls}), and then on the connection's thread, from which it is taken if it lasts after all.
 */
@NullMarked
package dev.assay.node.rpc.eth;

import org.jspecify.annotations.NullMarked;
