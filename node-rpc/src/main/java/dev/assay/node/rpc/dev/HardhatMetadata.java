package dev.assay.node.rpc.dev;

import dev.assay.node.Version;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;
import java.util.List;

/** Which chain this is, as hardhat and anvil tell it. */
public final class HardhatMetadata extends NodeMethod {
  /** The method of a node. */
  public HardhatMetadata(NodeServices node) {
    super(
        node,
        "hardhat_metadata",
        "Which chain this is, as hardhat and anvil tell it.",
        Shape.object("metadata"));
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_metadata");
  }

  @Override
  public RpcResult call(RpcCall call) {
    ChainBlock head = node.chain().tip().block();
    Hash genesis = node.chain().block(0).orElseThrow().hash();
    return RpcResult.of(
        out -> {
          out.beginObject();
          out.name("clientVersion").string(Version.client());
          out.name("chainId").number(node.chain().chainId());
          out.name("instanceId").hex(genesis);
          out.name("latestBlockNumber").number(head.number());
          out.name("latestBlockHash").hex(head.hash());
          out.endObject();
        });
  }
}
