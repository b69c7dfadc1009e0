/**
 * Contracts on the chain: what they can import, how messages between them run, and what a
 * transaction and a block do to the state.
 *
 * <p>{@link dev.assay.host.BlockProcessor} and {@link dev.assay.host.TransactionProcessor} are pure
 * functions of state, block context and transactions: no clock, no database, no thread. {@link
 * dev.assay.host.HostFunctions} is the one table of host functions. Nothing that a contract does
 * throws to the caller: results are sealed types, reasons are enums.
 */
@NullMarked
package dev.assay.host;

import org.jspecify.annotations.NullMarked;
