package dev.assay.node.rpc.debug;

import dev.assay.host.BlockContext;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.host.CallTracer;
import dev.assay.host.ExecutionOptions;
import dev.assay.host.trace.HostCallTrace;
import dev.assay.host.trace.InstructionTrace;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.Replay;
import dev.assay.node.chain.Simulator;
import dev.assay.node.rpc.Json;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.ParamType;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.TouchedState;
import dev.assay.state.world.StateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a trace request asks for. */
sealed interface Tracer {

  /** Geth's callTracer. */
  record Calls(boolean onlyTopCall, boolean withLog) implements Tracer {}

  /** Geth's prestateTracer. */
  record Prestate(boolean diffMode) implements Tracer {}

  /** Arbitrum's stylusTracer: every host call with what crossed. */
  record HostCalls() implements Tracer {}

  /** The wasmTracer: every instruction, the first {@code limit} of them. */
  record Instructions(int limit) implements Tracer {
    /** Steps of an answer, unless the request says. */
    static final int DEFAULT_LIMIT = 100_000;
  }

  /** How it is read. */
  ParamType<Tracer> TYPE =
      ParamTypes.type(Shape.object("trace options"), json -> read(ParamTypes.object(json)));

  /** Geth's default, struct logs, describes a stack machine; here a tracer must be named. */
  @SuppressWarnings("ClassInitializationDeadlock") // a record does not initialize its interface
  Tracer CALLS = new Calls(false, false);

  /** The tracer that trace options name. */
  static Tracer read(Json.Obj options) {
    Json.Obj config =
        options.get("tracerConfig") instanceof Json.Obj given ? given : new Json.Obj(Map.of());
    return switch (options.get("tracer")) {
      case Json.Str(var name) -> named(name, config);
      case Json.Null _ -> CALLS;
      case Json.Obj _, Json.Arr _, Json.Num _, Json.Bool _ ->
          throw new RpcException(RpcError.INVALID_PARAMS, "tracer is a string");
    };
  }

  private static Tracer named(String name, Json.Obj config) {
    return switch (name) {
      case "callTracer" -> new Calls(flag(config, "onlyTopCall"), flag(config, "withLog"));
      case "prestateTracer" -> new Prestate(flag(config, "diffMode"));
      case "stylusTracer" -> new HostCalls();
      case "wasmTracer" -> new Instructions(limit(config));
      default -> script(name);
    };
  }

  private static int limit(Json.Obj config) {
    Json limit = config.get("limit");
    if (limit instanceof Json.Null) {
      return Instructions.DEFAULT_LIMIT;
    }
    return (int) Math.min(Integer.MAX_VALUE, ParamTypes.LONG.value(limit, 1));
  }

  /**
   * Scripts are not run. The one that cargo-stylus sends answers what stylusTracer answers, so it
   * gets that.
   */
  private static Tracer script(String text) {
    if (text.contains("\"hostio\"") && text.contains("nests:")) {
      return new HostCalls();
    }
    String name = text.length() <= 40 ? text : text.substring(0, 40) + "...";
    throw new RpcException(
        RpcError.SERVER_ERROR,
        "no tracer named "
            + name
            + ": there are callTracer, prestateTracer, stylusTracer and wasmTracer");
  }

  private static boolean flag(Json.Obj config, String name) {
    return config.get(name).equals(new Json.Bool(true));
  }

  /** Somebody who watches an execution, and writes afterwards what was seen. */
  record Watch(CallTracer tracer, Writer writer) {
    /** Writes a trace. */
    interface Writer {
      /** Writes it, given the execution's gas limit and its outcome. */
      void write(JsonWriter out, long gas, CallOutcome outcome);
    }

    Consumer<JsonWriter> of(long gas, CallOutcome outcome) {
      return out -> writer.write(out, gas, outcome);
    }
  }

