package dev.assay.vm.module;

/** The type of a linear memory: its size in pages of 65,536 bytes. */
public record MemoryType(SizeRange size) implements ExternalType {
  @Override
  public ExternalKind kind() {
    return ExternalKind.MEMORY;
  }
}
