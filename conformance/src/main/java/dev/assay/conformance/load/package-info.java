/**
 * A node under load, and under clients that mean it no good, over its sockets.
 *
 * <p>{@link dev.assay.conformance.load.NodeProcess} is a node as a process of its own, which can be
 * measured and killed; {@link dev.assay.conformance.load.HttpConnection} the plainest client that
 * costs little itself. {@code bench rpc} compares with a peer, {@code bench flat} says whether cost
 * stays the same over a million transactions, {@code faults --node-kill} and {@code faults --rpc}
 * say what a node loses and whom it keeps waiting.
 */
@NullMarked
package dev.assay.conformance.load;

import org.jspecify.annotations.NullMarked;
