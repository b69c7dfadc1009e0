package dev.assay.node;

import dev.assay.host.CallOutcome;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.PooledTransaction;
import dev.assay.state.crypto.Addresses;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The console: what was called, what became of each transaction, each block. */
final class TextLog implements NodeLog {
  static final NodeLog SILENT = new TextLog(_ -> {}, false);

  private final Consumer<String> sink;
  private final boolean speaks;

  TextLog(Consumer<String> sink, boolean speaks) {
    this.sink = sink;
    this.speaks = speaks;
  }

  @Override
  public void request(String method) {
    line(method);
  }

  @Override
  public void failure(String method, String error) {
    line("    " + method + " failed: " + error);
  }

  @Override
  public void crash(String method, Throwable bug) {
    StackTraceElement[] trace = bug.getStackTrace();
    String text = "    BUG in " + method + ": " + bug;
    if (trace.length > 0) {
      text += " at " + trace[0];
    }
    if (speaks) {
      line(text);
    } else {
      System.err.println(text);
    }
  }

  @Override
  public void trouble(String what) {
    if (speaks) {
      line("    TROUBLE: " + what);
    } else {
      System.err.println("TROUBLE: " + what);
    }
  }

  @Override
  public void dropped(PooledTransaction transaction, String reason) {
    line("    Transaction dropped: " + transaction.hash() + " (" + reason + ")");
  }

  @Override
  public void block(
      ChainBlock block, List<PooledTransaction> transactions, List<CallOutcome> outcomes) {
    if (!speaks) {
      return;
    }
    for (int i = 0; i < transactions.size(); i++) {
      PooledTransaction transaction = transactions.get(i);
      line("");
      line("    Transaction: " + transaction.hash());
      if (transaction.transaction().isCreation() && block.receipts().get(i).succeeded()) {
        line(
            "    Contract created: "
                + Addresses.checksummed(
                    Addresses.created(transaction.sender(), transaction.nonce())));
      }
      line("    Gas used: " + block.gasUsed(i));
      NodeLog.explanation(outcomes.get(i)).ifPresent(why -> line("    Error: " + why));
    }
    line("");
    line("    Block Number: " + block.number());
    line("    Block Hash: " + block.hash());
    line("    Block Time: " + Instant.ofEpochSecond(block.header().timestamp()));
    line("");
  }

  @Override
  public void console(String text) {
    line("    console: " + text);
  }

  private void line(String text) {
    if (speaks) {
      sink.accept(text);
    }
  }
}
