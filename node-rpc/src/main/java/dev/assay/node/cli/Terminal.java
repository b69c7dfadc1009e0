package dev.assay.node.cli;

import java.io.Console;
import java.util.Optional;

/** Whether a person is watching: only then is there colour and a line that moves. */
public final class Terminal {
  private Terminal() {}

  /** Whether the program's input and output are a terminal. */
  public static boolean isAttached() {
    return Optional.ofNullable(System.console()).stream().anyMatch(Console::isTerminal);
  }

  /** Whether to colour: on a terminal, unless {@code NO_COLOR} is set (no-color.org). */
  public static boolean hasColour() {
    return isAttached() && System.getenv("NO_COLOR") == null;
  }
}
