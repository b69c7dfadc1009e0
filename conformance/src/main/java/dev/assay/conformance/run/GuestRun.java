package dev.assay.conformance.run;

import dev.assay.conformance.wasi.WasiProcess;
import dev.assay.node.cli.CommandFailure;
import dev.assay.vm.Engine;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.runtime.FunctionReference;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.Instantiation;
import dev.assay.vm.runtime.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a module in a store, from instantiation to its end. */
record GuestRun(Engine vm, Store store, WasiProcess process, @Nullable TraceHash hash) {
  /** What a WASI program starts with. */
  private static final String START = "_start";

  /**
   * Instantiates the module and calls a function.
   *
   * @param function what to call; null for the program's start, if it has one
   */
  RunResult run(CodeUnit unit, @Nullable String function, List<String> arguments) {
    return switch (vm.instantiate(unit, process.imports(), store)) {
      case Instantiation.Unlinkable(var failure) -> new RunResult.Unlinkable(failure.message());
      case Instantiation.Trapped(var trap) -> {
        if (hash != null) {
          hash.trapped(trap);
        }
        yield ended(trap);
      }
      case Instantiation.Ready(var instance) ->
          function == null ? program(instance, arguments) : call(instance, function, arguments);
    };
  }

  private RunResult program(Instance instance, List<String> arguments) {
    if (instance.export(START) instanceof FunctionReference) {
      return call(instance, START, List.of());
    }
    if (!arguments.isEmpty()) {
      throw CommandFailure.usage(
          "the module is no program: it exports no " + START + "; name a function with --invoke");
    }
    return new RunResult.Returned(List.of());
  }

  private RunResult call(Instance instance, String name, List<String> arguments) {
    if (!(instance.export(name) instanceof FunctionReference function)) {
      throw CommandFailure.usage("no exported function is called " + name);
    }
    long[] slots = TypedValues.parse(function.type(), arguments);
    try {
      long[] results = instance.invoke(name, slots);
      if (hash != null) {
        hash.returned(instance, results);
      }
      return new RunResult.Returned(TypedValues.print(function.type(), results));
    } catch (Trap trap) {
      if (hash != null) {
        hash.trapped(instance, trap);
      }
      return ended(trap);
    }
  }

  private RunResult ended(Trap trap) {
    return trap.code() == TrapCode.HOST_EXIT
        ? new RunResult.Exited(process.exitCode().orElse(0))
        : new RunResult.Trapped(trap);
  }
}
