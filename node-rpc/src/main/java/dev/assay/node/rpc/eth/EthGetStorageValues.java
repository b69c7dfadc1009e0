package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.Json;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamType;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.world.StateView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words of several accounts' storage, at one block. */
public final class EthGetStorageValues extends NodeMethod {
  private static final int MOST_SLOTS = 1024;
  private static final ParamType<Map<Address, List<Hash>>> SLOTS =
      ParamTypes.type(
          Shape.object("slots by address"),
          json -> {
            Map<Address, List<Hash>> slots = new LinkedHashMap<>();
            ParamTypes.object(json)
                .members()
                .forEach(
                    (address, list) ->
                        slots.put(
                            ParamTypes.ADDRESS.reader().apply(new Json.Str(address)),
                            ParamTypes.listOf(ParamTypes.SLOT).reader().apply(list)));
            return slots;
          });
  private static final Param<Map<Address, List<Hash>>> REQUESTS = Param.required("slots", SLOTS);
  private static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);

  /** The method of a node. */
  public EthGetStorageValues(NodeServices node) {
    super(
        node,
        "eth_getStorageValues",
        "Words of several accounts' storage, at one block.",
        Shape.object("words by address"),
        REQUESTS,
        BLOCK);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    Map<Address, List<Hash>> requests = call.get(REQUESTS);
    if (requests.isEmpty()) {
      throw new RpcException(RpcError.INVALID_PARAMS, "empty request");
    }
    if (requests.values().stream().mapToInt(List::size).sum() > MOST_SLOTS) {
      throw new RpcException(RpcError.LIMIT_EXCEEDED, "too many slots (max " + MOST_SLOTS + ")");
    }
    StateView state = node.state(call.get(BLOCK));
    return RpcResult.of(
        out -> {
          out.beginObject();
          requests.forEach(
              (address, slots) -> {
                out.name(address.toHex()).beginArray();
                slots.forEach(slot -> out.hex(state.storage(address, slot.toUInt256()).toHash()));
                out.endArray();
              });
          out.endObject();
        });
  }
}
