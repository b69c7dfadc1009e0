/**
 * Ethereum's own vectors, held against the store and the transaction rules: tries, RLP,
 * transactions, and states, state transitions and blocks derived from the published blockchain
 * tests. {@link dev.assay.conformance.ethereum.EthereumSuite} is the list of what there is.
 *
 * <p>Transactions are judged by the rules of Cancun without blobs, which are this chain's; what
 * this chain sets its own rules for (the size of contract code, types it refuses by name, ommers,
 * withdrawals) is skipped with that reason.
 */
@NullMarked
package dev.assay.conformance.ethereum;

import org.jspecify.annotations.NullMarked;
