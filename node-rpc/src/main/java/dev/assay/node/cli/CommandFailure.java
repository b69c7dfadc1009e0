package dev.assay.node.cli;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Ends a command with one sentence for the user and an exit code; no stack is shown. */
public final class CommandFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final ExitCode exitCode;

  /** A failure for the user to read. */
  public CommandFailure(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The answer is no. */
  public static CommandFailure no(String message) {
    return new CommandFailure(ExitCode.NO, message, null);
  }

  /** An argument that the option parser could not refuse. */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message, null);
  }

  /** Something outside the command has to change first. */
  public static CommandFailure environment(String message, @Nullable Throwable cause) {
    return new CommandFailure(ExitCode.ENVIRONMENT, message, cause);
  }

  /** What the process ends with. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