  private Watch watch(NodeServices node) {
    return switch (this) {
      case Calls(boolean onlyTopCall, boolean withLog) -> {
        CallTree tree = new CallTree(onlyTopCall, withLog);
        yield new Watch(tree, (out, gas, outcome) -> tree.write(out, gas, outcome.gasUsed()));
      }
      case HostCalls() -> {
        HostCallTrace trace = new HostCallTrace(node.limits().responseBytes());
        yield new Watch(trace, (out, _, _) -> StepJson.write(out, trace));
      }
      case Instructions(int limit) -> {
        InstructionTrace trace = new InstructionTrace(limit);
        yield new Watch(trace, (out, _, outcome) -> StepJson.write(out, trace, outcome));
      }
      case Prestate _ -> throw new IllegalStateException("a prestate trace watches the state");
    };
  }

  /** The trace of a mined transaction. */
  default Consumer<JsonWriter> transaction(NodeServices node, ChainBlock block, int index) {
    return replayed(
        block, () -> replayed(node, block, index, node.replay().stateBefore(block, index)).trace());
  }

  /** The traces of a block's transactions, each beside its hash. */
  default Consumer<JsonWriter> block(NodeServices node, ChainBlock block) {
    List<Consumer<JsonWriter>> traces =
        all(node, block, (before, index) -> replayed(node, block, index, before));
    return out -> write(out, block, traces);
  }

  /**
   * The traces of a block's transactions.
   *
   * @param execution executes one of them again, over the state before it
   */
  static List<Consumer<JsonWriter>> all(
      NodeServices node, ChainBlock block, BiFunction<StateView, Integer, Replayed> execution) {
    List<Consumer<JsonWriter>> traces = new ArrayList<>();
    return replayed(
        block,
        () -> {
          node.replay()
              .each(
                  block,
                  (before, index) -> {
                    Replayed one = execution.apply(before, index);
                    traces.add(one.trace());
                    return one.changes();
                  });
          return traces;
        });
  }

  private static void write(JsonWriter out, ChainBlock block, List<Consumer<JsonWriter>> traces) {
    out.beginArray();
    for (int i = 0; i < traces.size(); i++) {
      out.beginObject().name("txHash").hex(block.transactionHashes().get(i)).name("result");
      traces.get(i).accept(out);
      out.endObject();
    }
    out.endArray();
  }

  static <T> T replayed(ChainBlock block, Supplier<T> work) {
    if (block.number() == 0) {
      throw new RpcException(RpcError.SERVER_ERROR, "genesis is not traceable");
    }
    try {
      return work.get();
    } catch (Replay.Diverged e) {
      throw new RpcException(RpcError.SERVER_ERROR, String.valueOf(e.getMessage()));
    } catch (Simulator.TimedOut e) {
      throw new RpcException(RpcError.TIMEOUT, "execution timeout");
    }
  }

  /** A transaction executed again: what was seen, and what it changed. */
  record Replayed(Consumer<JsonWriter> trace, Replay.Changes changes) {}

  private Replayed replayed(NodeServices node, ChainBlock block, int index, StateView before) {
    Replay replay = node.replay();
    if (this instanceof Prestate(boolean diffMode)) {
      TouchedState touched = new TouchedState(before);
      Replay.Changes changes = replay.over(touched, block, index, ExecutionOptions.NONE);
      return new Replayed(
          diffMode ? out -> touched.writeDiff(out, changes.diff()) : touched::write, changes);
    }
    Watch watch = watch(node);
    Replay.Changes changes =
        replay.over(before, block, index, ExecutionOptions.NONE.with(watch.tracer()));
    long gas = block.block().transactions().get(index).gasLimit();
    return new Replayed(watch.of(gas, changes.result().outcome()), changes);
  }

  /** The trace of a call. */
  default Consumer<JsonWriter> call(
      NodeServices node, StateView state, BlockContext block, CallRequest request) {
    if (this instanceof Prestate(boolean diffMode)) {
      TouchedState touched = new TouchedState(state);
      Simulator.Changes changes = node.simulator().changes(touched, block, request);
      return diffMode ? out -> touched.writeDiff(out, changes.diff()) : touched::write;
    }
    Watch watch = watch(node);
    CallOutcome outcome =
        node.simulator().call(state, block, request, ExecutionOptions.NONE.with(watch.tracer()));
    return watch.of(request.gas(), outcome);
  }
}
