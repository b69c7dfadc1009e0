package dev.assay.node.rpc.eth;

import dev.assay.host.BlockContext;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.node.NodeLog;
import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.Calls;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.TouchedState;
import dev.assay.node.rpc.TransactionArgs;
import dev.assay.state.chain.AccessListEntry;
import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The access list that a call would profit from, and the gas it uses with it. */
public final class EthCreateAccessList extends NodeMethod {
  private static final Address LAST_PRECOMPILE = Address.of(0x1ff);
  private static final Param<TransactionArgs> TRANSACTION =
      Param.required("transaction", TransactionArgs.TYPE);
  private static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);

  /** The method of a node. */
  public EthCreateAccessList(NodeServices node) {
    super(
        node,
        "eth_createAccessList",
        "The access list that a call would profit from, and the gas it uses with it.",
        Shape.object("access list"),
        TRANSACTION,
        BLOCK);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    BlockContext context = node.context(call.get(BLOCK));
    TransactionArgs args = call.get(TRANSACTION);
    CallRequest request = Calls.request(args, context, node.limits().callGas());
    TouchedState touched = new TouchedState(node.state(call.get(BLOCK)));
    node.simulator().call(touched, context, request);
    List<AccessListEntry> entries = entries(touched, request, context);
    CallOutcome outcome =
        node.simulator()
            .call(node.state(call.get(BLOCK)), context, Calls.withAccessList(request, entries));
    return RpcResult.of(out -> write(out, entries, outcome));
  }

  /** What is not warm from the start: slots, and addresses other than those of the message. */
  private static List<AccessListEntry> entries(
      TouchedState touched, CallRequest request, BlockContext block) {
    List<AccessListEntry> entries = new ArrayList<>();
    touched
        .touched()
        .forEach(
            (address, slots) -> {
              boolean warm =
                  address.equals(request.from())
                      || Objects.equals(address, request.to())
                      || address.equals(block.coinbase())
                      || address.compareTo(LAST_PRECOMPILE) <= 0;
              if (!warm || !slots.isEmpty()) {
                entries.add(
                    new AccessListEntry(address, slots.stream().map(UInt256::toHash).toList()));
              }
            });
    return entries;
  }

  private static void write(JsonWriter out, List<AccessListEntry> entries, CallOutcome outcome) {
    out.beginObject().name("accessList");
    ChainJson.accessList(out, entries);
    out.name("gasUsed").quantity(outcome.gasUsed());
    NodeLog.explanation(outcome).ifPresent(why -> out.name("error").string(why));
    out.endObject();
  }
}
