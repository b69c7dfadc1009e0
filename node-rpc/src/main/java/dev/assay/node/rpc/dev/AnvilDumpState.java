package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.DumpJson;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.db.UnnamedState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The whole chain as packed JSON, in anvil's shape. */
public final class AnvilDumpState extends NodeMethod {
  /** Anvil takes it; states of the past are in the data directory here, not in dumps. */
  private static final Param<Boolean> HISTORY =
      Param.optional("preserveHistoricalStates", ParamTypes.BOOLEAN, false);

  /** The method of a node. */
  public AnvilDumpState(NodeServices node) {
    super(
        node,
        "anvil_dumpState",
        "The whole chain as gzipped JSON in anvil's shape; blocks are under its member `assay`.",
        Shape.DATA,
        HISTORY);
  }

  @Override
  public List<String> aliases() {
    return List.of("hardhat_dumpState");
  }

  @Override
  public RpcResult call(RpcCall call) {
    call.get(HISTORY);
    return new RpcResult.Later(
        node.producer()
            .dump()
            .thenApply(dump -> RpcResult.data(DumpJson.pack(dump, Integer.MAX_VALUE)))
            .exceptionallyCompose(AnvilDumpState::refused));
  }

  private static CompletableFuture<RpcResult> refused(Throwable problem) {
    Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
    return CompletableFuture.failedFuture(
        cause instanceof UnnamedState unnamed
            ? new RpcException(RpcError.SERVER_ERROR, String.valueOf(unnamed.getMessage()))
            : problem);
  }
}
