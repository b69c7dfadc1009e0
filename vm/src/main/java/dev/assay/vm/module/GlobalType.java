package dev.assay.vm.module;

/** The type of a global variable. */
public record GlobalType(ValueType type, boolean mutable) implements ExternalType {
  @Override
  public ExternalKind kind() {
    return ExternalKind.GLOBAL;
  }
}
