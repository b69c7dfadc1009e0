package dev.assay.conformance.fuzz;

import dev.assay.conformance.generate.CallSection;
import dev.assay.conformance.generate.ModuleEncoder;
import dev.assay.conformance.generate.ModuleTree;
import dev.assay.conformance.reference.Scenario;
import dev.assay.conformance.text.ModulePrinter;
import dev.assay.conformance.text.Wabt;
import dev.assay.vm.Tier;
import dev.assay.vm.encode.ByteWriter;
import dev.assay.vm.module.CustomSection;
import dev.assay.vm.module.SectionId;
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
 * A module on which engines once differed. It is kept as text: its instructions, and above them in
 * comments the prices, what was seen, and its calls, one a line.
 *
 * @param name the file's name
 * @param prices see {@link PriceList}
 * @param seen the limit and the difference
 * @param module the module's bytes, with its calls in a custom section
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are written and read, never changed
public record Regression(String name, String prices, String seen, byte[] module) {
  private static final String SUFFIX = ".wat";
  private static final String PRICES = ";; prices ";
  private static final String SEEN = ";; seen ";
  private static final String CALL = ";; call ";

  /** Writes the file. */
  public Path save(Path folder) {
    Path file = folder.resolve(name + SUFFIX);
    StringBuilder text = new StringBuilder();
    text.append(PRICES).append(prices).append('\n');
    text.append(SEEN).append(seen.replace('\n', ' ')).append('\n');
    WasmModule decoded = Scenario.load(module).module();
    calls(decoded).lines().forEach(call -> text.append(CALL).append(call).append('\n'));
    text.append(ModulePrinter.print(decoded));
    try {
      Files.createDirectories(folder);
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that are kept in a folder, by name. */
  public static List<Regression> all(Path folder) throws IOException {
    List<Regression> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(SUFFIX)).sorted().toList()) {
        all.add(read(file));
      }
    }
    return all;
  }

  private static Regression read(Path file) throws IOException {
    String name = file.getFileName().toString().replace(SUFFIX, "");
    byte[] text = Files.readAllBytes(file);
    List<String> lines = Files.readAllLines(file);
    byte[] plain = Wabt.module(name, text, Wabt.Check.WELL_FORMED);
    return new Regression(
        name,
        after(PRICES, lines).getFirst(),
        after(SEEN, lines).getFirst(),
        withCalls(plain, String.join("\n", after(CALL, lines))));
  }

  /** A module with calls in a custom section; its imported functions are not called. */
  static byte[] withCalls(byte[] module, List<Scenario.Call> calls, int imported) {
    List<ModuleTree.Call> some =
        calls.stream()
            .map(call -> new ModuleTree.Call(call.function() - imported, call.arguments()))
            .toList();
    return withCalls(module, CallSection.write(some));
  }

  private static byte[] withCalls(byte[] module, String calls) {
    byte[] text = calls.getBytes(StandardCharsets.US_ASCII);
    byte[] section = new ByteWriter().name(ModuleEncoder.CALLS_SECTION).bytes(text).toByteArray();
    return new ByteWriter()
        .bytes(module)
        .bytes(SectionId.CUSTOM.code())
        .sized(section)
        .toByteArray();
  }

  private static List<String> after(String start, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }

  /** Compares the tiers with each other on it. */
  Comparer.Comparison replayPair(int sample) {
    return new EnginePair(Tier.INTERPRETER, Tier.COMPILER, prices, sample)
        .compare(scenario(module));
  }

  /** Whether somebody else's generator made it, whose host the reference engine is not. */
  boolean isForeign() {
    return Scenario.load(module).module().imports().stream()
        .anyMatch(each -> each.module().equals(BinaryenCorpus.LOG_MODULE));
  }

  /** Compares a tier with the reference engine on it again. */
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
    for (ModuleTree.Call call : CallSection.read(calls(module))) {
      calls.add(new Scenario.Call(module.importedFunctions() + call.function(), call.arguments()));
    }
    return new Scenario(valid, calls);
  }

  private static String calls(WasmModule module) {
    StringBuilder text = new StringBuilder();
    for (CustomSection section : module.customSections()) {
      if (section.name().equals(ModuleEncoder.CALLS_SECTION)) {
        byte[] bytes = module.bytes();
        text.append(
            new String(bytes, section.start(), section.length(), StandardCharsets.US_ASCII));
      }
    }
    return text.toString();
  }
}
