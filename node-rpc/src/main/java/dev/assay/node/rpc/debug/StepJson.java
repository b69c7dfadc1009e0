package dev.assay.node.rpc.debug;

import dev.assay.host.CallOutcome;
import dev.assay.host.trace.HostCallTrace;
import dev.assay.host.trace.InstructionTrace;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import java.util.List;

/** The traces that are lists of steps, as they go over the wire. */
final class StepJson {
  private StepJson() {}

  /** What Arbitrum's {@code stylusTracer} answers, and cargo-stylus reads. */
  static void write(JsonWriter out, HostCallTrace trace) {
    if (trace.isCut()) {
      throw new RpcException(RpcError.RESPONSE_TOO_LARGE, "response too large");
    }
    write(out, trace.steps());
  }

  private static void write(JsonWriter out, List<HostCallTrace.Step> steps) {
    out.beginArray();
    for (HostCallTrace.Step step : steps) {
      out.beginObject().name("name").string(step.name());
      out.name("args").hex(step.arguments()).name("outs").hex(step.results());
      out.name("startInk").number(step.startInk()).name("endInk").number(step.endInk());
      HostCallTrace.Callee callee = step.callee();
      if (callee != null) {
        out.name("address").hex(callee.address()).name("steps");
        write(out, callee.steps());
      }
      out.endObject();
    }
    out.endArray();
  }

  /** The steps with what geth says around its own. */
  static void write(JsonWriter out, InstructionTrace trace, CallOutcome outcome) {
    out.beginObject().name("gas").number(outcome.gasUsed());
    out.name("failed").bool(!outcome.succeeded());
    out.name("returnValue").hex(outcome.output());
    out.name("instructions").number(trace.count()).name("steps").beginArray();
    trace.steps().forEach(step -> write(out, step));
    out.endArray().endObject();
  }

  private static void write(JsonWriter out, InstructionTrace.Step step) {
    out.beginObject().name("offset").number(step.offset());
    out.name("op").string(step.mnemonic()).name("ink").number(step.ink());
    out.name("depth").number(step.depth()).name("address").hex(step.address());
    out.name("function").string(step.function()).endObject();
  }
}
