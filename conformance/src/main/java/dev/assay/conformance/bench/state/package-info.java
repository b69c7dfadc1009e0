/**
 * {@code assay bench state}: the table of what the state store promises, row by row: target,
 * figure, peer, ratio.
 *
 * <p>{@link dev.assay.conformance.bench.state.TrieMain} times the trie alone, sorted leaves in and
 * root out, in JVMs of its own: what the peers' figures are of. {@link
 * dev.assay.conformance.bench.state.StateBench} measures on a database of its own with random
 * accounts; peers run in the same sitting where they are installed, and are quoted where they are
 * not. {@link dev.assay.conformance.bench.state.Duel} times small work beside the peer's, in turns.
 * Figures are medians of rounds, of one thread's work by what that thread got of a processor; what
 * is compared with a limit is compared with the limit of the same sitting: so many runs of Keccak's
 * permutation, each as long as it took here.
 */
@NullMarked
package dev.assay.conformance.bench.state;

import org.jspecify.annotations.NullMarked;
