package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.Envelopes;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Bytes;

/** Takes a signed transaction; with automatic mining the answer comes after its block. */
public final class EthSendRawTransaction extends NodeMethod {
  private static final Param<Bytes> RAW = Param.required("raw", ParamTypes.DATA);

  /** The method of a node. */
  public EthSendRawTransaction(NodeServices node) {
    super(
        node,
        "eth_sendRawTransaction",
        "Takes a signed transaction; with automatic mining the answer comes after its block.",
        Shape.HASH,
        RAW);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    return Envelopes.submit(node.submission().submit(Envelopes.decode(call.get(RAW))));
  }
}
