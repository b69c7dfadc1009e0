package dev.assay.contracts;

import java.util.HexFormat;

/** A contract ready to be created: its Wasm module and its interface. Immutable. */
public final class CompiledContract {
  private final String name;
  private final byte[] wasm;
  private final Abi abi;

  /**
   * @param name for people: messages and tables
   * @param wasm the module; a creation transaction carries it as it is
   * @param abi what can be called
   */
  public CompiledContract(String name, byte[] wasm, Abi abi) {
    this.name = name;
    this.wasm = wasm.clone();
    this.abi = abi;
  }

  /** The name it goes by. */
  public String name() {
    return name;
  }

  /** A copy of the module. */
  public byte[] wasm() {
    return wasm.clone();
  }

  /** The module as the data of a creation transaction: hexadecimal digits with 0x. */
  public String creationCode() {
    return "0x" + HexFormat.of().formatHex(wasm);
  }

  /** The interface. */
  public Abi abi() {
    return abi;
  }

  /** The same contract with another module, such as one with a custom section added. */
  public CompiledContract withWasm(byte[] wasm) {
    return new CompiledContract(name, wasm, abi);
  }

  @Override
  public String toString() {
    return "%s (%,d bytes)".formatted(name, wasm.length);
  }
}
