package dev.assay.vm.module;

import java.util.List;

/** References for a table. */
public record ElementSegment(ReferenceType type, SegmentMode mode, Items items) {
  /** How many references there are. */
  public int count() {
    return switch (items) {
      case Functions functions -> functions.count();
      case Expressions expressions -> expressions.items().size();
    };
  }

  /** The references, in one of the two forms of the binary format. */
  public sealed interface Items {}

  /** References to functions, by index. */
  public static final class Functions implements Items {
    private final int[] indices;

    /** Takes a copy. */
    public Functions(int... indices) {
      this.indices = indices.clone();
    }

    /** How many references there are. */
    public int count() {
      return indices.length;
    }

    /** The function that the reference at a position names. */
    public int function(int position) {
      return indices[position];
    }
  }

  /** One initializer per reference. */
  public record Expressions(List<ConstantExpression> items) implements Items {
    public Expressions {
      items = List.copyOf(items);
    }
  }
}
