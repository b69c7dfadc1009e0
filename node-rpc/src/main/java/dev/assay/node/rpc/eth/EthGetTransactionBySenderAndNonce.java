package dev.assay.node.rpc.eth;

import dev.assay.node.chain.Blockchain;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.MinedTransaction;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;

/** A transaction of the pool or the newest blocks by who sent it. */
public final class EthGetTransactionBySenderAndNonce extends NodeMethod {
  private static final long BLOCKS_SEARCHED = 10_000;

  private static final Param<Address> SENDER = Param.required("sender", ParamTypes.ADDRESS);
  private static final Param<Long> NONCE = Param.required("nonce", ParamTypes.LONG);

  /** The method of a node. */
  public EthGetTransactionBySenderAndNonce(NodeServices node) {
    super(
        node,
        "eth_getTransactionBySenderAndNonce",
        "A transaction of the pool or the newest blocks by who sent it.",
        Shape.object("transaction").orNull(),
        SENDER,
        NONCE);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    Address sender = call.get(SENDER);
    long nonce = call.get(NONCE);
    Blockchain chain = node.chain();
    long head = chain.tip().number();
    for (long number = head; number > Math.max(0, head - BLOCKS_SEARCHED); number--) {
      ChainBlock block = chain.block(number).orElseThrow();
      for (int i = 0; i < block.transactionHashes().size(); i++) {
        MinedTransaction mined = new MinedTransaction(block, i);
        if (mined.transaction().nonce() == nonce && chain.sender(mined).equals(sender)) {
          return RpcResult.of(out -> ChainJson.transaction(out, chain, mined));
        }
      }
    }
    return node.pool().transactions().stream()
        .filter(pooled -> pooled.nonce() == nonce && pooled.sender().equals(sender))
        .findFirst()
        .map(pooled -> RpcResult.of(out -> ChainJson.pending(out, pooled)))
        .orElse(RpcResult.NULL);
  }
}
