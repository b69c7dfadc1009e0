package dev.assay.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The contracts that come with Assay: sources in {@code contracts/src/main/wasm-src}, built by
 * {@code contracts/build.sh}, carried as resources.
 */
public enum Contracts {
  /** A token with an owner who mints; {@code initialize(name, symbol, owner)} comes first. */
  ERC20,
  /** Holds ether; pays out before it takes note, which is the mistake it is here to show. */
  VAULT,
  /** Re-enters the vault. */
  ATTACKER,
  /** The shortest example. */
  COUNTER,
  /** Loops, storage, events and failures to measure with. */
  COMPUTE,
  /** A token whose whole supply belongs to the first account of the well-known mnemonic. */
  BENCH_TOKEN;

  /** The name in file names: {@code bench-token}. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The contract called {@code name} in file names. */
  public static Contracts named(String name) {
    return Arrays.stream(values())
        .filter(contract -> contract.fileName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no contract %s; there is %s".formatted(name, Arrays.toString(values()))));
  }

  /** Module and interface. */
  public CompiledContract load() {
    String abi = new String(resource(fileName() + ".abi.json"), StandardCharsets.UTF_8);
    return new CompiledContract(fileName(), wasm(), Abi.parse(abi));
  }

  /** The module alone. */
  public byte[] wasm() {
    return resource(fileName() + ".wasm");
  }

  @Override
  public String toString() {
    return fileName();
  }

  private static byte[] resource(String name) {
    try (InputStream stream = Contracts.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the resource " + name + " is missing from this build");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
