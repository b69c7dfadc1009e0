package dev.assay.conformance.run;

import dev.assay.vm.exec.Trap;
import java.util.List;

/** How a run ended. */
sealed interface RunResult {
  /** Whether the process ends with 0. */
  default boolean succeeded() {
    return switch (this) {
      case Returned _ -> true;
      case Exited(int code) -> code == 0;
      case Trapped _, Unlinkable _ -> false;
    };
  }

  /** The function returned, or there was none to call; the texts are {@code type:value}. */
  record Returned(List<String> values) implements RunResult {}

  /** A program ended itself. */
  record Exited(int code) implements RunResult {}

  /** The guest trapped. */
  record Trapped(Trap trap) implements RunResult {}

  /** An import is missing or of the wrong type. */
  record Unlinkable(String reason) implements RunResult {}
}
