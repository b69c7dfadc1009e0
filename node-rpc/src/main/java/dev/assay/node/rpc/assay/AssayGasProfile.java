package dev.assay.node.rpc.assay;

import dev.assay.host.ExecutionOptions;
import dev.assay.host.TransactionResult;
import dev.assay.host.trace.GasProfileTracer;
import dev.assay.metering.profile.FoldedStacks;
import dev.assay.metering.profile.GasProfile;
import dev.assay.node.chain.MinedTransaction;
import dev.assay.node.chain.Replay;
import dev.assay.node.chain.Simulator;
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
import dev.assay.state.types.Hash;
import java.util.Locale;

/**
 * Where the gas of a mined transaction went: the call tree with ink by itself, ink by instruction
 * family and by source line, and folded stacks. The tree's total is the gas used, to the last ink
 * (10,000 ink a gas).
 */
public final class AssayGasProfile extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);

  /** The method of a node. */
  public AssayGasProfile(NodeServices node) {
    super(
        node,
        "assay_gasProfile",
        "Where the gas of a mined transaction went, by call path; null while it waits.",
        Shape.object("gas profile").orNull(),
        HASH);
  }

  @Override
  public RpcResult call(RpcCall call) {
    Hash hash = call.get(HASH);
    return node.chain().transaction(hash).map(mined -> profile(hash, mined)).orElse(RpcResult.NULL);
  }

  private RpcResult profile(Hash hash, MinedTransaction mined) {
    GasProfileTracer tracer = new GasProfileTracer("transaction " + hash.toHex());
    try {
      ExecutionOptions watched = ExecutionOptions.NONE.with(tracer);
      TransactionResult.Included again = node.replay().transaction(mined, watched);
      GasProfile profile = tracer.profile(again.outcome().gasUsed());
      return RpcResult.of(out -> write(out, profile));
    } catch (Replay.Diverged e) {
      throw new RpcException(RpcError.SERVER_ERROR, String.valueOf(e.getMessage()));
    } catch (Simulator.TimedOut e) {
      throw new RpcException(RpcError.TIMEOUT, "execution timeout");
    }
  }

  private static void write(JsonWriter out, GasProfile profile) {
    out.beginObject().name("gasUsed").quantity(profile.gas());
    out.name("inkByCategory").beginObject();
    profile.byCategory().forEach((category, ink) -> out.name(lower(category)).quantity(ink));
    out.endObject().name("inkByLine").beginObject();
    profile.byLine().forEach((line, ink) -> out.name(line).quantity(ink));
    out.endObject().name("tree");
    write(out, profile.root());
    out.name("folded").string(FoldedStacks.of(profile)).endObject();
  }

  private static void write(JsonWriter out, GasProfile.Node node) {
    out.beginObject();
    out.name("kind").string(lower(node.kind()));
    out.name("name").string(node.name());
    if (!node.where().isEmpty()) {
      out.name("where").string(node.where());
    }
    out.name("calls").quantity(node.calls());
    out.name("selfInk").number(node.selfInk());
    out.name("totalInk").number(node.totalInk());
    out.name("children").beginArray();
    node.children().forEach(child -> write(out, child));
    out.endArray().endObject();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
