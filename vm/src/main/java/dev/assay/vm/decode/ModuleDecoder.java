package dev.assay.vm.decode;

import dev.assay.vm.Limits;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.module.WasmModule;

/** Reads the binary format. */
public final class ModuleDecoder {
  private ModuleDecoder() {}

  /**
   * Decodes a module. The bytes become part of the result and must not change afterwards.
   *
   * @throws MalformedModule when the bytes are not a module of these features within these limits
   */
  public static WasmModule decode(byte[] bytes, FeatureSet features, Limits limits) {
    throw new UnsupportedOperationException();
  }
}
