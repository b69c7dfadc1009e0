package dev.assay.conformance.generate;

import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Immediates;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.NumberType;
import java.util.ArrayList;
import java.util.List;

/** The rows of the opcode table that a profile may use, by what they give. */
final class Vocabulary {
  private final List<Opcode> numeric = new ArrayList<>();
  private final List<Opcode> loads = new ArrayList<>();
  private final List<Opcode> stores = new ArrayList<>();

  Vocabulary(FeatureSet features) {
    for (Opcode row : Opcode.values()) {
      if (row.signature() != null && features.has(row.feature())) {
        enter(row);
      }
    }
  }

  private void enter(Opcode row) {
    switch (row.category()) {
      case INTEGER, FLOAT, CONVERSION, VECTOR -> numeric.add(row);
      case LOAD -> loads.add(row);
      case STORE -> stores.add(row);
      case CONTROL, CALLS, PARAMETRIC, LOCAL, GLOBAL, TABLE, MEMORY, CONSTANT, REFERENCE -> {}
    }
  }

  private static List<Opcode> giving(NumberType result, List<Opcode> rows) {
    return rows.stream().filter(row -> gives(row, result)).toList();
  }

  private static boolean gives(Opcode row, NumberType result) {
    Signature signature = row.signature();
    return signature != null && signature.pushes().getFirst() == result;
  }

  /** Instructions that compute a value of the type from others. */
  List<Opcode> numeric(NumberType result) {
    return giving(result, numeric);
  }

  /** Instructions that read a value of the type from memory. */
  List<Opcode> loads(NumberType result) {
    return giving(result, loads);
  }

  /** Instructions that write memory. */
  List<Opcode> stores() {
    return stores;
  }

  /** Whether the instruction divides integers, so that a divisor of 0 traps. */
  static boolean divides(Opcode opcode) {
    return opcode.category() == Category.INTEGER
        && (opcode.mnemonic().contains(".div_") || opcode.mnemonic().contains(".rem_"));
  }

  /** Whether the instruction makes an integer of a float and traps out of range. */
  static boolean mayOverflow(Opcode opcode) {
    return opcode.category() == Category.CONVERSION && opcode.mnemonic().contains(".trunc_f");
  }

  /** Whether a lane index follows. */
  static boolean hasLane(Opcode opcode) {
    return opcode.immediates() == Immediates.LANE || opcode.immediates() == Immediates.MEMARG_LANE;
  }
}
