package dev.assay.node;

import dev.assay.host.CallOutcome;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.PooledTransaction;
import dev.assay.node.chain.RevertReason;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the node says to its user, from any thread; how it is said is the implementations'. */
public interface NodeLog {

  /** A log that says nothing but what must be known. */
  static NodeLog silent() {
    return TextLog.SILENT;
  }

  /** Lines for people, as users of other dev chains know them. */
  static NodeLog to(Consumer<String> sink) {
    return new TextLog(sink, true);
  }

  /** Lines for programs, a JSON object each. */
  static NodeLog json(Consumer<String> sink) {
    return new JsonLog(sink);
  }

  /** A request arrived. */
  void request(String method);

  /** A request was answered with an error. */
  void failure(String method, String error);

  /** A bug, said even by a silent log: the request gets an internal error, the node goes on. */
  void crash(String method, Throwable bug);

  /** Something outside the program is wrong, said even by a silent log; the node tries again. */
  void trouble(String what);

  /** A transaction left the pool because its turn came and it was invalid. */
  void dropped(PooledTransaction transaction, String reason);

  /** A block is on disk. */
  void block(ChainBlock block, List<PooledTransaction> transactions, List<CallOutcome> outcomes);

  /** What a contract printed. */
  void console(String text);

  /** Why an execution failed, in words; empty if it did not. */
  static Optional<String> explanation(CallOutcome outcome) {
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
}
