package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;

/** Who gets the tips of the next block. */
public final class EthCoinbase extends NodeMethod {
  /** The method of a node. */
  public EthCoinbase(NodeServices node) {
    super(node, "eth_coinbase", "Who gets the tips of the next block.", Shape.ADDRESS);
  }

  @Override
  public RpcResult call(RpcCall call) {
    Address coinbase = node.producer().settings().coinbase();
    return RpcResult.of(out -> out.hex(coinbase));
  }
}
