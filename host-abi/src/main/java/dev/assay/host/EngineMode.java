package dev.assay.host;

import java.util.Locale;

/** What runs contracts. No result depends on it. */
public enum EngineMode {
  /** The interpreter at first; what is used much is compiled meanwhile and runs compiled then. */
  AUTO,
  /** The interpreter alone. */
  INTERPRETER,
  /** Compiled code from a contract's first call on. */
  COMPILER,
  /** Each transaction and call on either, compared: an operator's check of this very node. */
  BOTH;

  /** The name as options have it: {@code auto}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
