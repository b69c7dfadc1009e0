package dev.assay.node.rpc.debug;

import dev.assay.host.CallTracer;
import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.metering.ReentrancyPolicy;
import dev.assay.node.chain.RevertReason;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.state.chain.Log;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The messages of an execution as a tree, written in the shape of geth's callTracer. */
final class CallTree implements CallTracer {
  private final boolean onlyTopCall;
  private final boolean withLog;
  private final Deque<Call> open = new ArrayDeque<>();
  private @Nullable Call root;

  CallTree(boolean onlyTopCall, boolean withLog) {
    this.onlyTopCall = onlyTopCall;
    this.withLog = withLog;
  }

  /** What became of a call into a contract that was running. */
  private record Reentry(ReentrancyPolicy policy, boolean admitted) {}

  private static final class Call {
    private final Message message;
    private final List<Call> calls = new ArrayList<>();
    private final List<Log> logs = new ArrayList<>();
    private @Nullable CallResult result;
    private @Nullable Reentry reentry;

    Call(Message message) {
      this.message = message;
    }
  }

  @Override
  public void enter(Message message) {
    Call call = new Call(message);
    if (open.isEmpty()) {
      root = call;
    } else {
      open.peek().calls.add(call);
    }
    open.push(call);
  }

  @Override
  public void reenter(Message message, ReentrancyPolicy policy, boolean admitted) {
    if (!open.isEmpty()) {
      open.peek().reentry = new Reentry(policy, admitted);
    }
  }

  @Override
  public void exit(Message message, CallResult result) {
    open.pop().result = result;
  }

  @Override
  public void log(Log log) {
    if (!open.isEmpty()) {
      open.peek().logs.add(log);
    }
  }

  /** Writes the tree; the outermost call shows the gas of the whole transaction. */
  void write(JsonWriter out, long gas, long gasUsed) {
    if (root == null) {
      out.nul();
    } else {
      write(out, root, gas, gasUsed);
    }
  }

  private void write(JsonWriter out, Call call, long gas, long gasUsed) {
    Message message = call.message;
    out.beginObject();
    out.name("type").string(message.kind().name());
    out.name("from").hex(message.sender());
    out.name("to").hex(message.kind().creation() ? message.recipient() : message.codeAddress());
    if (message.kind() != Message.Kind.STATICCALL) {
      out.name("value").quantity(message.value());
    }
    out.name("gas").quantity(gas).name("gasUsed").quantity(gasUsed);
    out.name("input").hex(message.input());
    if (call.result != null) {
      result(out, call.result);
    }
    if (call.reentry != null) {
      reentry(out, call.reentry);
    }
    if (withLog && call.result != null && call.result.succeeded()) {
      logs(out, call);
    }
    if (!onlyTopCall && !call.calls.isEmpty()) {
      out.name("calls").beginArray();
      call.calls.forEach(inner -> write(out, inner, inner.message.gas(), used(inner)));
      out.endArray();
    }
    out.endObject();
  }

  /**
   * The calls one after the other, each with its place in the tree: the form of Parity's traces.
   *
   * @param where writes the members that say which transaction it was
   */
  void writeFlat(JsonWriter out, long gas, long gasUsed, Consumer<JsonWriter> where) {
    if (root != null) {
      flat(out, root, gas, gasUsed, List.of(), where);
    }
  }

  private static void flat(
      JsonWriter out,
      Call call,
      long gas,
      long gasUsed,
      List<Integer> place,
      Consumer<JsonWriter> where) {
    out.beginObject().name("action");
    action(out, call.message, gas);
    flatResult(out, call, gasUsed);
    out.name("subtraces").number(call.calls.size());
    out.name("traceAddress").beginArray();
    place.forEach(out::number);
    out.endArray();
    out.name("type").string(call.message.kind().creation() ? "create" : "call");
    where.accept(out);
    out.endObject();
    for (int i = 0; i < call.calls.size(); i++) {
      Call inner = call.calls.get(i);
      List<Integer> below = new ArrayList<>(place);
      below.add(i);
      flat(out, inner, inner.message.gas(), used(inner), below, where);
    }
  }

  private static void action(JsonWriter out, Message message, long gas) {
    boolean creation = message.kind().creation();
    String kind = message.kind().name().toLowerCase(Locale.ROOT);
    out.beginObject().name("from").hex(message.sender()).name("gas").quantity(gas);
    out.name(creation ? "creationMethod" : "callType").string(kind);
    out.name(creation ? "init" : "input").hex(message.input());
    if (!creation) {
      out.name("to").hex(message.codeAddress());
    }
    out.name("value").quantity(message.value()).endObject();
  }

  private static void flatResult(JsonWriter out, Call call, long gasUsed) {
    if (!(call.result instanceof CallResult.Success success)) {
      String error =
          call.result instanceof CallResult.Failed failed ? failed.message() : "Reverted";
      out.name("error").string(error).name("result").nul();
      return;
    }
    out.name("result").beginObject().name("gasUsed").quantity(gasUsed);
    if (call.message.kind().creation()) {
      out.name("address").hex(call.message.recipient()).name("code").hex(success.output());
    } else {
      out.name("output").hex(success.output());
    }
    out.endObject();
  }

  private static long used(Call call) {
    return call.result == null ? 0 : call.message.gas() - call.result.gasLeft();
  }

  private static void result(JsonWriter out, CallResult result) {
    switch (result) {
      case CallResult.Success success -> out.name("output").hex(success.output());
      case CallResult.Revert revert -> {
        out.name("output").hex(revert.output());
        out.name("error").string("execution reverted");
        RevertReason.of(revert.output())
            .ifPresent(reason -> out.name("revertReason").string(reason));
      }
      case CallResult.Failed failed -> out.name("error").string(failed.message());
    }
  }

  /** Beyond geth's shape, and only where the lock was met. */
  private static void reentry(JsonWriter out, Reentry reentry) {
    out.name("reentry").beginObject();
    out.name("policy").string(reentry.policy.text());
    out.name("admitted").bool(reentry.admitted);
    out.endObject();
  }

  private static void logs(JsonWriter out, Call call) {
    out.name("logs").beginArray();
    for (Log log : call.logs) {
      out.beginObject().name("address").hex(log.address()).name("topics").beginArray();
      log.topics().forEach(out::hex);
      out.endArray().name("data").hex(log.data()).endObject();
    }
    out.endArray();
  }
}
