package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.exec.CompiledCode;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.WasmModule;
import org.jspecify.annotations.Nullable;

/**
 * Translates one function: a walk over its instructions with an {@link OperandStack} of what each
 * operand would be. Reading a local or a constant emits nothing; whoever uses it names it. An
 * instruction whose result goes straight to a local writes there, a comparison and the branch on it
 * become one, and code that cannot be reached is left out (but counted, see {@link Translator}).
 */
final class FunctionTranslator {
  private final Draft draft;
  private final Prices prices;
  private final Emitter out;
  private final InstructionReader in;
  private final boolean observed;
  private final long explicitFrom;
  private final VariableTranslator variables;
  private final NumberTranslator numbers;
  private final MemoryTranslator memory;
  private final CallTranslator calls;
  private final ControlTranslator control;
  private final RareTranslator rares;

  /** Position of the open block's charge when blocks are prepaid, and what it has come to. */
  private int blockCharge = -1;

  private long blockInk;

  FunctionTranslator(
      WasmModule module,
      FunctionBody body,
      int operandSlots,
      Prices prices,
      Emitter out,
      CallTargets targets,
      boolean observed,
      @Nullable CompiledCode compiled) {
    this.draft = new Draft(module, body, operandSlots, out);
    this.prices = prices;
    this.out = out;
    this.in = draft.in;
    this.observed = observed;
    this.explicitFrom = Prices.explicitFrom(body);
    this.variables = new VariableTranslator(draft);
    this.numbers = new NumberTranslator(draft);
    this.memory = new MemoryTranslator(draft);
    this.calls = new CallTranslator(draft, targets, observed, compiled);
    this.control = new ControlTranslator(draft, calls);
    this.rares = new RareTranslator(draft);
  }

  /** Emits the function and returns the position of its header. */
  int translate() {
    int entry = out.position();
    int parameters = draft.body.type().parameterSlots();
    out.word(draft.weight);
    out.word(draft.link);
    out.word(parameters);
    out.word(draft.link - parameters);
    out.barrier();
    if (observed) {
      out.emit(Ir.ENTER, 0, 0);
    }
    draft.labels.add(new Label(Opcode.BLOCK, draft.body.type(), 0, 0, 0));
    openPrepaidBlock();
    while (in.next()) {
      step();
    }
    return entry;
  }

  private void step() {
    Opcode opcode = in.opcode();
    int before = draft.charge;
    long price = prices.of(in, draft.module);
    boolean explicit = price >= explicitFrom && !prices.prepaid();
    if (!prices.prepaid() && !explicit) {
      draft.charge += (int) price;
    }
    if (!draft.reachable) {
      prepayUnreachable(opcode, price);
      skip(opcode);
      return;
    }
    if (observed) {
      emitEvent(opcode, before);
    }
    if (explicit) {
      emitCharge(price);
    }
    blockInk += price;
    if (Prices.endsBlock(opcode)) {
      closePrepaidBlock();
    }
    translate(opcode);
    if (draft.reachable && Prices.endsBlock(opcode)) {
      openPrepaidBlock();
    }
  }

  private void emitEvent(Opcode opcode, int before) {
    out.beginAt(in.offset(), Ir.EVENT);
    out.word(in.offset());
    out.word(opcode.ordinal());
    out.word(before);
    out.word(draft.charge);
    out.barrier();
  }

  private void emitCharge(long price) {
    out.beginAt(in.offset(), Ir.CHARGE);
    out.word((int) price);
    out.word((int) (price >>> 32));
    out.word(draft.charge);
    out.barrier();
  }

  private void openPrepaidBlock() {
    if (prices.prepaid() && !draft.labels.isEmpty()) {
      blockCharge = out.position();
      blockInk = prices.header();
      out.beginAt(in.nextOffset(), Ir.CHARGE);
      out.word(0);
      out.word(0);
      out.word(draft.charge);
      out.barrier();
    }
  }

  /** A block that traps in the middle has been paid to its end, as Stylus counts. */
  private void prepayUnreachable(Opcode opcode, long price) {
    if (blockCharge >= 0) {
      blockInk += price;
      if (Prices.endsBlock(opcode)) {
        closePrepaidBlock();
      }
    }
  }

  private void closePrepaidBlock() {
    if (blockCharge >= 0) {
      out.patch(blockCharge + 1, (int) blockInk);
      out.patch(blockCharge + 2, (int) (blockInk >>> 32));
      blockCharge = -1;
    }
  }

  private void skip(Opcode opcode) {
    switch (opcode) {
      case BLOCK, LOOP, IF -> draft.unreachableNesting++;
      case ELSE -> {
        if (draft.unreachableNesting == 0) {
          control.otherwise();
          openPrepaidBlock();
        }
      }
      case END -> {
        if (draft.unreachableNesting > 0) {
          draft.unreachableNesting--;
        } else {
          control.end();
          if (draft.reachable) {
            openPrepaidBlock();
          }
        }
      }
      default -> {}
    }
  }

  private void translate(Opcode opcode) {
    switch (opcode.category()) {
      case CONTROL -> control.translate(opcode);
      case CALLS -> calls.translate(opcode);
      case PARAMETRIC -> variables.parametric(opcode);
      case LOCAL -> variables.local(opcode);
      case GLOBAL -> variables.global(opcode);
      case CONSTANT -> variables.constant(opcode);
      case INTEGER, FLOAT, CONVERSION -> numbers.translate(opcode);
      case LOAD -> memory.load(opcode);
      case STORE -> memory.store(opcode);
      case MEMORY, TABLE -> rares.translate(opcode);
      case REFERENCE -> rares.reference(opcode);
      case VECTOR -> rares.vector(opcode);
    }
  }
}
