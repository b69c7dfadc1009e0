package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.db.AccountProof;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import java.util.List;

/** Proof of an account and slots of its storage against the state root (EIP-1186). */
public final class EthGetProof extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<List<Hash>> SLOTS =
      Param.optional("slots", ParamTypes.listOf(ParamTypes.SLOT), List.of());
  private static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);

  /** The method of a node. */
  public EthGetProof(NodeServices node) {
    super(
        node,
        "eth_getProof",
        "Proof of an account and slots of its storage against the state root (EIP-1186).",
        Shape.object("proof"),
        ADDRESS,
        SLOTS,
        BLOCK);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    if (call.get(SLOTS).size() > node.limits().logTerms()) {
      throw new RpcException(
          RpcError.LIMIT_EXCEEDED, "too many slots, at most " + node.limits().logTerms());
    }
    AccountProof proof =
        node.chain()
            .proof(
                call.get(ADDRESS),
                call.get(SLOTS).stream().map(Hash::toUInt256).toList(),
                node.existing(call.get(BLOCK)).number());
    return RpcResult.of(out -> write(out, proof));
  }

  private static void write(JsonWriter out, AccountProof proof) {
    out.beginObject();
    out.name("address").hex(proof.address());
    out.name("accountProof").beginArray();
    proof.nodes().forEach(out::hex);
    out.endArray();
    out.name("balance").quantity(proof.account().balance());
    out.name("codeHash").hex(proof.account().codeHash());
    out.name("nonce").quantity(proof.account().nonce());
    out.name("storageHash").hex(proof.account().storageRoot());
    out.name("storageProof").beginArray();
    for (AccountProof.SlotProof slot : proof.slots()) {
      out.beginObject().name("key").quantity(slot.slot()).name("value").quantity(slot.word());
      out.name("proof").beginArray();
      slot.nodes().forEach(out::hex);
      out.endArray().endObject();
    }
    out.endArray().endObject();
  }
}
