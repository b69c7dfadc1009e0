package dev.assay.vm.module;

/** The type of a value on the operand stack, in a local, a global or a signature. */
public sealed interface ValueType permits NumberType, ReferenceType {
  /** How many 64-bit slots a value takes: two for v128, otherwise one. */
  int slots();
}
