package dev.assay.node.rpc.dev;

import dev.assay.node.chain.ChainBlock;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.chain.BlockHeader;

/** What the node is doing, as anvil tells it. */
public final class AnvilNodeInfo extends NodeMethod {
  /** The method of a node. */
  public AnvilNodeInfo(NodeServices node) {
    super(
        node,
        "anvil_nodeInfo",
        "What the node is doing, as anvil tells it.",
        Shape.object("node info"));
  }

  @Override
  public RpcResult call(RpcCall call) {
    ChainBlock head = node.chain().tip().block();
    BlockHeader next = node.producer().draft();
    return RpcResult.of(
        out -> {
          out.beginObject();
          out.name("currentBlockNumber").quantity(head.number());
          out.name("currentBlockTimestamp").number(head.header().timestamp());
          out.name("currentBlockHash").hex(head.hash());
          out.name("hardFork").string("cancun");
          out.name("transactionOrder").string("fees");
          out.name("environment").beginObject();
          out.name("baseFee").quantity(next.baseFeePerGas());
          out.name("chainId").number(node.chain().chainId());
          out.name("gasLimit").quantity(next.gasLimit());
          out.name("gasPrice").quantity(next.baseFeePerGas().add(node.fees().tip()));
          out.endObject();
          out.name("forkConfig").beginObject().endObject().endObject();
        });
  }
}
