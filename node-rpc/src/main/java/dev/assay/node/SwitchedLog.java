package dev.assay.node;

import dev.assay.host.CallOutcome;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.PooledTransaction;
import java.util.List;

/** A log that can be turned off while the node runs; what must be known it says all the same. */
public final class SwitchedLog implements NodeLog {
  private final NodeLog log;
  private volatile boolean enabled = true;

  /** A log that is on. */
  public SwitchedLog(NodeLog log) {
    this.log = log;
  }

  /** Turns it on or off. */
  public void enable(boolean on) {
    enabled = on;
  }

  private NodeLog now() {
    return enabled ? log : NodeLog.silent();
  }

  @Override
  public void request(String method) {
    now().request(method);
  }

  @Override
  public void failure(String method, String error) {
    now().failure(method, error);
  }

  @Override
  public void crash(String method, Throwable bug) {
    log.crash(method, bug);
  }

  @Override
  public void trouble(String what) {
    log.trouble(what);
  }

  @Override
  public void dropped(PooledTransaction transaction, String reason) {
    now().dropped(transaction, reason);
  }

  @Override
  public void block(
      ChainBlock block, List<PooledTransaction> transactions, List<CallOutcome> outcomes) {
    now().block(block, transactions, outcomes);
  }

  @Override
  public void console(String text) {
    now().console(text);
  }
}
