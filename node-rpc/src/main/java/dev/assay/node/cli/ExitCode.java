package dev.assay.node.cli;

/** What a process tells its shell. The numbers are part of the command line's contract. */
public enum ExitCode {
  /** Done; where the command asks something, the answer is yes. */
  OK,
  /** Done, and the answer is no: a test failed, a transaction reverted, a module is invalid. */
  NO,
  /** The command line makes no sense. */
  USAGE,
  /** The surroundings do not let the command run: a file, a port, a peer, a bug. */
  ENVIRONMENT;

  /** The process's exit code. */
  public int code() {
    return ordinal();
  }
}
