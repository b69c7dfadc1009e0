package dev.assay.state.db;

import java.util.Locale;

/**
 * Moments at which a process may die so that it hurts most. Production visits them and does
 * nothing; the fault runs end the process there.
 */
public enum FaultPoint {
  /** A block's batch is complete and not written. */
  BEFORE_WRITE,
  /** The batch is written; neither the marker nor any reader knows. */
  AFTER_WRITE,
  /** Blocks are in the tables and not yet on record as being there. */
  MID_SETTLE,
  /** What falls out of the history is chosen and not removed. */
  MID_PRUNE,
  /** The files of a copy are linked; its marker is not written. */
  DURING_CHECKPOINT;

  /** Is told when a point is reached. */
  public interface Visitor {
    /** Nobody watches. */
    Visitor NONE = point -> {};

    /** The point is reached. */
    void at(FaultPoint point);
  }

  /** The name in words. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
