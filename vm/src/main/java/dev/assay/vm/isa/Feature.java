package dev.assay.vm.isa;

/**
 * A part of the WebAssembly standard that a chain accepts or refuses as a whole. The labels are the
 * names the proposals are known by. Parts that the engine does not run yet have a constant too, so
 * that a module using one is refused by name and not as garbage.
 */
public enum Feature {
  MVP("mvp", true),
  MUTABLE_GLOBALS("mutable-globals", true),
  SIGN_EXTENSION("sign-extension", true),
  SATURATING_FLOAT("saturating-float-to-int", true),
  MULTI_VALUE("multi-value", true),
  BULK_MEMORY("bulk-memory", true),
  REFERENCE_TYPES("reference-types", true),
  /** Values of type externref; what reference types leave over when tables hold functions only. */
  EXTERNAL_REFERENCES("external-references", true),
  SIMD("simd", true),
  TAIL_CALLS("tail-calls", true),
  EXTENDED_CONSTANTS("extended-constants", true),
  MULTI_MEMORY("multi-memory", true),
  MEMORY64("memory64", true),
  RELAXED_SIMD("relaxed-simd", false),
  FUNCTION_REFERENCES("function-references", false),
  EXCEPTIONS("exceptions", false),
  GC("gc", false),
  THREADS("threads", false);

  private final String label;
  private final boolean implemented;

  Feature(String label, boolean implemented) {
    this.label = label;
    this.implemented = implemented;
  }

  /** The proposal's name, in lower case with hyphens. */
  public String label() {
    return label;
  }

  /** Whether the engine can run modules that use it. */
  public boolean implemented() {
    return implemented;
  }

  @Override
  public String toString() {
    return label;
  }
}
