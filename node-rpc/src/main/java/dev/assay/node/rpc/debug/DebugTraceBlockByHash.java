package dev.assay.node.rpc.debug;

import dev.assay.node.chain.ChainBlock;
import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the transactions of a block did. */
public final class DebugTraceBlockByHash extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);
  private static final Param<Tracer> OPTIONS = Param.optional("options", Tracer.TYPE, Tracer.CALLS);

  /** The method of a node. */
  public DebugTraceBlockByHash(NodeServices node) {
    super(
        node,
        "debug_traceBlockByHash",
        "What the transactions of a block did.",
        Shape.object("trace").list(),
        HASH,
        OPTIONS);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    ChainBlock block = node.existing(new BlockId.ByHash(call.get(HASH), true));
    List<Consumer<JsonWriter>> traces = new ArrayList<>();
    for (int i = 0; i < block.transactionHashes().size(); i++) {
      traces.add(call.get(OPTIONS).transaction(node, block, i));
    }
    return RpcResult.of(out -> write(out, block, traces));
  }

  private static void write(JsonWriter out, ChainBlock block, List<Consumer<JsonWriter>> traces) {
    out.beginArray();
    for (int i = 0; i < traces.size(); i++) {
      out.beginObject().name("txHash").hex(block.transactionHashes().get(i)).name("result");
      traces.get(i).accept(out);
      out.endObject();
    }
    out.endArray();
  }
}
