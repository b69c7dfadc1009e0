package dev.assay.node.chain;

/** Where block timestamps come from; the only clock that reaches the chain. */
@FunctionalInterface
public interface TimeSource {
  /** This machine's clock. */
  TimeSource SYSTEM = () -> System.currentTimeMillis() / 1000;

  /** Seconds since 1970. */
  long seconds();
}
