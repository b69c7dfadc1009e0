package dev.assay.vm.jit;

import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.WasmModule;
import java.lang.classfile.TypeKind;

/** What the instructions without code of their own take and give. */
final class RareShape {
  private RareShape() {}

  /** How many operands. */
  static int operands(Opcode opcode) {
    Signature signature = opcode.signature();
    if (signature != null) {
      return 1 + signature.pops().size();
    }
    return switch (opcode) {
      case MEMORY_SIZE, TABLE_SIZE, DATA_DROP, ELEM_DROP -> 0;
      case MEMORY_GROW, TABLE_GET -> 1;
      case TABLE_GROW, TABLE_SET -> 2;
      default -> 3;
    };
  }

  /** Whether an instruction of tables or memories has a result. */
  static boolean hasResult(Opcode opcode) {
    return switch (opcode) {
      case MEMORY_SIZE, MEMORY_GROW, TABLE_SIZE, TABLE_GROW, TABLE_GET -> true;
      default -> false;
    };
  }

  /** The result's kind, or VOID. */
  static TypeKind result(Opcode opcode, WasmModule module, int index) {
    Signature signature = opcode.signature();
    if (signature != null) {
      return opcode.category() == Category.LOAD
          ? Kinds.of(signature.pushes().getFirst())
          : TypeKind.VOID;
    }
    return switch (opcode) {
      case MEMORY_SIZE, MEMORY_GROW -> address(module.memories().get(index).size().address());
      case TABLE_SIZE, TABLE_GROW -> address(module.tables().get(index).size().address());
      case TABLE_GET -> TypeKind.LONG;
      default -> TypeKind.VOID;
    };
  }

  private static TypeKind address(NumberType type) {
    return Kinds.of(type);
  }
}
