package dev.assay.conformance.spec;

import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import java.util.List;

/** A pattern for one result. */
public sealed interface Expected {
  /** Bits that a NaN pattern stands for; the engine makes no other NaN. */
  int CANONICAL_F32 = 0x7fc0_0000;

  /** The same for 64 bits. */
  long CANONICAL_F64 = 0x7ff8_0000_0000_0000L;

  /** Exactly these bits: one slot, or two for a v128. */
  record Bits(NumberType type, long low, long high) implements Expected {
    @Override
    public String toString() {
      return type == NumberType.V128
          ? "%s %016x%016x".formatted(type, high, low)
          : "%s %x".formatted(type, low);
    }
  }

  /** A reference: null, any but null, or one certain handle. */
  record Reference(Kind kind, long handle) implements Expected {
    /** What is asked of it. */
    enum Kind {
      NULL,
      NOT_NULL,
      HANDLE
    }
  }

  /** One of several. */
  record Either(List<Expected> choices) implements Expected {}

  /** Whether a value, given by its slots, fits. */
  default boolean fits(ValueType type, long low, long high) {
    return switch (this) {
      case Bits(var wanted, long wantedLow, long wantedHigh) ->
          wanted == type
              && switch (wanted) {
                case I32, F32 -> (int) low == (int) wantedLow;
                case I64, F64 -> low == wantedLow;
                case V128 -> low == wantedLow && high == wantedHigh;
              };
      case Reference(var kind, long handle) ->
          !(type instanceof NumberType)
              && switch (kind) {
                case NULL -> low == 0;
                case NOT_NULL -> low != 0;
                case HANDLE -> low == handle;
              };
      case Either(var choices) -> choices.stream().anyMatch(c -> c.fits(type, low, high));
    };
  }
}
