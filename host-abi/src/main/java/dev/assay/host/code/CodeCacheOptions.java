package dev.assay.host.code;

import dev.assay.host.EngineMode;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How a {@link CodeCache} works.
 *
 * @param mode what runs contracts
 * @param mostBytes what it may hold, by {@link dev.assay.vm.code.CodeUnit#sizeBytes}
 * @param hotCalls calls after which a program is compiled, in {@link EngineMode#AUTO}
 * @param hotInk ink used by its calls after which it is compiled, be they fewer: every instruction
 *     costs some, those that jump back above all
 * @param background compiles while the rest goes on; may refuse by a {@link
 *     java.util.concurrent.RejectedExecutionException} when it has enough to do
 * @param nanoTime a clock, for figures alone
 * @param store keeps compiled code beyond the process
 * @param trouble told when the compiler fails, which leaves a program interpreted
 */
public record CodeCacheOptions(
    EngineMode mode,
    long mostBytes,
    int hotCalls,
    long hotInk,
    Executor background,
    LongSupplier nanoTime,
    CompiledStore store,
    Consumer<RuntimeException> trouble) {
  private static final long DEFAULT_BYTES = 256L << 20;
  private static final int DEFAULT_HOT_CALLS = 100;
  private static final long DEFAULT_HOT_INK = 2_000_000_000;

  public CodeCacheOptions {
    if (mostBytes < 0 || hotCalls < 1 || hotInk < 1) {
      throw new IllegalArgumentException(mostBytes + ", " + hotCalls + ", " + hotInk);
    }
  }

  /** Options for a mode: on the thread that calls, without a clock, nothing kept. */
  public static CodeCacheOptions of(EngineMode mode) {
    return new CodeCacheOptions(
        mode,
        DEFAULT_BYTES,
        DEFAULT_HOT_CALLS,
        DEFAULT_HOT_INK,
        Runnable::run,
        () -> 0,
        CompiledStore.NONE,
        failure -> {
          throw failure;
        });
  }

  /** The same with so many bytes. */
  public CodeCacheOptions withMostBytes(long bytes) {
    return new CodeCacheOptions(
        mode, bytes, hotCalls, hotInk, background, nanoTime, store, trouble);
  }

  /** The same with other thresholds. */
  public CodeCacheOptions withHot(int calls, long ink) {
    return new CodeCacheOptions(mode, mostBytes, calls, ink, background, nanoTime, store, trouble);
  }

  /** The same with somebody else to compile, a clock for it, and somebody to tell of failures. */
  public CodeCacheOptions withBackground(
      Executor executor, LongSupplier clock, Consumer<RuntimeException> told) {
    return new CodeCacheOptions(mode, mostBytes, hotCalls, hotInk, executor, clock, store, told);
  }

  /** The same with a place to keep compiled code. */
  public CodeCacheOptions withStore(CompiledStore place) {
    return new CodeCacheOptions(
        mode, mostBytes, hotCalls, hotInk, background, nanoTime, place, trouble);
  }
}
