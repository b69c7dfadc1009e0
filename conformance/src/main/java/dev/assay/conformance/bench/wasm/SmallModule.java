package dev.assay.conformance.bench.wasm;

import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.NumberType;

/**
 * A module as small as modules are, with the kernels' interface: {@code run(n)} squares n numbers,
 * keeps them in memory and returns their sum.
 */
final class SmallModule {
  private SmallModule() {}

  static byte[] bytes() {
    ModuleBuilder module = new ModuleBuilder();
    module.memory(1);
    module.export("memory", ExternalKind.MEMORY, 0);
    module.exportedFunction(
        "run",
        "i32 -> i64",
        code -> {
          code.locals(NumberType.I64, 1);
          code.open(Opcode.LOOP);
          code.get(0).i32(255).op(Opcode.I32_AND).i32(3).op(Opcode.I32_SHL);
          code.get(0).op(Opcode.I64_EXTEND_I32_U).get(0).op(Opcode.I64_EXTEND_I32_U);
          code.op(Opcode.I64_MUL).access(Opcode.I64_STORE, 0);
          code.get(0).i32(255).op(Opcode.I32_AND).i32(3).op(Opcode.I32_SHL);
          code.access(Opcode.I64_LOAD, 0).get(1).op(Opcode.I64_ADD).set(1);
          code.get(0).i32(1).op(Opcode.I32_SUB).tee(0).op(Opcode.BR_IF, 0).end();
          code.get(1);
        });
    return module.build();
  }

  /** What {@code run(n)} returns. */
  static long answer(int n) {
    long sum = 0;
    for (long i = 1; i <= n; i++) {
      sum += i * i;
    }
    return sum;
  }
}
