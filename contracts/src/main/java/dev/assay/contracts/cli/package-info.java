/**
 * Contracts from the command line: {@code assay deploy}, {@code assay call} and {@code assay send}
 * work against any node, with functions named by their Solidity signature as {@code cast} takes
 * them. {@link dev.assay.contracts.cli.Signatures} reads those, {@link
 * dev.assay.contracts.cli.ArgumentText} the arguments, {@link dev.assay.contracts.cli.ChainOptions}
 * says who signs.
 */
@NullMarked
package dev.assay.contracts.cli;

import org.jspecify.annotations.NullMarked;
