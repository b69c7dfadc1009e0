/**
 * HTTP and WebSocket: bytes in, {@link dev.assay.node.rpc.RpcDispatcher} answers, bytes out.
 *
 * <p>{@link dev.assay.node.server.NettyServer} binds the port. A connection has one HTTP request in
 * hand at a time, so answers keep the order of requests and a client that does not read slows only
 * itself. The few threads of the connections answer what takes microseconds and never wait; what
 * takes longer goes to the node's workers ({@code RpcMethod.Cost}). Every upgrade offer other than
 * {@code websocket} is ignored. Who may ask is decided here: {@link
 * dev.assay.node.server.HostPolicy} stops DNS rebinding, and only JSON bodies are read, which a
 * browser page of another origin cannot send unasked.
 */
@NullMarked
package dev.assay.node.server;

import org.jspecify.annotations.NullMarked;
