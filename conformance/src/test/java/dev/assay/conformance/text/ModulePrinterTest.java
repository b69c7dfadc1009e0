package dev.assay.conformance.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.Suites;
import dev.assay.conformance.generate.ModuleEncoder;
import dev.assay.conformance.generate.ModuleGenerator;
import dev.assay.conformance.generate.Profile;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Limits;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.Section;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.WasmModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is printed is read back as the same module. */
class ModulePrinterTest {
  private static final int MODULES = 60;

  private static WasmModule decode(byte[] bytes) {
    return new Engine(EngineConfig.DEFAULT.with(Limits.WIDE)).load(bytes).module();
  }

  private static WasmModule readBack(String text) {
    return decode(
        Wabt.module("m.wat", text.getBytes(StandardCharsets.UTF_8), Wabt.Check.WELL_FORMED));
  }

  private static byte[] bytes(WasmModule module, int start, int end) {
    return Arrays.copyOfRange(module.bytes(), start, end);
  }

  /** The bytes of a section; none where there is none or nothing in it. */
  private static byte[] section(WasmModule module, SectionId id) {
    for (Section each : module.sections()) {
      if (each.id() == id && each.length() > 1) {
        return bytes(module, each.start(), each.start() + each.length());
      }
    }
    return new byte[0];
  }

  @ParameterizedTest
  @EnumSource(names = {"GLOBAL", "TABLE", "MEMORY", "EXPORT", "DATA", "IMPORT"})
  void theSectionsOfMadeUpModulesComeBackByteByByte(SectionId id) {
    for (Profile profile : List.of(Profile.CONTRACT, Profile.WASM_2)) {
      int present = 0;
      for (long seed = 0; seed < MODULES; seed++) {
        byte[] bytes = ModuleEncoder.encode(ModuleGenerator.generate(seed, profile));
        WasmModule module = decode(bytes);
        byte[] expected = section(module, id);
        WasmModule back = readBack(ModulePrinter.print(module));
        assertArrayEquals(expected, section(back, id), id + " of seed " + seed);
        present += expected.length > 0 ? 1 : 0;
      }
      assertTrue(present > 0, id + " of " + profile);
    }
  }

  /** Whatever the text says is read: an else with nothing in it is the one thing that goes. */
  @Test
  void madeUpModulesComeBackAsTheSameText() {
    for (Profile profile : List.of(Profile.CONTRACT, Profile.WASM_2)) {
      for (long seed = 0; seed < MODULES; seed++) {
        byte[] bytes = ModuleEncoder.encode(ModuleGenerator.generate(seed, profile));
        String text = ModulePrinter.print(decode(bytes));
        String expected = text.replaceAll("else\n +end\n", "end\n");
        String found = ModulePrinter.print(readBack(text));
        assertEquals(
            expected.lines().map(String::strip).toList(),
            found.lines().map(String::strip).toList());
      }
    }
  }

  /** Programs that others compiled: the second text is the first. */
  @Test
  void publishedProgramsComeBackAsTheSameText() throws IOException {
    Path folder = Suites.find("real-wasm").orElse(null);
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> some =
          files
              .filter(file -> file.toString().endsWith(".wasm"))
              .filter(file -> file.toFile().length() < 30_000)
              .sorted()
              .limit(MODULES)
              .toList();
      int compared = 0;
      for (Path file : some) {
        try {
          String text = ModulePrinter.print(decode(Files.readAllBytes(file)));
          assertEquals(text, ModulePrinter.print(readBack(text)), file.toString());
          compared++;
        } catch (ModuleError refused) {
          // uses what the engine does not know
        }
      }
      assertTrue(compared > some.size() / 2, compared + " of " + some.size());
    }
  }
}
