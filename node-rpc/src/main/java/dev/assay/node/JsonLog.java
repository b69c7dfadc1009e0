package dev.assay.node;

import dev.assay.host.CallOutcome;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.PooledTransaction;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.state.crypto.Addresses;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * An object a line: {@code timestamp}, {@code level}, {@code event}, and what the event has. The
 * names of members are part of the node's interface.
 */
final class JsonLog implements NodeLog {
  private final Consumer<String> sink;

  JsonLog(Consumer<String> sink) {
    this.sink = sink;
  }

  private void line(String level, String event, Consumer<JsonWriter> members) {
    try (JsonWriter out = new JsonWriter(Integer.MAX_VALUE)) {
      out.beginObject().name("timestamp").string(Instant.now().toString());
      out.name("level").string(level).name("event").string(event);
      members.accept(out);
      sink.accept(new String(out.endObject().finish(), StandardCharsets.UTF_8));
    }
  }

  @Override
  public void request(String method) {
    line("info", "request", out -> out.name("method").string(method));
  }

  @Override
  public void failure(String method, String error) {
    line("warn", "failure", out -> out.name("method").string(method).name("error").string(error));
  }

  @Override
  public void crash(String method, Throwable bug) {
    line(
        "error",
        "crash",
        out -> {
          out.name("method").string(method).name("error").string(bug.toString());
          out.name("stack").beginArray();
          for (StackTraceElement element : bug.getStackTrace()) {
            out.string(element.toString());
          }
          out.endArray();
        });
  }

  @Override
  public void trouble(String what) {
    line("error", "trouble", out -> out.name("error").string(what));
  }

  @Override
  public void dropped(PooledTransaction transaction, String reason) {
    line(
        "warn",
        "dropped",
        out -> out.name("transaction").hex(transaction.hash()).name("error").string(reason));
  }

  @Override
  public void block(
      ChainBlock block, List<PooledTransaction> transactions, List<CallOutcome> outcomes) {
    for (int i = 0; i < transactions.size(); i++) {
      transaction(block, transactions.get(i), outcomes.get(i), i);
    }
    line(
        "info",
        "block",
        out -> {
          out.name("number").number(block.number()).name("hash").hex(block.hash());
          out.name("time").number(block.header().timestamp());
          out.name("transactions").number(transactions.size());
          out.name("gasUsed").number(block.header().gasUsed());
        });
  }

  private void transaction(
      ChainBlock block, PooledTransaction transaction, CallOutcome outcome, int index) {
    line(
        "info",
        "transaction",
        out -> {
          out.name("hash").hex(transaction.hash()).name("block").number(block.number());
          out.name("gasUsed").number(block.gasUsed(index));
          if (transaction.transaction().isCreation() && block.receipts().get(index).succeeded()) {
            out.name("contract").hex(Addresses.created(transaction.sender(), transaction.nonce()));
          }
          NodeLog.explanation(outcome).ifPresent(why -> out.name("error").string(why));
        });
  }

  @Override
  public void console(String text) {
    line("info", "console", out -> out.name("text").string(text));
  }
}
