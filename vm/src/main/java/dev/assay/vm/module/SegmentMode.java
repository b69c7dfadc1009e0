package dev.assay.vm.module;

/** When a data or element segment takes effect. */
public sealed interface SegmentMode {
  /** Copied into the memory or table with that index at instantiation. */
  record Active(int index, ConstantExpression offset) implements SegmentMode {}

  /** Waits for a {@code memory.init} or {@code table.init}. */
  record Passive() implements SegmentMode {}

  /** Only declares that {@code ref.func} may name these functions; element segments only. */
  record Declarative() implements SegmentMode {}
}
