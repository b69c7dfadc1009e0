package dev.assay.vm.module;

import java.util.Locale;

/** What a reference points to. */
public enum HeapType {
  /** Any function. */
  FUNC(0x70),
  /** Something of the embedder's. */
  EXTERN(0x6F);

  private final int code;

  HeapType(int code) {
    this.code = code;
  }

  /** The byte of the binary format. */
  public int code() {
    return code;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
