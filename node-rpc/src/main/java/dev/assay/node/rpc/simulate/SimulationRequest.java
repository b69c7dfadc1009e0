package dev.assay.node.rpc.simulate;

import dev.assay.node.rpc.ParamType;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.StateOverrides;
import dev.assay.node.rpc.StateOverrides.BlockOverrides;
import dev.assay.node.rpc.TransactionArgs;
import dev.assay.node.rpc.TransactionArgs.Fields;
import java.util.List;

/**
 * What to simulate.
 *
 * @param blocks the blocks, in order
 * @param traceTransfers whether movements of ether show as logs
 * @param validation whether transactions must be such as a block may hold
 * @param fullTransactions whether the answer holds the transactions, not their hashes alone
 */
public record SimulationRequest(
    List<BlockOfCalls> blocks,
    boolean traceTransfers,
    boolean validation,
    boolean fullTransactions) {

  /** Calls that share a block. */
  public record BlockOfCalls(
      BlockOverrides header, StateOverrides state, List<TransactionArgs> calls) {
    /** A block between those that were asked for. */
    static final BlockOfCalls EMPTY =
        new BlockOfCalls(BlockOverrides.NONE, StateOverrides.NONE, List.of());
  }

  /** How it is read. */
  public static final ParamType<SimulationRequest> TYPE =
      ParamTypes.type(
          Shape.object("simulation"), json -> read(new Fields(ParamTypes.object(json))));

  private static final ParamType<BlockOfCalls> BLOCK =
      ParamTypes.type(Shape.object("block"), json -> block(new Fields(ParamTypes.object(json))));

  private static SimulationRequest read(Fields json) {
    return new SimulationRequest(
        json.optional("blockStateCalls", ParamTypes.listOf(BLOCK)).orElse(List.of()),
        json.optional("traceTransfers", ParamTypes.BOOLEAN).orElse(false),
        json.optional("validation", ParamTypes.BOOLEAN).orElse(false),
        json.optional("returnFullTransactions", ParamTypes.BOOLEAN).orElse(false));
  }

  private static BlockOfCalls block(Fields json) {
    return new BlockOfCalls(
        json.optional("blockOverrides", BlockOverrides.TYPE).orElse(BlockOverrides.NONE),
        json.optional("stateOverrides", StateOverrides.TYPE).orElse(StateOverrides.NONE),
        json.optional("calls", ParamTypes.listOf(TransactionArgs.TYPE)).orElse(List.of()));
  }
}
