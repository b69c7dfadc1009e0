package dev.assay.node.rpc.debug;

import dev.assay.host.ExecutionOptions;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.Replay;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.debug.Tracer.Replayed;
import dev.assay.state.world.StateView;
import java.util.List;
import java.util.function.Consumer;

/** Mined transactions executed again, call by call, in the form of Parity's trace namespace. */
final class FlatTraces {
  private FlatTraces() {}

  /** The calls of one transaction. */
  static Consumer<JsonWriter> transaction(NodeServices node, ChainBlock block, int index) {
    return Tracer.replayed(
        block, () -> one(node, block, index, node.replay().stateBefore(block, index)).trace());
  }

  /** The calls of a block's transactions. */
  static Consumer<JsonWriter> block(NodeServices node, ChainBlock block) {
    List<Consumer<JsonWriter>> all =
        Tracer.all(node, block, (before, index) -> one(node, block, index, before));
    return out -> all.forEach(calls -> calls.accept(out));
  }

  private static Replayed one(NodeServices node, ChainBlock block, int index, StateView before) {
    CallTree tree = new CallTree(false, false);
    Replay.Changes changes =
        node.replay().over(before, block, index, ExecutionOptions.NONE.with(tree));
    long gas = block.block().transactions().get(index).gasLimit();
    long used = changes.result().outcome().gasUsed();
    return new Replayed(
        out -> tree.writeFlat(out, gas, used, to -> where(to, block, index)), changes);
  }

  private static void where(JsonWriter out, ChainBlock block, int index) {
    out.name("blockHash").hex(block.hash()).name("blockNumber").number(block.number());
    out.name("transactionHash").hex(block.transactionHashes().get(index));
    out.name("transactionPosition").number(index);
  }
}
