package dev.assay.node;

import dev.assay.host.CallOutcome;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.PooledTransaction;
import dev.assay.node.chain.RevertReason;
import dev.assay.state.crypto.Addresses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Every line the node says to its user; the wording lives here, not where things happen. */
public final class NodeLog {
  private static final NodeLog SILENT = new NodeLog(_ -> {}, false);

  private final Consumer<String> sink;
  private final boolean speaks;

  private NodeLog(Consumer<String> sink, boolean speaks) {
    this.sink = sink;
    this.speaks = speaks;
  }

  /** A log that says nothing. */
  public static NodeLog silent() {
    return SILENT;
  }

  /** A log whose lines go to {@code sink}, from any thread. */
  public static NodeLog to(Consumer<String> sink) {
    return new NodeLog(sink, true);
  }

  /** A request arrived. */
  public void request(String method) {
    line(method);
  }

  /** A request was answered with an error. */
  public void failure(String method, String error) {
    line("    " + method + " failed: " + error);
  }

  /** A bug, said even by a silent log: the request gets an internal error, the node goes on. */
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

  /** Something outside the program is wrong, said even by a silent log; the node tries again. */
  public void trouble(String what) {
    if (speaks) {
      line("    TROUBLE: " + what);
    } else {
      System.err.println("TROUBLE: " + what);
    }
  }

  /** A transaction left the pool because its turn came and it was invalid. */
  public void dropped(PooledTransaction transaction, String reason) {
    line("    Transaction dropped: " + transaction.hash() + " (" + reason + ")");
  }

  /** A block is on disk. */
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
      explanation(outcomes.get(i)).ifPresent(why -> line("    Error: " + why));
    }
    line("");
    line("    Block Number: " + block.number());
    line("    Block Hash: " + block.hash());
    line("    Block Time: " + Instant.ofEpochSecond(block.header().timestamp()));
    line("");
  }

  /** What a contract printed. */
  public void console(String text) {
    line("    console: " + text);
  }

  /** Why an execution failed, in words; empty if it did not. */
  public static Optional<String> explanation(CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Success _ -> Optional.empty();
      case CallOutcome.Revert(_, var output) ->
          Optional.of(
              RevertReason.of(output)
                  .map(reason -> "execution reverted: " + reason)
                  .orElse("execution reverted"));
      case CallOutcome.Failed failed -> Optional.of(failed.message());
    };
  }

  private void line(String text) {
    if (speaks) {
      sink.accept(text);
    }
  }
}
