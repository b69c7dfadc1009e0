/**
 * The node's JSON-RPC interface against what others say it is.
 *
 * <p>{@link dev.assay.conformance.rpc.ApiSuite} asks a chain that holds a bit of everything, and
 * holds each answer against the result's schema in the OpenRPC document of ethereum/execution-apis
 * ({@link dev.assay.conformance.rpc.Schema}); the document's own example requests, made for another
 * chain, must be understood and refused with the same codes. {@link
 * dev.assay.conformance.rpc.RequestFuzzer} sends what no client should.
 */
@NullMarked
package dev.assay.conformance.rpc;

import org.jspecify.annotations.NullMarked;
