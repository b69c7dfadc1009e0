package dev.assay.conformance.reference;

import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/** The operand stack of the naive machine: every value knows its type, and who takes it checks. */
final class ValueStack {
  private static final long UNSIGNED = 0xffff_ffffL;

  private final List<Value> values = new ArrayList<>();

  int size() {
    return values.size();
  }

  void push(Value value) {
    values.add(value);
  }

  /** The last value becomes the topmost. */
  void pushAll(List<Value> some) {
    values.addAll(some);
  }

  Value pop() {
    return values.removeLast();
  }

  Value pop(ValueType type) {
    Value value = pop();
    if (!value.type().equals(type)) {
      throw new IllegalStateException("expected " + type + " on the stack, found " + value);
    }
    return value;
  }

  int popI32() {
    return (int) pop(NumberType.I32).low();
  }

  /** An i32 that has no sign. */
  long popIndex() {
    return popI32() & UNSIGNED;
  }

  /** Values of these types, the last of them topmost. */
  List<Value> popAll(List<ValueType> types) {
    List<Value> taken = new ArrayList<>();
    for (ValueType type : types.reversed()) {
      taken.add(pop(type));
    }
    return taken.reversed();
  }

  /** The topmost values; nothing is left. */
  List<Value> takeAll(int count) {
    List<Value> taken = List.copyOf(values.subList(size() - count, size()));
    truncate(0);
    return taken;
  }

  /** Forgets what is above a height. */
  void truncate(int height) {
    values.subList(height, size()).clear();
  }
}
