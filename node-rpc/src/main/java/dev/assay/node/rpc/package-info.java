/**
 * JSON-RPC 2.0 over any transport: parsing, dispatch, errors, and the methods themselves.
 *
 * <p>{@link dev.assay.node.rpc.RpcMethods} is the list of methods; each is one class that names its
 * parameters, result and purpose, so that the method table of the manual and the OpenRPC document
 * derive from it. A method reads {@code NodeServices} and returns an {@code RpcResult} that is
 * written after it succeeded; an {@code RpcException} is an answer, anything else thrown is a bug
 * that costs its caller an internal error and the log one line, never the connection.
 */
@NullMarked
package dev.assay.node.rpc;

import org.jspecify.annotations.NullMarked;
