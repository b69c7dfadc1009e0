package dev.assay.node.rpc.eth;

import dev.assay.host.precompile.Precompile;
import dev.assay.host.predeploy.Predeploy;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** The rules in force (EIP-7910): one fork, from the first block on. */
public final class EthConfig extends NodeMethod {
  /** The method of a node. */
  public EthConfig(NodeServices node) {
    super(
        node,
        "eth_config",
        "The rules in force (EIP-7910): one fork, from the first block on.",
        Shape.object("configuration"));
  }

  @Override
  public RpcResult call(RpcCall call) {
    ChainBlock genesis = node.chain().block(0).orElseThrow();
    CRC32 forkId = new CRC32(); // EIP-2124: of the genesis hash, there being no later fork
    forkId.update(genesis.hash().toArray());
    return RpcResult.of(out -> write(out, genesis.header().timestamp(), forkId.getValue()));
  }

  private void write(JsonWriter out, long activation, long forkId) {
    out.beginObject().name("current").beginObject();
    out.name("activationTime").number(activation);
    out.name("blobSchedule").beginObject();
    out.name("baseFeeUpdateFraction").number(0).name("max").number(0).name("target").number(0);
    out.endObject();
    out.name("chainId").quantity(node.chain().chainId());
    out.name("forkId").string("0x" + HexFormat.of().toHexDigits((int) forkId));
    out.name("precompiles").beginObject();
    for (Precompile precompile : Precompile.values()) {
      out.name(precompile.name()).hex(Address.of(precompile.address()));
    }
    out.endObject().name("systemContracts").beginObject();
    for (Predeploy predeploy : Predeploy.values()) {
      out.name(predeploy.name()).hex(predeploy.address());
    }
    out.endObject().endObject().name("next").nul().name("last").nul().endObject();
  }
}
