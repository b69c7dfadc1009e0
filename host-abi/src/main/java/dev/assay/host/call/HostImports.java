package dev.assay.host.call;

import dev.assay.host.CallTracer;
import dev.assay.host.HostCall;
import dev.assay.host.HostFunctionRow;
import dev.assay.host.code.Program;
import dev.assay.state.types.Bytes;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.Import;
import dev.assay.vm.runtime.ExternalValue;
import dev.assay.vm.runtime.FunctionReference;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The imports of a program, answered for one frame. Activation has checked names and types. */
final class HostImports implements Imports {
  private final Program program;
  private final ContractFrame frame;

  HostImports(Program program, ContractFrame frame) {
    this.program = program;
    this.frame = frame;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the program's own import objects come back
  public @Nullable ExternalValue resolve(Import wanted) {
    for (Program.Binding binding : program.imports()) {
      if (binding.wanted() == wanted) {
        return FunctionReference.of(bound(binding));
      }
    }
    return null;
  }

  private HostFunction bound(Program.Binding binding) {
    FunctionType type = (FunctionType) binding.wanted().type();
    CallTracer tracer = frame.context().options().tracer();
    return tracer == null
        ? new Bound(type, binding.row().handler(), binding.ink(), frame)
        : new Traced(type, binding, HostCallShape.of(binding.row()), frame, tracer);
  }

  /** A row bound to a frame: takes the base fee, then does the work. */
  private record Bound(
      FunctionType type, HostFunctionRow.Handler handler, long ink, ContractFrame frame)
      implements HostFunction {
    @Override
    public void call(Instance caller, long[] slots, int base) {
      frame.meter().charge(ink);
      handler.call(frame, slots, base);
    }
  }

  /**
   * The same, with somebody watching. Of calls that end the frame only {@code exit_early} is
   * reported.
   */
  private record Traced(
      FunctionType type,
      Program.Binding binding,
      HostCallShape shape,
      ContractFrame frame,
      CallTracer tracer)
      implements HostFunction {
    @Override
    public void call(Instance caller, long[] slots, int base) {
      long start = frame.meter().remaining();
      long[] given = Arrays.copyOfRange(slots, base, base + type.parameters().size());
      Bytes arguments = HostCallShape.read(shape.arguments(), frame, given, 0);
      frame.meter().charge(binding.ink());
      try {
        binding.row().handler().call(frame, slots, base);
      } catch (Trap trap) {
        if (trap.code() == TrapCode.HOST_EXIT) {
          report(arguments, Bytes.EMPTY, start);
        }
        throw trap;
      }
      long returned = type.results().isEmpty() ? 0 : slots[base];
      report(arguments, HostCallShape.read(shape.results(), frame, given, returned), start);
    }

    private void report(Bytes arguments, Bytes results, long start) {
      tracer.hostCall(
          new HostCall(
              binding.row(), shape.name(), arguments, results, start, frame.meter().remaining()));
    }
  }
}
