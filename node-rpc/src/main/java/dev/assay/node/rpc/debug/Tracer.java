package dev.assay.node.rpc.debug;

import dev.assay.host.BlockContext;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.host.ExecutionOptions;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.Replay;
import dev.assay.node.rpc.Json;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.ParamType;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.TouchedState;
import dev.assay.state.db.TransactionLocation;
import dev.assay.state.world.StateView;
import java.util.Map;
import java.util.function.Consumer;

/** What a trace request asks for. */
sealed interface Tracer {

  /** Geth's callTracer. */
  record Calls(boolean onlyTopCall, boolean withLog) implements Tracer {}

  /** Geth's prestateTracer. */
  record Prestate(boolean diffMode) implements Tracer {}

  /** How it is read. */
  ParamType<Tracer> TYPE =
      ParamTypes.type(Shape.object("trace options"), json -> read(ParamTypes.object(json)));

  /** Geth's default, struct logs, describes a stack machine; here a tracer must be named. */
  @SuppressWarnings("ClassInitializationDeadlock") // a record does not initialize its interface
  Tracer CALLS = new Calls(false, false);

  private static Tracer read(Json.Obj options) {
    Json.Obj config =
        options.get("tracerConfig") instanceof Json.Obj given ? given : new Json.Obj(Map.of());
    return switch (options.get("tracer")) {
      case Json.Str(var name) when name.equals("callTracer") ->
          new Calls(flag(config, "onlyTopCall"), flag(config, "withLog"));
      case Json.Str(var name) when name.equals("prestateTracer") ->
          new Prestate(flag(config, "diffMode"));
      case Json.Null _ -> CALLS;
      case Json.Str(var name) ->
          throw new RpcException(
              RpcError.SERVER_ERROR,
              "no tracer named " + name + ": there are callTracer and prestateTracer");
      case Json.Obj _, Json.Arr _, Json.Num _, Json.Bool _ ->
          throw new RpcException(RpcError.INVALID_PARAMS, "tracer is a string");
    };
  }

  private static boolean flag(Json.Obj config, String name) {
    return config.get(name).equals(new Json.Bool(true));
  }

  /** The trace of a mined transaction. */
  default Consumer<JsonWriter> transaction(NodeServices node, ChainBlock block, int index) {
    if (block.number() == 0) {
      throw new RpcException(RpcError.SERVER_ERROR, "genesis is not traceable");
    }
    try {
      return replayed(node.replay(), block, index);
    } catch (Replay.Diverged e) {
      throw new RpcException(RpcError.SERVER_ERROR, String.valueOf(e.getMessage()));
    }
  }

  private Consumer<JsonWriter> replayed(Replay replay, ChainBlock block, int index) {
    return switch (this) {
      case Calls calls -> {
        CallTree tree = new CallTree(calls.onlyTopCall(), calls.withLog());
        TransactionLocation place = new TransactionLocation(block.number(), block.hash(), index);
        CallOutcome outcome = replay.transaction(place, ExecutionOptions.NONE.with(tree)).outcome();
        long gas = block.block().transactions().get(index).gasLimit();
        yield out -> tree.write(out, gas, outcome.gasUsed());
      }
      case Prestate prestate -> {
        TouchedState touched = new TouchedState(replay.stateBefore(block, index));
        Replay.Changes changes = replay.over(touched, block, index);
        yield out -> {
          if (prestate.diffMode()) {
            touched.writeDiff(out, changes.diff());
          } else {
            touched.write(out);
          }
        };
      }
    };
  }

  /** The trace of a call. */
  default Consumer<JsonWriter> call(
      NodeServices node, StateView state, BlockContext block, CallRequest request) {
    return switch (this) {
      case Calls calls -> {
        CallTree tree = new CallTree(calls.onlyTopCall(), calls.withLog());
        CallOutcome outcome =
            node.simulator().call(state, block, request, ExecutionOptions.NONE.with(tree));
        yield out -> tree.write(out, request.gas(), outcome.gasUsed());
      }
      case Prestate _ -> {
        TouchedState touched = new TouchedState(state);
        node.simulator().call(touched, block, request);
        yield touched::write;
      }
    };
  }
}
