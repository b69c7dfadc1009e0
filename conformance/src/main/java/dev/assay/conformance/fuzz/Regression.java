package dev.assay.conformance.fuzz;

import dev.assay.conformance.generate.CallSection;
import dev.assay.conformance.generate.ModuleEncoder;
import dev.assay.conformance.generate.ModuleTree;
import dev.assay.conformance.reference.Scenario;
import dev.assay.vm.Tier;
import dev.assay.vm.code.Disassembler;
import dev.assay.vm.module.CustomSection;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.validate.ValidModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A module on which engines once differed. It is kept as two files: the module, which holds its
 * calls in a custom section, and a text with the prices in its first line, what was seen, and the
 * module's instructions for people.
 *
 * @param name the files' name
 * @param prices see {@link PriceList}
 * @param seen the limit and the difference
 * @param module the module's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are written and read, never changed
public record Regression(String name, String prices, String seen, byte[] module) {
  private static final String PRICES = "prices ";

  /** Writes the two files and gives the module's. */
  public Path save(Path folder) {
    Path file = folder.resolve(name + ".wasm");
    String text = PRICES + prices + "\n" + seen + "\n\n" + listing();
    try {
      Files.createDirectories(folder);
      Files.write(file, module);
      Files.writeString(folder.resolve(name + ".txt"), text);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String listing() {
    WasmModule decoded = Scenario.load(module).module();
    StringBuilder text = new StringBuilder();
    for (FunctionBody body : decoded.bodies()) {
      text.append(Disassembler.disassemble(decoded, body.function()));
    }
    return text.toString();
  }

  /** All that are kept in a folder, by name. */
  public static List<Regression> all(Path folder) throws IOException {
    List<Regression> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".wasm")).sorted().toList()) {
        all.add(read(file));
      }
    }
    return all;
  }

  private static Regression read(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".wasm", "");
    List<String> text = Files.readAllLines(file.resolveSibling(name + ".txt"));
    String prices = text.getFirst().substring(PRICES.length());
    return new Regression(name, prices, text.get(1), Files.readAllBytes(file));
  }

  /** Compares the engines on it again. */
  public Comparer.Comparison replay(Tier tier, int sample) {
    return new GasDifferential(tier, prices, sample).compare(scenario(module));
  }

  /**
   * The scenario that a module describes by itself.
   *
   * @throws dev.assay.vm.module.ModuleError when it is not a valid module
   */
  static Scenario scenario(byte[] bytes) {
    ValidModule valid = Scenario.load(bytes);
    WasmModule module = valid.module();
    List<Scenario.Call> calls = new ArrayList<>();
    for (CustomSection section : module.customSections()) {
      if (section.name().equals(ModuleEncoder.CALLS_SECTION)) {
        String text =
            new String(bytes, section.start(), section.length(), StandardCharsets.US_ASCII);
        for (ModuleTree.Call call : CallSection.read(text)) {
          calls.add(
              new Scenario.Call(module.importedFunctions() + call.function(), call.arguments()));
        }
      }
    }
    return new Scenario(valid, calls);
  }
}
