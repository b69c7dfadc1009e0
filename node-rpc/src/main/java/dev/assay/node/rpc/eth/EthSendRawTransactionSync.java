package dev.assay.node.rpc.eth;

import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.PooledTransaction;
import dev.assay.node.chain.Submission;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.Envelopes;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.db.TransactionLocation;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Takes a signed transaction and answers its receipt (EIP-7966). */
public final class EthSendRawTransactionSync extends NodeMethod {
  private static final long LONGEST_MILLIS = 60_000;
  private static final Param<Bytes> RAW = Param.required("transaction", ParamTypes.DATA);
  private static final Param<Long> TIMEOUT =
      Param.optional("timeoutMillis", ParamTypes.LONG, 20_000L);

  /** The method of a node. */
  public EthSendRawTransactionSync(NodeServices node) {
    super(
        node,
        "eth_sendRawTransactionSync",
        "Takes a signed transaction and answers its receipt (EIP-7966).",
        Shape.object("receipt"),
        RAW,
        TIMEOUT);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    long millis = Math.clamp(call.get(TIMEOUT), 1, LONGEST_MILLIS);
    return switch (node.submission().submit(Envelopes.decode(call.get(RAW)))) {
      case Submission.Outcome.Refused(var refusal) ->
          throw new RpcException(RpcError.SERVER_ERROR, refusal.message());
      case Submission.Outcome.Accepted(var hash, _) ->
          new RpcResult.Later(
              settled(hash)
                  .thenApply(_ -> receipt(hash))
                  .completeOnTimeout(Optional.empty(), millis, TimeUnit.MILLISECONDS)
                  .thenApply(receipt -> receipt.orElseThrow(() -> late(hash))));
    };
  }

  /** Completes when the transaction has left the pool. */
  private CompletableFuture<?> settled(Hash hash) {
    return node.pool()
        .find(hash)
        .<CompletableFuture<?>>map(PooledTransaction::outcome)
        .orElse(CompletableFuture.completedFuture(hash));
  }

  private Optional<RpcResult> receipt(Hash hash) {
    TransactionLocation place = node.place(hash);
    ChainBlock block = node.chain().block(place.blockNumber()).orElseThrow();
    return Optional.of(
        RpcResult.of(out -> ChainJson.receipt(out, node.chain(), block, place.index())));
  }

  private static RpcException late(Hash hash) {
    return new RpcException(
        RpcError.NOT_MINED_IN_TIME,
        "The transaction was added to the mempool but wasn't processed within the timeout: "
            + hash);
  }
}
