package dev.assay.vm.exec;

/**
 * One active call of a Wasm backtrace.
 *
 * @param function index in the module, imports counted
 * @param name for people: name section, else export name, else the index
 * @param offset where in the module's bytes the instruction starts
 */
public record TraceFrame(int function, String name, int offset) {
  @Override
  public String toString() {
    return name + " (function " + function + ", offset 0x" + Integer.toHexString(offset) + ")";
  }
}
