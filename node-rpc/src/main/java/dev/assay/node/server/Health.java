package dev.assay.node.server;

/** What the server tells of the node's health. */
@FunctionalInterface
public interface Health {
  /** Whether the node does its work: {@code /readyz}. */
  boolean ready();

  /** Its figures in Prometheus' text format: {@code /metrics}. */
  default String metrics() {
    return "";
  }
}
