package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;

/** Signs a message of one of the node's accounts (EIP-191). */
public final class EthSign extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<Bytes> MESSAGE = Param.required("message", ParamTypes.DATA);

  /** The method of a node. */
  public EthSign(NodeServices node) {
    super(
        node,
        "eth_sign",
        "Signs a message of one of the node's accounts (EIP-191).",
        Shape.DATA,
        ADDRESS,
        MESSAGE);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.data(Senders.signMessage(node, call.get(ADDRESS), call.get(MESSAGE)));
  }
}
