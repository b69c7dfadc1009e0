package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.DumpJson;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Bytes;
import java.util.List;

/** Gives the accounts of a dump what they have there. */
public final class AnvilLoadState extends NodeMethod {
  private static final int MAX_BYTES = 256 << 20;
  private static final Param<Bytes> DUMP = Param.required("dump", ParamTypes.DATA);

  /** The method of a node. */
  public AnvilLoadState(NodeServices node) {
    super(
        node,
        "anvil_loadState",
        "Gives the accounts of a dump what they have there; other accounts and the height stay.",
        Shape.BOOLEAN,
        DUMP);
  }

  @Override
  public List<String> aliases() {
    return List.of("hardhat_loadState");
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    var dump = DumpJson.read(call.get(DUMP).toArray(), MAX_BYTES);
    return new RpcResult.Later(node.producer().load(dump).thenApply(_ -> RpcResult.bool(true)));
  }
}
