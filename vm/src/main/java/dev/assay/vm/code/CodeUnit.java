package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.exec.CompiledCode;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.Export;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.validate.ValidModule;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A module translated for one set of prices: immutable, shared by any number of instances, cached
 * under the module's bytes and {@link InstructionCosts#id}.
 */
public final class CodeUnit {
  private static final int FUNCTION_TYPES_UNKNOWN = -1;

  /** Instructions other than calls have so many operands at most. */
  private static final int FEWEST_PASSED_SLOTS = 4;

  /** The one that runs, that which is observed, that which calls compiled functions. */
  private static final int TRANSLATIONS = 3;

  /** What a function, a type or an export takes as objects: no less than they were seen to. */
  private static final int THING_BYTES = 256;

  private final ValidModule valid;
  private final InstructionCosts costs;
  private final Prices prices;
  private final Translation translation;
  private final int[] typeNumbers;
  private final int[] functionTypes;
  private final Map<String, Export> exports = new LinkedHashMap<>();
  private final int mostPassedSlots;
  private volatile @Nullable Translation observed;
  private volatile @Nullable Translation mixed;
  private volatile @Nullable CompiledCode compiled;

  CodeUnit(
      ValidModule valid,
      InstructionCosts costs,
      Prices prices,
      Translation translation,
      int[] typeNumbers) {
    this.valid = valid;
    this.costs = costs;
    this.prices = prices;
    this.translation = translation;
    this.typeNumbers = typeNumbers;
    this.functionTypes = functionTypes(valid.module());
    this.mostPassedSlots = mostPassedSlots(valid.module());
    for (Export export : valid.module().exports()) {
      exports.put(export.name(), export);
    }
  }

  private static int[] functionTypes(WasmModule module) {
    Map<Object, Integer> first = new LinkedHashMap<>();
    for (int i = module.types().size() - 1; i >= 0; i--) {
      first.put(module.types().get(i), i);
    }
    int[] numbers = new int[module.functions().size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = first.getOrDefault(module.functions().get(i), FUNCTION_TYPES_UNKNOWN);
    }
    return numbers;
  }

  private static int mostPassedSlots(WasmModule module) {
    int most = FEWEST_PASSED_SLOTS;
    for (FunctionType type : module.types()) {
      most = Math.max(most, Math.max(type.parameterSlots(), type.resultSlots()));
    }
    return most;
  }

  /** The module. */
  public WasmModule module() {
    return valid.module();
  }

  /** The module, with what validation knows about it. */
  public ValidModule valid() {
    return valid;
  }

  /** The prices it was translated for. */
  public InstructionCosts costs() {
    return costs;
  }

  /** Ink per unit of run-time length of an instruction. */
  public long inkPerUnit(Opcode opcode) {
    return prices.perUnit(opcode);
  }

  /** Whether blocks are paid as a whole; nothing is settled at a trap then. */
  public boolean prepaid() {
    return prices.prepaid();
  }

  /** Ink of a prepaid block beside its instructions. */
  public long blockHeader() {
    return prices.header();
  }

  /** Whether a prepaid block ends with an instruction. */
  public static boolean endsBlock(Opcode opcode) {
    return Prices.endsBlock(opcode);
  }

  /** The code that runs. */
  public Translation translation() {
    return translation;
  }

  /** The code that runs when a listener wants every instruction; made when first asked for. */
  public Translation observedTranslation() {
    Translation made = observed;
    if (made == null) {
      made = Translator.translateObserved(valid, prices);
      observed = made;
    }
    return made;
  }

  /** The functions that have been compiled, or null: until there is such a thing. */
  public @Nullable CompiledCode compiled() {
    return compiled;
  }

  /** Takes compiled functions into use. */
  public void compiled(CompiledCode code) {
    compiled = code;
  }

  /** The code that runs beside compiled functions and calls these; made when first asked for. */
  public Translation mixedTranslation(CompiledCode code) {
    Translation made = mixed;
    if (made == null) {
      made = Translator.translateMixed(valid, prices, code);
      mixed = made;
    }
    return made;
  }

  /** What a call of a function weighs, in slots of the call stack; counted without imports. */
  public int callWeight(int definedFunction) {
    return translation.code()[translation.entry(definedFunction)];
  }

  /** The most slots that a call passes or an instruction takes. */
  public int mostPassedSlots() {
    return mostPassedSlots;
  }

  /** The fixed price of the instruction under a reader. */
  public long price(InstructionReader reader) {
    return prices.of(reader, module());
  }

  /** Whether an instruction of this price is charged on its own rather than in a sum. */
  public boolean chargesAlone(FunctionBody body, long price) {
    return !prices.prepaid() && price >= Prices.explicitFrom(body);
  }

  /** The charges of a function up to and with the instruction at an offset. */
  public ChargeTable charges(int definedFunction, int offset) {
    return ChargeTable.upTo(offset, module().bodies().get(definedFunction), module(), prices);
  }

  /**
   * About what it takes of memory: the module's bytes, what was decoded and translated of it in
   * every form it may be asked for, and compiled code. An estimate for caches.
   */
  public long sizeBytes() {
    WasmModule module = module();
    CompiledCode code = compiled;
    long things = module.functions().size() + module.types().size() + (long) exports.size();
    return module.bytes().length
        + TRANSLATIONS * translation.sizeBytes()
        + THING_BYTES * things
        + (code == null ? 0 : code.sizeBytes());
  }

  /** What is exported under a name, or null. */
  public @Nullable Export export(String name) {
    return exports.get(name);
  }

  /** A number for a type of the module, the same for equal types. */
  public int typeNumber(int type) {
    return typeNumbers[type];
  }

  /** The number of a function's type; see {@link #typeNumber}. */
  public int functionTypeNumber(int function) {
    return functionTypes[function];
  }
}
