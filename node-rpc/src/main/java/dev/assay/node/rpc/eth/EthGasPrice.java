package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** A gas price that the next block takes: base fee and suggested tip. */
public final class EthGasPrice extends NodeMethod {
  /** The method of a node. */
  public EthGasPrice(NodeServices node) {
    super(
        node,
        "eth_gasPrice",
        "A gas price that the next block takes: base fee and suggested tip.",
        Shape.QUANTITY);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(node.producer().draft().baseFeePerGas().add(node.fees().tip()));
  }
}
