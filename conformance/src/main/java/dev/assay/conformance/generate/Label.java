package dev.assay.conformance.generate;

import dev.assay.vm.module.ValueType;
import java.util.List;

/**
 * A branch target, told from others by identity; the encoder turns it into a depth.
 *
 * @see Code.Scope
 */
public final class Label {
  private final List<ValueType> types;

  /** A label whose branches carry values of these types. */
  public Label(List<ValueType> types) {
    this.types = List.copyOf(types);
  }

  /** What a branch to it carries. */
  public List<ValueType> types() {
    return types;
  }
}
