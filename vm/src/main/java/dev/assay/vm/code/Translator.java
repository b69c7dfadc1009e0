package dev.assay.vm.code;

import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.validate.ValidModule;

/** Turns a valid module into code that runs. */
public final class Translator {
  private Translator() {}

  /** Translates all functions. */
  public static CodeUnit translate(ValidModule valid, InstructionCosts costs) {
    throw new UnsupportedOperationException();
  }

  /** Translates all functions, with an event before each instruction. */
  static Translation translateObserved(ValidModule valid, InstructionCosts costs) {
    throw new UnsupportedOperationException();
  }
}
