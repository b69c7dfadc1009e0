package dev.assay.vm.jit;

import dev.assay.vm.isa.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * The step of a counter just before a loop turns: {@code local.get i; i32.const by; i32.add;
 * local.tee i}, then perhaps {@code limit; i32.ne}, then {@code br_if}.
 *
 * @param counter the local
 * @param by what is added
 * @param limitLocal the local that holds the limit, or -1 where it is a constant
 * @param limit the constant limit
 * @param hasLimit whether there is a limit other than 0
 */
record Step(int counter, int by, int limitLocal, int limit, boolean hasLimit) {
  /** The step before a {@code br_if}, or null where there is none of this form. */
  static @Nullable Step at(FunctionCode code, int branch) {
    int tee = branch - 1;
    int limitLocal = -1;
    int limit = 0;
    if (tee >= 2 && code.opcodes[tee] == Opcode.I32_NE) {
      if (code.opcodes[tee - 1] == Opcode.LOCAL_GET) {
        limitLocal = code.indices[tee - 1];
      } else if (code.opcodes[tee - 1] == Opcode.I32_CONST) {
        limit = (int) code.immediates[tee - 1];
      } else {
        return null;
      }
      tee -= 2;
    }
    return of(code, tee, limitLocal, limit, tee < branch - 1);
  }

  private static @Nullable Step of(
      FunctionCode code, int tee, int limitLocal, int limit, boolean hasLimit) {
    if (tee < 3
        || code.opcodes[tee] != Opcode.LOCAL_TEE
        || code.opcodes[tee - 2] != Opcode.I32_CONST
        || code.opcodes[tee - 3] != Opcode.LOCAL_GET
        || code.indices[tee - 3] != code.indices[tee]) {
      return null;
    }
    int constant = (int) code.immediates[tee - 2];
    return switch (code.opcodes[tee - 1]) {
      case I32_ADD -> new Step(code.indices[tee], constant, limitLocal, limit, hasLimit);
      case I32_SUB -> new Step(code.indices[tee], -constant, limitLocal, limit, hasLimit);
      default -> null;
    };
  }
}
