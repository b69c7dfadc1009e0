package dev.assay.vm.code;

import dev.assay.vm.module.Export;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.validate.ValidModule;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A module translated for one set of prices: immutable, shared by any number of instances, cached
 * under the module's bytes and {@link InstructionCosts#id}.
 */
public final class CodeUnit {
  private final ValidModule valid;
  private final InstructionCosts costs;
  private final Translation translation;
  private final int[] typeNumbers;
  private final Map<String, Export> exports = new HashMap<>();
  private volatile @Nullable Translation observed;

  CodeUnit(ValidModule valid, InstructionCosts costs, Translation translation, int[] typeNumbers) {
    this.valid = valid;
    this.costs = costs;
    this.translation = translation;
    this.typeNumbers = typeNumbers;
    for (Export export : valid.module().exports()) {
      exports.put(export.name(), export);
    }
  }

  /** The module. */
  public WasmModule module() {
    return valid.module();
  }

  /** The prices it was translated for. */
  public InstructionCosts costs() {
    return costs;
  }

  /** The code that runs. */
  public Translation translation() {
    return translation;
  }

  /** The code that runs when a listener wants every instruction; made when first asked for. */
  public Translation observedTranslation() {
    Translation made = observed;
    if (made == null) {
      made = Translator.translateObserved(valid, costs);
      observed = made;
    }
    return made;
  }

  /** What is exported under a name, or null. */
  public @Nullable Export export(String name) {
    return exports.get(name);
  }

  /** A number for the type of a function that is equal exactly for equal types of this module. */
  public int typeNumber(int function) {
    return typeNumbers[function];
  }
}
