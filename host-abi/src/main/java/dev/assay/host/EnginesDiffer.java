package dev.assay.host;

/**
 * The engines did different things with the same transaction: a fault of this program. There is no
 * result then, as nobody can say which is right.
 */
public final class EnginesDiffer extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String execution;
  private final String place;

  EnginesDiffer(String execution, String place, String interpreted, String compiled) {
    super(
        execution
            + ": the engines differ, first seen "
            + place
            + ": the interpreter did \""
            + interpreted
            + "\", compiled code \""
            + compiled
            + "\"; run with --engine interpreter until this is understood");
    this.execution = execution;
    this.place = place;
  }

  /** What was executed: {@code transaction 0x...}. */
  public String execution() {
    return execution;
  }

  /** The instruction at which the difference was first seen. */
  public String place() {
    return place;
  }
}
