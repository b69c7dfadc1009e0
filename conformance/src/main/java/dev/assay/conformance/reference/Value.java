package dev.assay.conformance.reference;

import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.ValueType;

/**
 * A value that knows its type.
 *
 * @param low the bits; of a reference the function's index plus one, or 0 for null
 * @param high the upper half of a v128, otherwise 0
 */
record Value(ValueType type, long low, long high) {
  static Value i32(int value) {
    return new Value(NumberType.I32, value, 0);
  }

  static Value of(NumberType type, long bits) {
    boolean narrow = type == NumberType.I32 || type == NumberType.F32;
    return new Value(type, narrow ? (int) bits : bits, 0);
  }

  static Value v128(long low, long high) {
    return new Value(NumberType.V128, low, high);
  }

  static Value reference(ReferenceType type, int indexPlusOne) {
    return new Value(type, indexPlusOne, 0);
  }

  static Value zero(ValueType type) {
    return new Value(type, 0, 0);
  }

  @Override
  public String toString() {
    return State.render(type, low, high);
  }
}
