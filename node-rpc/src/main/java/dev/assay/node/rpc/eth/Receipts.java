package dev.assay.node.rpc.eth;

import dev.assay.node.chain.MinedTransaction;
import dev.assay.node.chain.PooledTransaction;
import dev.assay.node.chain.Submission;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.RpcResult;
import dev.assay.state.types.Hash;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Answers that wait for a block (EIP-7966). */
final class Receipts {
  /** How long a client waits that does not say. */
  static final long USUAL_MILLIS = 20_000;

  private static final long LONGEST_MILLIS = 60_000;

  private Receipts() {}

  /** The receipt of what was submitted, once there is one; an error when that takes too long. */
  static RpcResult of(NodeServices node, Submission.Outcome outcome, long patience) {
    long millis = Math.clamp(patience, 1, LONGEST_MILLIS);
    return switch (outcome) {
      case Submission.Outcome.Refused(var refusal) ->
          throw new RpcException(RpcError.SERVER_ERROR, refusal.message());
      case Submission.Outcome.Accepted(var hash, _) ->
          new RpcResult.Later(
              settled(node, hash)
                  .thenApply(_ -> receipt(node, hash))
                  .completeOnTimeout(Optional.empty(), millis, TimeUnit.MILLISECONDS)
                  .thenApply(receipt -> receipt.orElseThrow(() -> late(hash))));
    };
  }

  /** Completes when the transaction has left the pool. */
  private static CompletableFuture<?> settled(NodeServices node, Hash hash) {
    return node.pool()
        .find(hash)
        .<CompletableFuture<?>>map(PooledTransaction::outcome)
        .orElse(CompletableFuture.completedFuture(hash));
  }

  private static Optional<RpcResult> receipt(NodeServices node, Hash hash) {
    MinedTransaction mined = node.mined(hash);
    return Optional.of(RpcResult.of(out -> ChainJson.receipt(out, node.chain(), mined)));
  }

  private static RpcException late(Hash hash) {
    return new RpcException(
        RpcError.NOT_MINED_IN_TIME,
        "The transaction was added to the mempool but wasn't processed within the timeout: "
            + hash);
  }
}
