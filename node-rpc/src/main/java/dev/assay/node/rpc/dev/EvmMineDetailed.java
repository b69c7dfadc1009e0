package dev.assay.node.rpc.dev;

import dev.assay.node.chain.ChainBlock;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.Json;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Mines a block, or several (object with blocks), and answers them. */
public final class EvmMineDetailed extends NodeMethod {
  private static final Param<Json> OPTIONS =
      Param.optional("options", ParamTypes.ANY, Json.Null.NULL);

  /** The method of a node. */
  public EvmMineDetailed(NodeServices node) {
    super(
        node,
        "evm_mine_detailed",
        "Mines a block, or several (object with blocks), and answers them.",
        Shape.object("block").list(),
        OPTIONS);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_mine_detailed");
  }

  @Override
  public RpcResult call(RpcCall call) {
    Json blocks =
        call.get(OPTIONS) instanceof Json.Obj options ? options.get("blocks") : call.get(OPTIONS);
    int count =
        Control.blocks(node, blocks instanceof Json.Null ? 1 : ParamTypes.LONG.value(blocks, 0));
    return new RpcResult.Later(
        node.producer()
            .mine(count, 0)
            .thenApply(
                _ ->
                    RpcResult.array(
                        newest(count),
                        (out, block) -> ChainJson.block(out, node.chain(), block, true))));
  }

  private List<ChainBlock> newest(int count) {
    long head = node.chain().tip().number();
    return LongStream.rangeClosed(head - count + 1, head)
        .mapToObj(node.chain()::block)
        .flatMap(Optional::stream)
        .toList();
  }
}
