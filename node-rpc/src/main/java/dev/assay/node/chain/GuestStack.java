package dev.assay.node.chain;

/**
 * The stack of threads that run guest code. Its depth is counted, and this is enough for all of it;
 * only what is used becomes memory.
 */
public final class GuestStack {
  /** What compiled code may take of it: all that a transaction's call stack can need. */
  public static final long COMPILED_BYTES = 256L << 20;

  /** The whole of it. */
  public static final long BYTES = 2 * COMPILED_BYTES;

  private GuestStack() {}
}
