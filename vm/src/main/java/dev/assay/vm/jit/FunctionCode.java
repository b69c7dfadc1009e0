package dev.assay.vm.jit;

import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.code.Translator;
import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Immediates;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.LocalGroup;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One function decoded and priced: instructions by number, so that the emitter can look ahead and
 * an outlined part can start anywhere.
 */
final class FunctionCode {
  private static final int[] NO_LABELS = new int[0];

  final FunctionBody body;
  final List<ValueType> localTypes = new ArrayList<>();
  final Opcode[] opcodes;
  final int[] offsets;
  final int[] indices;
  final int[] indices2;
  final long[] immediates;

  /** The sum of implicit prices up to and with an instruction, less {@link Translator#BIAS}. */
  final int[] charges;

  /**
   * The price of an instruction that is charged on its own, or of the prepaid block that begins
   * with it; otherwise 0.
   */
  final long[] explicit;

  /** Of a block, the number of its {@code end}; of an {@code if}, of its {@code else} or end. */
  final int[] partners;

  /** Of an {@code end}, the number of the block, loop or if that it ends. */
  final int[] starts;

  final @Nullable FunctionType[] blockTypes;
  final int[][] labels;

  /** How the loop that starts at an instruction turns. */
  @Nullable Turns[] turns = new Turns[0];

  /** The wide products, once it is known which parts become methods. */
  WideProducts products = WideProducts.NONE;

  private FunctionCode(FunctionBody body) {
    int count = body.facts().instructions();
    this.body = body;
    this.opcodes = new Opcode[count];
    this.offsets = new int[count];
    this.indices = new int[count];
    this.indices2 = new int[count];
    this.immediates = new long[count];
    this.charges = new int[count];
    this.explicit = new long[count];
    this.partners = new int[count];
    this.starts = new int[count];
    this.blockTypes = new FunctionType[count];
    this.labels = new int[count][];
    localTypes.addAll(body.type().parameters());
    for (LocalGroup group : body.locals()) {
      for (int i = 0; i < group.count(); i++) {
        localTypes.add(group.type());
      }
    }
  }

  /** Reads a function. */
  static FunctionCode of(CodeUnit unit, FunctionBody body) {
    FunctionCode code = new FunctionCode(body);
    code.read(unit);
    code.match();
    code.turns = Turns.of(code);
    return code;
  }

  private void read(CodeUnit unit) {
    WasmModule module = unit.module();
    InstructionReader in = InstructionReader.of(module, body);
    int charge = -Translator.BIAS;
    int block = 0;
    for (int i = 0; in.next(); i++) {
      long price = unit.price(in);
      boolean alone = unit.chargesAlone(body, price);
      charge += alone || unit.prepaid() ? 0 : (int) price;
      opcodes[i] = in.opcode();
      offsets[i] = in.offset();
      indices[i] = in.index();
      indices2[i] = in.index2();
      immediates[i] = in.constant();
      charges[i] = charge;
      explicit[i] += alone ? price : 0;
      if (unit.prepaid()) {
        explicit[block] += price + (block == i ? unit.blockHeader() : 0);
        block = CodeUnit.endsBlock(opcodes[i]) ? i + 1 : block;
      }
      labels[i] = NO_LABELS;
      readShape(module, in, i);
    }
  }

  private void readShape(WasmModule module, InstructionReader in, int i) {
    if (in.opcode().immediates() == Immediates.BLOCK_TYPE) {
      blockTypes[i] = in.blockType(module);
    } else if (in.opcode() == Opcode.BR_TABLE) {
      labels[i] = new int[in.labelCount() + 1];
      for (int j = 0; j < in.labelCount(); j++) {
        labels[i][j] = in.label(j);
      }
      labels[i][in.labelCount()] = in.index();
    }
  }

