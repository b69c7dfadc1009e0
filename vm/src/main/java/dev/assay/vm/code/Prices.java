package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.InstructionCosts;

/**
 * The prices of one {@link InstructionCosts} in arrays, and the one rule that translation and
 * {@link ChargeTable} must agree on: which instructions are charged by an instruction of their own.
 */
final class Prices {
  private static final long MOST_PRICE = 0xFFFF_FFFFL;

  /** The implicit charges of one function stay below this, so that a word holds any sum. */
  private static final int MOST_IMPLICIT = Translator.BIAS;

  private final long[] fixed = new long[Opcode.values().length];
  private final long[] perPart = new long[fixed.length];
  private final long[] perUnit = new long[fixed.length];
  private final boolean prepaid;
  private final long header;

  Prices(InstructionCosts costs) {
    for (Opcode opcode : Opcode.values()) {
      fixed[opcode.ordinal()] = checked(opcode, costs.cost(opcode));
      if (hasParts(opcode)) {
        perPart[opcode.ordinal()] = checked(opcode, costs.costPerPart(opcode));
      }
      if (hasLength(opcode)) {
        perUnit[opcode.ordinal()] = checked(opcode, costs.costPerUnit(opcode));
      }
    }
    prepaid = costs.blockPrepaid();
    header = prepaid ? costs.blockHeader() : 0;
  }

  private static long checked(Opcode opcode, long price) {
    if (price < 0 || price > MOST_PRICE) {
      throw new IllegalArgumentException(opcode.mnemonic() + " cannot cost " + price + " ink");
    }
    return price;
  }

  private static boolean hasParts(Opcode opcode) {
    return switch (opcode) {
      case BR_TABLE, CALL_INDIRECT, RETURN_CALL_INDIRECT -> true;
      default -> false;
    };
  }

  private static boolean hasLength(Opcode opcode) {
    return switch (opcode) {
      case MEMORY_GROW, MEMORY_FILL, MEMORY_COPY, MEMORY_INIT -> true;
      case TABLE_GROW, TABLE_FILL, TABLE_COPY, TABLE_INIT -> true;
      default -> false;
    };
  }

  /** Ink per unit of an operand that is a length. */
  long perUnit(Opcode opcode) {
    return perUnit[opcode.ordinal()];
  }

  /** What the instruction under the reader costs. */
  long of(InstructionReader reader, WasmModule module) {
    int ordinal = reader.opcode().ordinal();
    long part = perPart[ordinal];
    return part == 0 ? fixed[ordinal] : fixed[ordinal] + part * parts(reader, module);
  }

  private static int parts(InstructionReader reader, WasmModule module) {
    return reader.opcode() == Opcode.BR_TABLE
        ? reader.labelCount()
        : module.types().get(reader.index()).parameters().size();
  }

  /** Whether blocks are paid as a whole. */
  boolean prepaid() {
    return prepaid;
  }

  /** Whether a block that is paid as a whole ends with an instruction. */
  static boolean endsBlock(Opcode opcode) {
    return switch (opcode) {
      case END, ELSE, RETURN, LOOP, BR, BR_TABLE, BR_IF, IF, CALL, CALL_INDIRECT -> true;
      case RETURN_CALL, RETURN_CALL_INDIRECT -> true;
      default -> false;
    };
  }

  /** What a block costs beside its instructions. */
  long header() {
    return header;
  }

  /** The price from which on an instruction of this function has a charge of its own. */
  static long explicitFrom(FunctionBody body) {
    return MOST_IMPLICIT / Math.max(1, body.facts().instructions());
  }
}
