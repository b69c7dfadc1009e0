package dev.assay.state.db;

/** The state asked for is of no block that is kept: pruned, rolled back, or not there yet. */
public final class StateUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long blockNumber;

  StateUnavailable(long blockNumber, String reason) {
    super("state of block " + blockNumber + " is not available: " + reason);
    this.blockNumber = blockNumber;
  }

  /** Height asked for. */
  public long blockNumber() {
    return blockNumber;
  }
}
