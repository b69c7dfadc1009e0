package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.Json;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Mines a block, optionally with that timestamp, or several (object with blocks). */
public final class EvmMine extends NodeMethod {
  private static final Param<Json> OPTIONS =
      Param.optional("timestamp", ParamTypes.ANY, Json.Null.NULL);

  /** The method of a node. */
  public EvmMine(NodeServices node) {
    super(
        node,
        "evm_mine",
        "Mines a block, optionally with that timestamp, or several (object with blocks).",
        Shape.STRING,
        OPTIONS);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_evm_mine");
  }

  @Override
  public RpcResult call(RpcCall call) {
    return switch (call.get(OPTIONS)) {
      case Json.Null _ -> mine(1);
      case Json.Obj options -> {
        Json timestamp = options.get("timestamp");
        if (!(timestamp instanceof Json.Null)) {
          chooseTimestamp(timestamp);
        }
        Json blocks = options.get("blocks");
        yield mine(blocks instanceof Json.Null ? 1 : ParamTypes.LONG.value(blocks, 0));
      }
      case Json.Str text -> at(text);
      case Json.Num number -> at(number);
      case Json.Arr _, Json.Bool _ ->
          throw new RpcException(RpcError.INVALID_PARAMS, "invalid argument 0: want timestamp");
    };
  }

  private RpcResult at(Json timestamp) {
    chooseTimestamp(timestamp);
    return mine(1);
  }

  private void chooseTimestamp(Json timestamp) {
    long seconds = ParamTypes.LONG.value(timestamp, 0);
    Control.checkTimestamp(node, seconds);
    node.producer().adjust(settings -> settings.withNextTimestamp(seconds));
  }

  private RpcResult mine(long blocks) {
    return new RpcResult.Later(
        node.producer()
            .mine(Control.blocks(node, blocks), 0)
            .thenApply(_ -> RpcResult.string("0x0")));
  }
}
