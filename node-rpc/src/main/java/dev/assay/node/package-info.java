/**
 * The node: a local Ethereum-compatible chain whose contracts are WebAssembly.
 *
 * <p>{@link dev.assay.node.Node} wires the layers and owns their start and stop order: {@code
 * server} (HTTP and WebSocket) hands requests to {@code rpc} (one class per method), which reads
 * {@code chain} and submits transactions to its pool; the block producer is the only writer. {@code
 * cli} is the command line on top. {@link dev.assay.node.NodeConfig} holds everything a user can
 * choose, {@link dev.assay.node.NodeLog} every line a user sees.
 */
@NullMarked
package dev.assay.node;

import org.jspecify.annotations.NullMarked;
