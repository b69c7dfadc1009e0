package dev.assay.conformance.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command of a script, with the line of the {@code .wast} file it came from. */
public sealed interface Command {
  /** Line in the original file. */
  int line();

  /** A module file; {@code text} if there is no binary of it. */
  record ModuleFile(String file, boolean text) {}

  /** Makes an instance the current one, and remembers it if it has a name. */
  record Module(int line, @Nullable String name, ModuleFile module) implements Command {}

  /** Loads a module for later {@link Instantiate} commands. */
  record Definition(int line, @Nullable String name, ModuleFile module) implements Command {}

  /** Makes another instance of a {@link Definition}. */
  record Instantiate(int line, @Nullable String instance, @Nullable String definition)
      implements Command {}

  /** Offers an instance's exports to later modules. */
  record Register(int line, String as, @Nullable String instance) implements Command {}

  /** Does something and expects nothing. */
  record Perform(int line, Action action) implements Command {}

  /** Expects results. */
  record AssertReturn(int line, Action action, List<Expected> expected) implements Command {}

  /** Expects a trap; running out of call stack is one. */
  record AssertTrap(int line, Action action, String text) implements Command {}

  /** Expects a module to be refused. */
  record AssertRefused(int line, ModuleFile module, Refusal refusal, String text)
      implements Command {}

  /** A command that needs something the engine does not have. */
  record Unsupported(int line, String type) implements Command {}

  /** The stage that has to refuse a module. */
  enum Refusal {
    MALFORMED,
    INVALID,
    UNLINKABLE,
    UNINSTANTIABLE
  }

  /** What can be done with an instance; the current one if it has no name. */
  sealed interface Action {
    @Nullable String instance();

    String field();

    /** Calls an exported function. */
    record Invoke(@Nullable String instance, String field, long[] arguments) implements Action {}

    /** Reads an exported global. */
    record Get(@Nullable String instance, String field) implements Action {}
  }
}
