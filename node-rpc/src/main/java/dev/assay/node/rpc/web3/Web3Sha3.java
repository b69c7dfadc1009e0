package dev.assay.node.rpc.web3;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Bytes;

/** Keccak-256 of the data. */
public final class Web3Sha3 extends NodeMethod {
  private static final Param<Bytes> DATA = Param.required("data", ParamTypes.DATA);

  /** The method of a node. */
  public Web3Sha3(NodeServices node) {
    super(node, "web3_sha3", "Keccak-256 of the data.", Shape.HASH, DATA);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.hash(Keccak.hash(call.get(DATA)));
  }
}
