package dev.assay.vm.code;

import dev.assay.vm.exec.CompiledCode;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.validate.ValidModule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a valid module into code that runs.
 *
 * <p><b>Gas.</b> The prices of a function's instructions are summed in the order of its bytes: the
 * charge of an instruction is the sum up to and with it, less {@link #BIAS}. While a function runs,
 * the gas counter is off the exact figure by exactly the charge of the instruction it stands at. So
 * straight-line code, and a branch that is not taken, change nothing. A branch that is taken
 * adjusts the counter by the difference of the charges at both ends and compares it with the charge
 * at the target, which is the same as asking whether the exact figure is still at least 0; a call,
 * a return and everything that can be seen from outside subtract the charge and ask likewise.
 * Between two such points control has only moved forward through adjacent instructions, so when a
 * point finds a deficit, or an instruction traps, {@link ChargeTable} walks back from there to the
 * first instruction that could not be paid.
 *
 * <p>What the counter is ahead by fits in a word because instructions that are too expensive for
 * that are charged by a {@link Ir#CHARGE} of their own. When blocks are prepaid, each begins with
 * such a charge and all other prices count as 0.
 *
 * <p>Markers: falling into {@code else} or {@code end} charges it; arriving by a branch does not. A
 * branch to a loop arrives behind {@code loop}, so its price is paid once.
 */
public final class Translator {
  /** What a call weighs beside its parameters, locals and operands. */
  public static final int FIXED_WEIGHT = 8;

  /**
   * What the gas counter of a function that has just been entered is below the exact figure. It
   * keeps the counter from passing 2^63-1 when the exact figure is there.
   */
  public static final int BIAS = 1 << 30;

  private static final int WORDS_PER_BYTE = 2;

  private Translator() {}

  /** Translates all functions. */
  public static CodeUnit translate(ValidModule valid, InstructionCosts costs) {
    Prices prices = new Prices(costs);
    Translation translation = translate(valid, prices, false);
    return new CodeUnit(valid, costs, prices, translation, typeNumbers(valid.module()));
  }

  /** Translates all functions, with an event before each instruction. */
  static Translation translateObserved(ValidModule valid, Prices prices) {
    return translate(valid, prices, true);
  }

  /** Translates all functions, with calls that leave for the compiled ones. */
  static Translation translateMixed(ValidModule valid, Prices prices, CompiledCode compiled) {
    return translate(valid, prices, false, compiled);
  }

  private static Translation translate(ValidModule valid, Prices prices, boolean observed) {
    return translate(valid, prices, observed, null);
  }

  private static Translation translate(
      ValidModule valid, Prices prices, boolean observed, @Nullable CompiledCode compiled) {
    WasmModule module = valid.module();
    Emitter out = new Emitter(WORDS_PER_BYTE * codeBytes(module));
    CallTargets targets = new CallTargets();
    int[] entries = new int[module.bodies().size()];
    for (int i = 0; i < entries.length; i++) {
      FunctionBody body = module.bodies().get(i);
      int slots = valid.operandSlots(body.function());
      entries[i] =
          new FunctionTranslator(module, body, slots, prices, out, targets, observed, compiled)
              .translate();
    }
    targets.complete(out, entries);
    return out.finish(entries);
  }

  private static int codeBytes(WasmModule module) {
    List<FunctionBody> bodies = module.bodies();
    return bodies.isEmpty() ? 0 : bodies.getLast().end() - bodies.getFirst().start();
  }

  /** For each type of the module, the index of the first equal one. */
  private static int[] typeNumbers(WasmModule module) {
    Map<FunctionType, Integer> first = new LinkedHashMap<>();
    int[] numbers = new int[module.types().size()];
    for (int i = 0; i < numbers.length; i++) {
      Integer known = first.putIfAbsent(module.types().get(i), i);
      numbers[i] = known == null ? i : known;
    }
    return numbers;
  }
}
