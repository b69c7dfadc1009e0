package dev.assay.vm.module;

/** The type of a table: what it holds and how many of it. */
public record TableType(ReferenceType element, SizeRange size) implements ExternalType {
  @Override
  public ExternalKind kind() {
    return ExternalKind.TABLE;
  }
}
