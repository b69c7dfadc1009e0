package dev.assay.vm.jit;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.NumberType;
import org.jspecify.annotations.Nullable;

/** Who emits an instruction, by its row in the opcode table; or why nobody does. */
enum Emission {
  /** {@code FunctionEmitter}, which knows labels, locals and calls. */
  STRUCTURE,
  /** {@code NumericEmission}, two operands at most. */
  NUMERIC,
  /** {@code Comparison}, alone or as the condition of a branch. */
  COMPARISON,
  /** {@code MemoryEmission}, in line or through {@link dev.assay.vm.exec.CompiledRun#rare}. */
  MEMORY,
  /** A call of {@link dev.assay.vm.exec.CompiledRun#rare}. */
  RARE,
  /** Nobody, see {@link #refusal}. */
  NONE;

  /** The row's emission. */
  static Emission of(Opcode opcode) {
    if (refusal(opcode) != null) {
      return NONE;
    }
    return switch (opcode.category()) {
      case CONTROL, CALLS, PARAMETRIC, LOCAL, GLOBAL, CONSTANT, REFERENCE -> STRUCTURE;
      case INTEGER, FLOAT, CONVERSION -> Comparison.of(opcode) != null ? COMPARISON : NUMERIC;
      case LOAD, STORE -> MEMORY;
      case MEMORY, TABLE -> RARE;
      case VECTOR -> NONE;
    };
  }

  /** Why an instruction has no emission, or null. */
  static @Nullable Refusal refusal(Opcode opcode) {
    return switch (opcode.category()) {
      case VECTOR -> Refusal.VECTORS;
      case LOAD, STORE, CONSTANT -> hasVector(opcode.signature()) ? Refusal.VECTORS : null;
      default -> null;
    };
  }

  private static boolean hasVector(@Nullable Signature signature) {
    return signature != null
        && (signature.pops().contains(NumberType.V128)
            || signature.pushes().contains(NumberType.V128));
  }
}
