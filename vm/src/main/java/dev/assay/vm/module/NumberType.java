package dev.assay.vm.module;

import java.util.Locale;

/** Numbers and vectors: the types that instructions compute on. */
public enum NumberType implements ValueType {
  I32(0x7F),
  I64(0x7E),
  F32(0x7D),
  F64(0x7C),
  V128(0x7B);

  private final int code;

  NumberType(int code) {
    this.code = code;
  }

  /** The byte of the binary format. */
  public int code() {
    return code;
  }

  @Override
  public int slots() {
    return this == V128 ? 2 : 1;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
