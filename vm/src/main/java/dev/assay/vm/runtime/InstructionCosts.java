package dev.assay.vm.runtime;

import dev.assay.vm.isa.Opcode;

/**
 * The prices of instructions, in ink, as translation reads them. Immutable: code is translated for
 * one set of prices and cached under its {@link #id}. All prices are at least 0 and at most 2^32-1.
 */
public interface InstructionCosts {
  /** Every instruction is free. */
  InstructionCosts FREE =
      new InstructionCosts() {
        @Override
        public String id() {
          return "free";
        }

        @Override
        public long cost(Opcode opcode) {
          return 0;
        }
      };

  /** Every instruction costs one ink; nothing else does. */
  InstructionCosts UNIT =
      new InstructionCosts() {
        @Override
        public String id() {
          return "unit";
        }

        @Override
        public long cost(Opcode opcode) {
          return 1;
        }
      };

  /** Name and hash of the prices: equal exactly when all prices are. */
  String id();

  /** Ink for the instruction itself, charged before it begins. */
  long cost(Opcode opcode);

  /**
   * Additional fixed ink per part of the instruction's immediates: per label of {@code br_table}
   * (the default not counted), per parameter of an indirect call. Not asked for other instructions.
   */
  default long costPerPart(Opcode opcode) {
    return 0;
  }

  /**
   * Ink per unit of the length known only at run time, charged before the effect: per byte of
   * {@code memory.fill}, {@code memory.copy} and {@code memory.init}, per element of {@code
   * table.fill}, {@code table.copy}, {@code table.init} and {@code table.grow}, per page of {@code
   * memory.grow}. Not asked for other instructions.
   */
  default long costPerUnit(Opcode opcode) {
    return 0;
  }

  /**
   * Whether a basic block is paid as a whole before its first instruction, with nothing given back
   * at a trap. Otherwise every instruction is charged exactly, as if one by one.
   */
  default boolean blockPrepaid() {
    return false;
  }

  /** Ink per basic block when blocks are prepaid. */
  default long blockHeader() {
    return 0;
  }

  /** The full price of an instruction whose immediates have so many parts. */
  default long cost(Opcode opcode, int parts) {
    return parts == 0 ? cost(opcode) : cost(opcode) + parts * costPerPart(opcode);
  }
}
