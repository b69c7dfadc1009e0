package dev.assay.vm.exec;

/**
 * The functions of one module that a compiler has turned into methods of the JVM. Immutable, shared
 * by all instances of the module, and without influence on any result.
 */
public interface CompiledCode {
  /** About what it takes of memory, with what the JVM makes of it. */
  long sizeBytes();

  /** Whether it has a function, counted without imports. */
  boolean contains(int definedFunction);

  /**
   * Runs a function that it contains.
   *
   * @param frame arguments from {@code base}, as slots; the results are put there
   * @param gas the ink to begin with
   * @param slots what is left of the call stack, as {@link CompiledRun} counts it
   */
  void call(int definedFunction, long[] frame, int base, CompiledRun run, long gas, int slots);

  /** Whether it runs only where memory 0 {@link dev.assay.vm.runtime.LinearMemory#isExact}. */
  boolean needsExactMemory();

  /** The most values that parts of a function pass each other. */
  int spillSlots();

  /** Where in the module an instruction stands that can stop a function, by its number there. */
  int offset(int definedFunction, int site);

  /**
   * The site at which generated code found an access outside its memory, or 0 when the exception
   * comes from somewhere else.
   */
  int siteOf(IndexOutOfBoundsException thrown);
}
