package dev.assay.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.code.Translator;
import dev.assay.vm.decode.ModuleDecoder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.validate.ModuleValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Modules of real chains and compilers: decoded, validated and translated, or refused, as three
 * other engines do. Where those differ, our own rule decides: all such modules are valid, and how
 * deep and how large they are is for the limits to say.
 */
class RealWasmTest {
  private static final Path SUITE =
      Path.of(System.getProperty("assay.suites", "../../shared/suites")).resolve("real-wasm");

  /** Valid for the engine, but deeper than a contract may nest. */
  private static final Set<String> TOO_DEEP =
      Set.of(
          "80k_deep_loop_with_ret.wasm",
          "80k_deep_loop_with_void.wasm",
          "deep_loops_ext_report.wasm");

  private record Row(String file, String wabt, String v8, String reference) {
    static Row parse(List<String> header, String line) {
      List<String> cells = Arrays.asList(line.split("\t", -1));
      return new Row(
          cells.get(header.indexOf("file")),
          cells.get(header.indexOf("wabt_validate")),
          cells.get(header.indexOf("v8_14_validate")),
          cells.get(header.indexOf("refinterp_validate")));
    }

    boolean valid() {
      return Stream.of(wabt, v8, reference).anyMatch("valid"::equals);
    }
  }

  private static List<Row> rows() throws IOException {
    Path index = SUITE.resolve("index.tsv");
    if (!Files.exists(index)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(index);
    List<String> header = Arrays.asList(lines.get(0).split("\t", -1));
    return lines.stream()
        .skip(1)
        .map(line -> Row.parse(header, line))
        .filter(row -> Files.exists(SUITE.resolve(row.file)))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> agreesWithOtherEngines() throws IOException {
    List<Row> rows = rows();
    if (rows.isEmpty()) {
      System.out.println("real-wasm is not at " + SUITE + ": skipped");
    }
    return rows.stream().map(row -> DynamicTest.dynamicTest(row.file, () -> check(row)));
  }

  private static void check(Row row) throws IOException {
    byte[] bytes = Files.readAllBytes(SUITE.resolve(row.file));
    assertEquals(row.valid() ? "" : "refused", verdict(bytes, Limits.WIDE));
  }

  private static String verdict(byte[] bytes, Limits limits) {
    try {
      WasmModule decoded = ModuleDecoder.decode(bytes, FeatureSet.ALL_IMPLEMENTED, limits);
      CodeUnit unit =
          Translator.translate(ModuleValidator.validate(decoded), InstructionCosts.UNIT);
      int[] code = unit.translation().code();
      assertTrue(code.length > decoded.bodies().size(), "every body has become code");
      return "";
    } catch (ModuleError error) {
      assertFalse(error.getMessage().isEmpty());
      return "refused";
    }
  }

  @Test
  void nestingIsAStatedLimit() throws IOException {
    List<Row> deep =
        rows().stream()
            .filter(row -> TOO_DEEP.contains(Path.of(row.file).getFileName().toString()))
            .toList();
    Assumptions.assumeFalse(deep.isEmpty(), "real-wasm is not there");
    Limits contract =
        Limits.WIDE.with(Limit.BLOCK_NESTING, Limits.CONTRACT.of(Limit.BLOCK_NESTING));
    for (Row row : deep) {
      byte[] bytes = Files.readAllBytes(SUITE.resolve(row.file));
      assertEquals("refused", verdict(bytes, contract), row.file);
    }
  }
}
