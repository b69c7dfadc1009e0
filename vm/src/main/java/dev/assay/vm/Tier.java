package dev.assay.vm;

import java.util.Locale;

/** What runs functions. Results, gas and traps are the same with each. */
public enum Tier {
  /** The interpreter alone. */
  INTERPRETER,
  /** Compiled code from the first call on, where a function can be compiled. */
  COMPILER;

  /** The name as options have it: {@code compiler}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
