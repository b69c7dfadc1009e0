package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.TypedData;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import java.util.List;

/** Signs structured data with one of the node's accounts (EIP-712). */
public final class EthSignTypedDataV4 extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<Hash> DIGEST =
      Param.required("data", TypedData.TYPE.map(TypedData::digest));

  /** The method of a node. */
  public EthSignTypedDataV4(NodeServices node) {
    super(
        node,
        "eth_signTypedData_v4",
        "Signs structured data with one of the node's accounts (EIP-712).",
        Shape.DATA,
        ADDRESS,
        DIGEST);
  }

  @Override
  public List<String> aliases() {
    return List.of("eth_signTypedData", "eth_signTypedData_v3");
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.data(Senders.sign(node, call.get(ADDRESS), call.get(DIGEST)));
  }
}
