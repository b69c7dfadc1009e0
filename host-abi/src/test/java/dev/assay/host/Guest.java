package dev.assay.host;

import dev.assay.host.HostFunctionRow.Kind;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.SizeRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes small contracts: host calls in a row, with constant arguments, over prepared memory. */
final class Guest {
  private final List<Consumer<CodeBuilder>> steps = new ArrayList<>();
  private final List<Segment> data = new ArrayList<>();
  private SizeRange pages = SizeRange.between(1, 1);
  private int status;
  private @Nullable String policy;

  private record Segment(int pointer, byte[] bytes) {}

  static Guest contract() {
    return new Guest();
  }

  /** Calls a function of {@code vm_hooks} and drops its result. */
  Guest host(String name, long... arguments) {
    return call(row(name), arguments);
  }

  /** Calls a host function of any module and drops its result. */
  Guest call(HostFunctionRow row, long... arguments) {
    return step(
        code -> {
          call(code, row, arguments);
          if (row.result() != null) {
            code.op(Opcode.DROP);
          }
        });
  }

  /** Calls a function and stores its i32 result in memory. */
  Guest hostTo(int pointer, String name, long... arguments) {
    HostFunctionRow row = row(name);
    return step(
        code -> {
          code.i32(pointer);
          call(code, row, arguments);
          code.access(row.result() == Kind.U64 ? Opcode.I64_STORE : Opcode.I32_STORE, 0);
        });
  }

  Guest step(Consumer<CodeBuilder> step) {
    steps.add(step);
    return this;
  }

  /** Bytes that memory holds from the start. */
  Guest data(int pointer, byte[] bytes) {
    data.add(new Segment(pointer, bytes));
    return this;
  }

  Guest pages(SizeRange range) {
    pages = range;
    return this;
  }

  Guest policy(String name) {
    policy = name;
    return this;
  }

  Guest returning(int value) {
    status = value;
    return this;
  }

  byte[] wasm() {
    ModuleBuilder module = new ModuleBuilder();
    for (HostFunctionRow row : HostFunctions.ALL) {
      module.importFunction(row.module(), row.name(), row.type().toString());
    }
    int memory = module.memory(pages);
    module.export("memory", ExternalKind.MEMORY, memory);
    module.exportedFunction(
        "user_entrypoint",
        "i32 -> i32",
        code -> {
          steps.forEach(step -> step.accept(code));
          code.i32(status);
        });
    data.forEach(segment -> module.data(segment.pointer, segment.bytes));
    if (policy != null) {
      module.custom("assay.policy", policy.getBytes(StandardCharsets.US_ASCII));
    }
    return module.build();
  }

  static HostFunctionRow row(String name) {
    HostFunctionRow row = HostFunctions.find(HostFunctions.VM_HOOKS, name);
    if (row == null) {
      throw new IllegalArgumentException("no host function " + name);
    }
    return row;
  }

  static int index(String name) {
    return HostFunctions.ALL.indexOf(row(name));
  }

  private static void call(CodeBuilder code, HostFunctionRow row, long... arguments) {
    if (arguments.length != row.parameters().size()) {
      throw new IllegalArgumentException(row.name() + " takes " + row.parameters());
    }
    for (int i = 0; i < arguments.length; i++) {
      switch (row.parameters().get(i).kind()) {
        case U64 -> code.i64(arguments[i]);
        case F32 -> code.f32((float) arguments[i]);
        case F64 -> code.f64((double) arguments[i]);
        case IN, OUT, INOUT, LENGTH_OUT, U32 -> code.i32((int) arguments[i]);
      }
    }
    code.call(HostFunctions.ALL.indexOf(row));
  }
}
