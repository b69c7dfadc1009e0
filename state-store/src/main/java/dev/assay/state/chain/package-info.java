/**
 * Records of the chain: transactions (types 0, 1, 2), headers with the fields of Cancun, blocks,
 * receipts, logs and their bloom filter, with their canonical encodings.
 *
 * <p>All are immutable values equal to what they encode to. What comes from outside is decoded by
 * the strict reader of {@code rlp}; a transaction type that the chain does not take is refused by
 * its name.
 */
@NullMarked
package dev.assay.state.chain;

import org.jspecify.annotations.NullMarked;
