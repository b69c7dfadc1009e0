package dev.assay.conformance.run;

import dev.assay.metering.Ink;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.vm.exec.TraceFrame;
import dev.assay.vm.exec.Trap;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a run. For people, results go to standard output and everything about the run to
 * standard error; for programs, all of it is one JSON object.
 *
 * @param ink what was used
 * @param traceHash the hash of everything that was done, or null when it was not asked for
 */
record RunReport(
    RunResult result, String engine, String schedule, long ink, @Nullable String traceHash) {
  private static final int MOST_BYTES = 1 << 28;

  void print(PrintWriter out, PrintWriter err) {
    switch (result) {
      case RunResult.Returned(var values) -> values.forEach(out::println);
      case RunResult.Exited(int code) ->
          err.println("exit code: " + Integer.toUnsignedString(code));
      case RunResult.Trapped(Trap trap) -> err.println(trap.describe());
      case RunResult.Unlinkable(String reason) -> err.println("assay: " + reason);
    }
    err.println("ink used: " + ink);
    if (traceHash != null) {
      err.println("trace hash: " + traceHash);
    }
  }

  /** The same as JSON, with what the program wrote. */
  String json(byte[] output, byte[] errorOutput) {
    try (JsonWriter json = new JsonWriter(MOST_BYTES)) {
      json.beginObject();
      result(json);
      json.name("engine").string(engine).name("schedule").string(schedule);
      json.name("inkUsed").number(ink).name("gasUsed").number(Ink.toGasCeil(ink));
      if (traceHash != null) {
        json.name("traceHash").string(traceHash);
      }
      json.name("stdout").string(new String(output, StandardCharsets.UTF_8));
      json.name("stderr").string(new String(errorOutput, StandardCharsets.UTF_8));
      json.endObject();
      return new String(json.finish(), StandardCharsets.UTF_8);
    }
  }

  private void result(JsonWriter json) {
    switch (result) {
      case RunResult.Returned(var values) -> {
        json.name("status").string("returned").name("results").beginArray();
        values.forEach(json::string);
        json.endArray();
      }
      case RunResult.Exited(int code) ->
          json.name("status").string("exited").name("exitCode").number(code);
      case RunResult.Trapped(Trap trap) -> {
        json.name("status").string("trapped");
        trap(json.name("trap").beginObject(), trap);
        json.endObject();
      }
      case RunResult.Unlinkable(String reason) ->
          json.name("status").string("unlinkable").name("reason").string(reason);
    }
  }

  private static void trap(JsonWriter json, Trap trap) {
    json.name("code").number(trap.code().code()).name("message").string(trap.message());
    json.name("backtrace").beginArray();
    for (TraceFrame frame : trap.backtrace()) {
      json.beginObject();
      json.name("function").number(frame.function()).name("name").string(frame.name());
      json.name("offset").number(frame.offset());
      json.endObject();
    }
    json.endArray();
  }
}
