package dev.assay.conformance.run;

import java.util.Locale;

/** The engines that can run a module. */
enum EngineChoice {
  INTERPRETER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
