package dev.assay.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.conformance.Suites;
import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class BinaryenCorpusTest {
  @TestFactory
  List<DynamicTest> modulesGiveTheLogsOfBinaryensInterpreter() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Path suite = Suites.find("fuzz").orElse(null);
    if (suite != null) {
      try (Stream<Path> folders = Files.list(suite)) {
        for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
          tests.add(DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
      }
    }
    return tests;
  }

  private static void check(Path folder) throws IOException {
    List<String> failures =
        BinaryenCorpus.modules(folder).stream()
            .map(BinaryenCorpus::check)
            .filter(result -> result.verdict() != Verdict.PASSED)
            .map(result -> result.name() + ": " + result.detail())
            .toList();
    assertEquals(List.of(), failures);
  }

  /** Logs of our own: one of each form that the real ones have. */
  @Test
  void comparesLogsResultsAndTraps(@TempDir Path folder) throws IOException {
    ModuleBuilder module = new ModuleBuilder();
    int log32 = module.importFunction("fuzzing-support", "log-i32", "i32 ->");
    int log64 = module.importFunction("fuzzing-support", "log-i64", "i64 ->");
    module.exportedFunction(
        "logs", "i32 -> f32", code -> code.get(0).call(log32).i64(-2).call(log64).f32(-1.5f));
    module.exportedFunction("two", "-> i64 f64", code -> code.i64(-1).f64(Double.NaN));
    module.exportedFunction("traps", "->", code -> code.op(Opcode.UNREACHABLE));
    Path file = folder.resolve("0000.wasm");
    Files.write(file, module.build());
    String log =
        """
        [fuzz-exec] calling logs
        [LoggingExternalInterface logging 0]
        [LoggingExternalInterface logging -2 -1]
        [fuzz-exec] note result: logs => -1.5
        [fuzz-exec] calling two
        [fuzz-exec] note result: two => (-1, -nan:0x7)
        [fuzz-exec] calling traps
        [trap unreachable]
        """;
    assertEquals("", complaint(file, log));
    assertEquals(
        "logs: expected -2 -2, got [BinaryenValue[type=i64, low=-2, high=0]]",
        complaint(file, log.replace("-2 -1", "-2 -2")));
    assertEquals(
        "two: expected = (-2, -nan:0x7), got [BinaryenValue[type=i64, low=-1, high=0],"
            + " BinaryenValue[type=f64, low=9221120237041090560, high=0]]",
        complaint(file, log.replace("(-1,", "(-2,")));
    assertEquals(
        "traps: expected [], got [] trap",
        complaint(file, log.replace("[trap unreachable]\n", "")));
  }

  private static String complaint(Path file, String log) throws IOException {
    Files.writeString(file.resolveSibling("0000.exec"), log);
    Case result = BinaryenCorpus.check(file);
    return result.detail();
  }
}
