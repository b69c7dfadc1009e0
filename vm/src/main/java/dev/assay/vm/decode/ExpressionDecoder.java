package dev.assay.vm.decode;

import dev.assay.vm.Limit;
import dev.assay.vm.Limits;
import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Feature;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionBody;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks instructions up to the {@code end} that closes them: every encoding is read, blocks are
 * matched, code limits are counted. One per module, reused for all its bodies and initializers.
 */
final class ExpressionDecoder {
  /** What a block still allows: only an {@code if} may have an {@code else}, and only one. */
  private static final byte MAY_HAVE_ELSE = 1;

  private static final int END = 0x0B;

  private final ByteReader in;
  private final Limits limits;
  private final InstructionReader code;
  private byte[] blocks = new byte[64];
  private int depth;
  private int deepest;
  private int instructions;
  private boolean dataCounted;
  private @Nullable MalformedModule uncountedData;

  ExpressionDecoder(ByteReader in, Limits limits) {
    this.in = in;
    this.limits = limits;
    this.code = new InstructionReader(in);
  }

  /** Reads one function body from the cursor, which then stands behind its end. */
  FunctionBody.Facts decodeBody() {
    start();
    while (code.next()) {
      if (closes()) {
        return new FunctionBody.Facts(instructions, deepest);
      }
    }
    throw unclosedBody();
  }

  /**
   * Reads one initializer from the cursor, which then stands behind its end.
   *
   * @param importedGlobals how many globals an initializer may read without extended constants
   */
  void decodeInitializer(int importedGlobals) {
    start();
    while (code.next()) {
      checkConstant(importedGlobals);
      if (closes()) {
        return;
      }
    }
    throw unclosed("unexpected end of section or function");
  }

  private void start() {
    depth = 0;
    deepest = 0;
    instructions = 0;
  }

  /** Blames the stated size of the body when the missing end follows right behind it. */
  private MalformedModule unclosedBody() {
    return switch (in.beyond()) {
      case -1 -> unclosed("unexpected end of section or function");
      case END -> unclosed("section size mismatch");
      default -> unclosed("END opcode expected");
    };
  }

  private MalformedModule unclosed(String problem) {
    return in.malformed(problem, "no end closes the code", in.position());
  }

  private void checkConstant(int importedGlobals) {
    switch (code.opcode()) {
      case I32_ADD, I32_SUB, I32_MUL, I64_ADD, I64_SUB, I64_MUL ->
          in.require(
              Feature.EXTENDED_CONSTANTS,
              "constant expression required",
              code.opcode().mnemonic(),
              code.offset());
      case GLOBAL_GET -> checkGlobal(importedGlobals);
      default -> {}
    }
  }

  private void checkGlobal(int importedGlobals) {
    if (Integer.compareUnsigned(code.index(), importedGlobals) >= 0) {
      in.require(
          Feature.EXTENDED_CONSTANTS,
          "unknown global " + Integer.toUnsignedString(code.index()),
          "a constant that is no import",
          code.offset());
    }
  }

  /** Takes note of an instruction; true when it is the end that closes the expression. */
  private boolean closes() {
    instructions++;
    Category category = code.opcode().category();
    if (category == Category.CONTROL) {
      return control(code.opcode());
    }
    if (category == Category.MEMORY) {
      noteDataUse(code.opcode());
    }
    return false;
  }

  /** Follows the nesting; true at the end that closes the expression. */
  private boolean control(Opcode opcode) {
    switch (opcode) {
      case BLOCK, LOOP -> open((byte) 0);
      case IF -> open(MAY_HAVE_ELSE);
      case ELSE -> turnToElse();
      case END -> {
        return depth-- == 0;
      }
      case BR_TABLE ->
          in.check(limits, Limit.BRANCH_TABLE_TARGETS, code.labelCount(), code.offset());
      default -> {}
    }
    return false;
  }

  private void open(byte kind) {
    in.check(limits, Limit.BLOCK_NESTING, depth + 1L, code.offset());
    if (depth == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * depth);
    }
    blocks[depth++] = kind;
    deepest = Math.max(deepest, depth);
  }

  private void turnToElse() {
    if (depth == 0 || blocks[depth - 1] != MAY_HAVE_ELSE) {
      throw in.malformed("END opcode expected", "found else outside of an if", code.offset());
    }
    blocks[depth - 1] = 0;
  }

  private void noteDataUse(Opcode opcode) {
    boolean usesData = opcode == Opcode.MEMORY_INIT || opcode == Opcode.DATA_DROP;
    if (usesData && !dataCounted && uncountedData == null) {
      uncountedData = in.malformed("data count section required", "", code.offset());
    }
  }

  /** Notes that the module announced its data segments. */
  void countData() {
    dataCounted = true;
  }

  /** The error for the first instruction that named a data segment without their announcement. */
  @Nullable MalformedModule uncountedData() {
    return uncountedData;
  }
}
