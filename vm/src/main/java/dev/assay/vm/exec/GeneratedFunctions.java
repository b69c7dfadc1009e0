package dev.assay.vm.exec;

/** What a generated class extends. */
public abstract class GeneratedFunctions {
  /** For generated classes. */
  protected GeneratedFunctions() {}

  /** See {@link CompiledCode#call}. */
  public abstract void call(
      int function, long[] frame, int base, CompiledRun run, long gas, int slots);
}
