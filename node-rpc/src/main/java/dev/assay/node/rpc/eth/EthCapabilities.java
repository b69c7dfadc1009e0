package dev.assay.node.rpc.eth;

import dev.assay.node.chain.ChainBlock;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.db.DatabaseOptions;

/** How far back this node can answer. */
public final class EthCapabilities extends NodeMethod {
  /** The method of a node. */
  public EthCapabilities(NodeServices node) {
    super(
        node,
        "eth_capabilities",
        "How far back this node can answer, for each kind of question.",
        Shape.object("capabilities"));
  }

  @Override
  public RpcResult call(RpcCall call) {
    ChainBlock head = node.chain().tip().block();
    long states = node.store().historyBlocks();
    long bodies = node.store().bodyBlocks();
    return RpcResult.of(
        out -> {
          out.beginObject().name("head").beginObject();
          out.name("number").quantity(head.number()).name("hash").hex(head.hash()).endObject();
          kept(out.name("state"), head.number(), states);
          kept(out.name("tx"), head.number(), bodies);
          kept(out.name("logs"), head.number(), bodies);
          kept(out.name("receipts"), head.number(), bodies);
          kept(out.name("blocks"), head.number(), bodies);
          kept(out.name("stateproofs"), head.number(), states);
          out.endObject();
        });
  }

  private static void kept(JsonWriter out, long head, long blocks) {
    boolean all = blocks == DatabaseOptions.ARCHIVE;
    out.beginObject().name("disabled").bool(false);
    out.name("oldestBlock").quantity(all ? 0 : Math.max(0, head - blocks));
    if (!all) {
      out.name("deleteStrategy").beginObject().name("type").string("window");
      out.name("retentionBlocks").quantity(blocks).endObject();
    }
    out.endObject();
  }
}
