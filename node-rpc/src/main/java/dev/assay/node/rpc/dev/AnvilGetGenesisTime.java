package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Timestamp of the genesis block. */
public final class AnvilGetGenesisTime extends NodeMethod {
  /** The method of a node. */
  public AnvilGetGenesisTime(NodeServices node) {
    super(node, "anvil_getGenesisTime", "Timestamp of the genesis block.", Shape.any("seconds"));
  }

  @Override
  public RpcResult call(RpcCall call) {
    long time = node.chain().block(0).orElseThrow().header().timestamp();
    return RpcResult.of(out -> out.number(time));
  }
}
