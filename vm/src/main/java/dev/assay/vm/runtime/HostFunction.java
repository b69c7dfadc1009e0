package dev.assay.vm.runtime;

import dev.assay.vm.module.FunctionType;

/**
 * A function of the embedder's that guests can import.
 *
 * <p>Values travel in 64-bit slots of the frame: an i32 in the low 32 bits (the high ones mean
 * nothing), an i64 as it is, an f32 or f64 as its raw bits, a v128 in two slots (low half first), a
 * reference as its handle (0 is null). Before the call the caller's exact gas is in the store's
 * tank, and what the tank holds afterwards is what the caller goes on with.
 */
public interface HostFunction {
  /** Parameters and results. */
  FunctionType type();

  /**
   * Runs it.
   *
   * @param caller the instance whose code made the call
   * @param frame slots; arguments stand from {@code base}, results go there too
   * @param base the first slot
   * @throws dev.assay.vm.exec.Trap to end the run
   */
  void call(Instance caller, long[] frame, int base);

  /** A host function from a lambda. */
  static HostFunction of(FunctionType type, Body body) {
    return new HostFunction() {
      @Override
      public FunctionType type() {
        return type;
      }

      @Override
      public void call(Instance caller, long[] frame, int base) {
        body.call(caller, frame, base);
      }
    };
  }

  /** What a host function does; see {@link HostFunction#call}. */
  @FunctionalInterface
  interface Body {
    /** See {@link HostFunction#call}. */
    void call(Instance caller, long[] frame, int base);
  }
}
