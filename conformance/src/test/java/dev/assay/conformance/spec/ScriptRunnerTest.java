package dev.assay.conformance.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner itself: what is right passes, what is wrong fails, in both dialects. */
class ScriptRunnerTest {
  /**
   * Exports {@code add} (i32.add), {@code div} (f64.div), {@code trap} (unreachable), {@code loop}
   * (calls itself) and the global {@code g} of 7.
   */
  private static final String MODULE =
      """
      00 61 73 6d 01 00 00 00
      01 10 03 60 02 7f 7f 01 7f 60 02 7c 7c 01 7c 60 00 00
      03 05 04 00 01 02 02
      06 06 01 7f 00 41 07 0b
      07 1f 05 03 61 64 64 00 00 03 64 69 76 00 01 04 74 72 61 70 00 02 04 6c 6f 6f 70 00 03
      01 67 03 00
      0a 1a 04 07 00 20 00 20 01 6a 0b 07 00 20 00 20 01 a3 0b 03 00 00 0b 04 00 10 03 0b
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeModules() throws IOException {
    Files.write(folder.resolve("m.wasm"), bytes(MODULE));
    Files.write(folder.resolve("magic.wasm"), bytes("00 61 73 6e 01 00 00 00"));
    // an import of nothing.nothing, a function of type [] -> []
    Files.write(
        folder.resolve("import.wasm"),
        bytes("00 61 73 6d 01 00 00 00 01 04 01 60 00 00 02 07 01 01 61 01 62 00 00"));
    // the body leaves an i32 behind
    Files.write(
        folder.resolve("type.wasm"),
        bytes("00 61 73 6d 01 00 00 00 01 04 01 60 00 00 03 02 01 00 0a 06 01 04 00 41 00 0b"));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  private List<Verdict> verdicts(String... commands) throws IOException {
    var file = folder.resolve("script.json");
    var module = "{\"type\":\"module\",\"line\":1,\"filename\":\"m.wasm\"}";
    Files.writeString(file, "{\"commands\":[" + module + "," + String.join(",", commands) + "]}");
    var script = ScriptReader.read(folder, file);
    var cases = ScriptRunner.run(script, new Engine(EngineConfig.DEFAULT));
    assertEquals(Verdict.PASSED, cases.getFirst().verdict(), cases.getFirst()::detail);
    return cases.stream().skip(1).map(Case::verdict).toList();
  }

  private static String invoke(String function, String type, String a, String b, String result) {
    return """
    {"type":"assert_return","line":2,"action":{"type":"invoke","field":"%1$s",
     "args":[{"type":"%2$s","value":"%3$s"},{"type":"%2$s","value":"%4$s"}]},
     "expected":[{"type":"%2$s","value":"%5$s"}]}
    """
        .formatted(function, type, a, b, result);
  }

  private static String trap(String kind, String function, String text) {
    return """
    {"type":"%s","line":3,"text":"%s","action":{"type":"invoke","field":"%s","args":[]}}
    """
        .formatted(kind, text, function);
  }

  private static String refused(String kind, String file, String text) {
    return """
    {"type":"%s","line":4,"filename":"%s","module_type":"binary","text":"%s"}
    """
        .formatted(kind, file, text);
  }

  @Test
  void signedAndUnsignedIntegersAreTheSame() throws IOException {
    assertEquals(
        List.of(Verdict.PASSED, Verdict.PASSED, Verdict.FAILED),
        verdicts(
            invoke("add", "i32", "-1", "-1", "-2"),
            invoke("add", "i32", "4294967295", "4294967295", "4294967294"),
            invoke("add", "i32", "1", "1", "3")));
  }

  @Test
  void nansHaveToBeCanonical() throws IOException {
    var anyNan = invoke("div", "f64", "0", "0", "nan:arithmetic");
    var negative = invoke("div", "f64", "0", "0", "18444492273895866368");
    assertEquals(List.of(Verdict.PASSED, Verdict.FAILED), verdicts(anyNan, negative));
  }

  @Test
  void trapsAreToldApart() throws IOException {
    assertEquals(
        List.of(Verdict.PASSED, Verdict.FAILED, Verdict.PASSED, Verdict.FAILED),
        verdicts(
            trap("assert_trap", "trap", "unreachable"),
            trap("assert_trap", "trap", "integer overflow"),
            trap("assert_exhaustion", "loop", "call stack exhausted"),
            trap("assert_trap", "none", "unreachable")));
  }

  @Test
  void modulesAreRefusedAtTheRightStage() throws IOException {
    assertEquals(
        List.of(
            Verdict.PASSED,
            Verdict.FAILED,
            Verdict.PASSED,
            Verdict.FAILED,
            Verdict.PASSED,
            Verdict.FAILED,
            Verdict.FAILED),
        verdicts(
            refused("assert_malformed", "magic.wasm", "magic header not detected"),
            refused("assert_invalid", "magic.wasm", "magic header not detected"),
            refused("assert_invalid", "type.wasm", "type mismatch"),
            refused("assert_malformed", "type.wasm", "type mismatch"),
            refused("assert_unlinkable", "import.wasm", "unknown import"),
            refused("assert_uninstantiable", "m.wasm", "unreachable"),
            refused("assert_invalid", "m.wasm", "type mismatch")));
  }

  @Test
  void globalsAreRead() throws IOException {
    var get =
        """
        {"type":"assert_return","line":5,"action":{"type":"get","field":"g"},
         "expected":[{"type":"i32","value":"%d"}]}
        """;
    assertEquals(
        List.of(Verdict.PASSED, Verdict.FAILED), verdicts(get.formatted(7), get.formatted(8)));
  }

  @Test
  void whatFollowsAFailedModuleIsNotAsked() throws IOException {
    assertEquals(
        List.of(Verdict.FAILED, Verdict.SKIPPED),
        verdicts(
            "{\"type\":\"module\",\"line\":6,\"filename\":\"magic.wasm\"}",
            invoke("add", "i32", "1", "1", "2")));
  }

  @Test
  void modulesInTextAreReadAndRefused() throws IOException {
    Files.writeString(folder.resolve("good.wat"), "(module (func))");
    Files.writeString(folder.resolve("type.wat"), "(module (func i32.const 1))");
    Files.writeString(folder.resolve("bad.wat"), "(module (func) (import \"\" \"\" (func)))");
    var text = ", \"module_type\":\"text\"}";
    assertEquals(
        List.of(
            Verdict.PASSED,
            Verdict.PASSED,
            Verdict.FAILED,
            Verdict.FAILED,
            Verdict.PASSED,
            Verdict.FAILED,
            Verdict.FAILED),
        verdicts(
            "{\"type\":\"module\",\"line\":8,\"filename\":\"good.wat\"" + text,
            refused("assert_malformed", "bad.wat", "import after function")
                .replace("binary", "text"),
            refused("assert_malformed", "good.wat", "").replace("binary", "text"),
            refused("assert_malformed", "type.wat", "").replace("binary", "text"),
            refused("assert_invalid", "type.wat", "type mismatch").replace("binary", "text"),
            refused("assert_invalid", "bad.wat", "").replace("binary", "text"),
            "{\"type\":\"module\",\"line\":9,\"filename\":\"bad.wat\"" + text));
  }

  @Test
  void aScriptInTextRuns() throws IOException {
    var file = folder.resolve("fac.wast");
    Files.writeString(
        file,
        """
        (module (func (export "fac") (param i64) (result i64)
          (if (result i64) (i64.eqz (local.get 0))
            (then (i64.const 1))
            (else (i64.mul (local.get 0) (call 0 (i64.sub (local.get 0) (i64.const 1))))))))
        (assert_return (invoke "fac" (i64.const 20)) (i64.const 2432902008176640000))
        (assert_return (invoke "fac" (i64.const 3)) (i64.const 7))
        (assert_exhaustion (invoke "fac" (i64.const -1)) "call stack exhausted")
        (assert_malformed (module quote "(func (param i31))") "unknown type")
        (assert_invalid (module (func (result i32))) "type mismatch")
        """);
    var suite = SpecSuite.in(file);
    assertEquals("fac.wast", suite.name(file.toAbsolutePath()));
    assertEquals(
        List.of(
            Case.passed("conversion"),
            Case.passed("line 1"),
            Case.passed("line 5"),
            Case.failed("line 6", "expected [i64 7], got [i64 6]"),
            Case.passed("line 7"),
            Case.passed("line 8"),
            Case.passed("line 9")),
        suite.run(file.toAbsolutePath()));
  }

  @Test
  void aScriptThatIsNoTextFails() throws IOException {
    var file = folder.resolve("no.wast");
    Files.writeString(file, "(module)\n  (assert_nothing)\n");
    var only = SpecSuite.in(file).run(file.toAbsolutePath()).getFirst();
    assertEquals(Verdict.FAILED, only.verdict());
    assertTrue(only.detail().startsWith("no.wast:2:3: error: unexpected token"), only.detail());
  }
}
