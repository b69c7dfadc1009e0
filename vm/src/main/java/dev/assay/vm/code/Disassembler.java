package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Immediates.Part;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.LocalGroup;
import dev.assay.vm.module.WasmModule;
import java.util.HexFormat;
import java.util.List;

/**
 * Prints function bodies as flat text: one line per instruction with its offset in the module, the
 * nesting as indentation, mnemonics and immediates as the opcode table has them.
 */
public final class Disassembler {
  private static final int DEEPEST_INDENTATION = 40;

  private final WasmModule module;
  private final InstructionReader code;
  private final StringBuilder out = new StringBuilder();

  private Disassembler(WasmModule module, FunctionBody body) {
    this.module = module;
    this.code = InstructionReader.of(module, body);
  }

  /**
   * The text of a function that the module defines.
   *
   * @param function index with imports counted
   */
  public static String disassemble(WasmModule module, int function) {
    FunctionBody body = module.body(function);
    Disassembler disassembler = new Disassembler(module, body);
    disassembler.header(body);
    disassembler.instructions();
    return disassembler.out.toString();
  }

  private void header(FunctionBody body) {
    out.append("func ").append(body.function());
    out.append(" \"").append(module.functionName(body.function())).append("\": ");
    out.append(body.type()).append('\n');
    for (LocalGroup group : body.locals()) {
      out.append("  local ").append(group.type()).append(" x ").append(group.count()).append('\n');
    }
  }

  private void instructions() {
    int depth = 1;
    while (code.next()) {
      Opcode opcode = code.opcode();
      depth -= opcode == Opcode.END || opcode == Opcode.ELSE ? 1 : 0;
      line(Math.min(depth, DEEPEST_INDENTATION));
      depth += opens(opcode) ? 1 : 0;
    }
  }

  private static boolean opens(Opcode opcode) {
    return switch (opcode) {
      case BLOCK, LOOP, IF, ELSE -> true;
      default -> false;
    };
  }

  private void line(int depth) {
    String offset = HexFormat.of().toHexDigits(code.offset(), 6);
    out.append(offset).append("  ".repeat(Math.max(0, depth))).append(' ');
    out.append(code.opcode().mnemonic());
    List<Part> parts = code.opcode().immediates().parts();
    for (int i = 0; i < parts.size(); i++) {
      immediate(parts.get(i), i);
    }
    out.append('\n');
  }

  private void immediate(Part part, int position) {
    switch (part) {
      case BLOCK_TYPE -> blockType(code.blockType(module));
      case LABELS -> {
        for (int i = 0; i < code.labelCount(); i++) {
          word(Integer.toUnsignedString(code.label(i)));
        }
      }
      case LABEL, FUNCTION, LOCAL, GLOBAL, ELEMENT, DATA -> index(code.index());
      case TYPE -> word("(type " + Integer.toUnsignedString(code.index()) + ")");
      case TABLE, MEMORY -> index(position == 0 ? code.index() : code.index2());
      case MEMARG -> memoryArgument();
      case I32, I64 -> word(Long.toString(code.constant()));
      case F32 -> word(Float.toString(Float.intBitsToFloat((int) code.constant())));
      case F64 -> word(Double.toString(Double.longBitsToDouble(code.constant())));
      case V128, LANES -> word("i64x2 " + hex(code.constant()) + " " + hex(code.constantHigh()));
      case LANE -> word(Integer.toString(code.lane()));
      case HEAP_TYPE -> word(code.heapType().toString());
      case VALUE_TYPES -> word("(result " + code.valueTypes() + ")");
    }
  }

  private void blockType(FunctionType type) {
    if (!type.equals(FunctionType.EMPTY)) {
      word("(" + type + ")");
    }
  }

  private void memoryArgument() {
    if (code.index() != 0) {
      index(code.index());
    }
    if (code.memoryOffset() != 0) {
      word("offset=" + Long.toUnsignedString(code.memoryOffset()));
    }
    if (code.alignment() != code.opcode().naturalAlignment()) {
      word("align=" + (1L << code.alignment()));
    }
  }

  private void index(int index) {
    word(Integer.toUnsignedString(index));
  }

  private void word(String text) {
    out.append(' ').append(text);
  }

  private static String hex(long value) {
    return "0x" + HexFormat.of().toHexDigits(value);
  }
}