  private void match() {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < opcodes.length; i++) {
      switch (opcodes[i]) {
        case BLOCK, LOOP, IF -> open.add(i);
        case ELSE -> {
          int start = open.removeLast();
          partners[start] = i;
          starts[i] = start;
          open.add(i);
        }
        case END -> {
          if (!open.isEmpty()) {
            int start = open.removeLast();
            partners[start] = i;
            starts[i] = opcodes[start] == Opcode.ELSE ? starts[start] : start;
          }
        }
        default -> {}
      }
    }
  }

  /** The most loops inside each other. */
  int loopDepth() {
    int most = 0;
    for (Turns each : turns) {
      most = each == null ? most : Math.max(most, each.depth() + 1);
    }
    return most;
  }

  /** Whether the function calls others. */
  boolean calls() {
    for (Opcode opcode : opcodes) {
      if (opcode.category() == Category.CALLS) {
        return true;
      }
    }
    return false;
  }

  int count() {
    return opcodes.length;
  }

  /** The {@code end} of the block, loop or if at a number. */
  int end(int start) {
    int partner = partners[start];
    return opcodes[partner] == Opcode.ELSE ? partners[partner] : partner;
  }

  FunctionType blockType(int start) {
    FunctionType type = blockTypes[start];
    if (type == null) {
      throw new IllegalStateException("no block");
    }
    return type;
  }

  /** Why the function cannot be compiled, or null. */
  @Nullable Refusal refusal(CodeUnit unit) {
    if (count() > Sites.MOST_INSTRUCTIONS) {
      return Refusal.SIZE;
    }
    if (body.facts().nesting() > Splitter.MOST_NESTING) {
      return Refusal.NESTING;
    }
    if (Kinds.hasVector(body.type()) || localTypes.contains(NumberType.V128)) {
      return Refusal.VECTORS;
    }
    if (Kinds.parameterSlots(body.type()) > FunctionEmitter.MOST_PARAMETER_SLOTS) {
      return Refusal.PARAMETERS;
    }
    for (int i = 0; i < opcodes.length; i++) {
      Refusal refusal = refusal(unit, i);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private @Nullable Refusal refusal(CodeUnit unit, int i) {
    Opcode opcode = opcodes[i];
    FunctionType type = blockTypes[i];
    if (type != null) {
      return Kinds.hasVector(type) ? Refusal.VECTORS : null;
    }
    return switch (opcode) {
      case CALL, RETURN_CALL -> callRefusal(unit.module().functions().get(indices[i]));
      case CALL_INDIRECT, RETURN_CALL_INDIRECT ->
          callRefusal(unit.module().types().get(indices[i]));
      case GLOBAL_GET, GLOBAL_SET ->
          unit.module().globals().get(indices[i]).type() == NumberType.V128
              ? Refusal.VECTORS
              : null;
      default -> Emission.refusal(opcode);
    };
  }

  private static @Nullable Refusal callRefusal(FunctionType type) {
    if (Kinds.hasVector(type)) {
      return Refusal.VECTORS;
    }
    return Kinds.parameterSlots(type) > FunctionEmitter.MOST_PARAMETER_SLOTS
        ? Refusal.PARAMETERS
        : null;
  }

  /** Whether the function touches memory 0 in the plain way. */
  boolean usesPlainMemory(CodeUnit unit) {
    for (int i = 0; i < opcodes.length; i++) {
      if (MemoryEmission.isPlain(unit.module(), opcodes[i], indices[i], immediates[i])) {
        return true;
      }
    }
    return false;
  }

  /**
   * For each local, whether every value it is ever given comes straight from an instruction that
   * makes no NaN of its own choice: such a local need not be canonical until somebody looks.
   */
  boolean[] lazyLocals() {
    boolean[] lazy = new boolean[localTypes.size()];
    for (int local = body.type().parameters().size(); local < lazy.length; local++) {
      ValueType type = localTypes.get(local);
      lazy[local] = type == NumberType.F32 || type == NumberType.F64;
    }
    for (int i = 1; i < opcodes.length; i++) {
      if ((opcodes[i] == Opcode.LOCAL_SET || opcodes[i] == Opcode.LOCAL_TEE)
          && !NumericEmission.computesFloat(opcodes[i - 1])) {
        lazy[indices[i]] = false;
      }
    }
    return lazy;
  }
}
