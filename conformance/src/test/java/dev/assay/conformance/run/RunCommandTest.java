package dev.assay.conformance.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.text.Wabt;
import dev.assay.node.cli.InspectCommand;
import dev.assay.node.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
  private static final String MODULE =
      """
      (module
        (memory (export "memory") 1)
        (global (mut i32) (i32.const 0))
        (func $fac (export "fac") (param i64) (result i64)
          (if (result i64) (i64.eqz (local.get 0))
            (then (i64.const 1))
            (else (i64.mul (local.get 0) (call $fac (i64.sub (local.get 0) (i64.const 1)))))))
        (func (export "echo")
          (param i32 i64 f32 f64 v128 externref funcref)
          (result i32 i64 f32 f64 v128 externref funcref)
          local.get 0 local.get 1 local.get 2 local.get 3 local.get 4 local.get 5 local.get 6)
        (func (export "div") (param i32 i32) (result i32)
          (i32.div_s (local.get 0) (local.get 1)))
        (func (export "store") (param i32) (i32.store (i32.const 8) (local.get 0)))
        (func (export "none")))
      """;

  private static final byte[] BINARY =
      Wabt.module("m.wat", MODULE.getBytes(StandardCharsets.UTF_8), Wabt.Check.VALID);

  @TempDir private Path folder;
  private final List<String> fixed = new ArrayList<>();

  private record Ran(int code, String out, String err) {
    String errLine(String label) {
      return err.lines().filter(line -> line.startsWith(label)).findFirst().orElse("no " + label);
    }
  }

  @BeforeEach
  void writeModule() throws IOException {
    Path file = Files.write(folder.resolve("m.wasm"), BINARY);
    fixed.addAll(List.of("run", file.toString()));
  }

  private static Ran assay(Stream<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            List.of(new RunCommand(), new InspectCommand()),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            words.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  private Ran run(String... words) {
    return assay(Stream.concat(fixed.stream(), Stream.of(words)));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aFunctionIsCalledAndItsInkToldBesideTheResult() {
    Ran ran = run("--invoke", "fac", "20");
    assertEquals(new Ran(0, "i64:2432902008176640000\n", "ink used: 226\n"), ran);
  }

  /** One argument of each type, the others zero: in, and out again. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          0; -1;                       i32:-1
          0; 4294967295;               i32:-1
          0; 0xffffffff;               i32:-1
          0; -0x80000000;              i32:-2147483648
          1; 18446744073709551615;     i64:-1
          1; 0x8000000000000000;       i64:-9223372036854775808
          2; 1.5;                      f32:1.5
          2; -0;                       f32:-0.0
          2; 0x1p-149;                 f32:1.4E-45
          2; 0x10;                     f32:16.0
          2; inf;                      f32:inf
          2; nan;                      f32:nan
          2; -nan:0x1;                 f32:-nan:0x1
          3; 0x1.8p1;                  f64:3.0
          3; -inf;                     f64:-inf
          3; -nan;                     f64:-nan
          3; nan:0x4000000000000;      f64:nan:0x4000000000000
          4; 0x000102030405060708090a0b0c0d0e0f; v128:0x000102030405060708090a0b0c0d0e0f
          4; 000102030405060708090a0b0c0d0e0f;   v128:0x000102030405060708090a0b0c0d0e0f
          4; i32x4:1,-1,0xff,4;        v128:0x00000004000000ffffffffff00000001
          4; f64x2:1,nan;              v128:0x7ff80000000000003ff0000000000000
          4; i8x16:1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,255; v128:0xff0f0e0d0c0b0a090807060504030201
          5; null;                     externref:null
          5; 7;                        externref:7
          6; null;                     funcref:null
          """)
  void valuesOfEveryTypeComeBackAsTheyWent(int position, String argument, String result) {
    List<String> words = new ArrayList<>(List.of("0", "0", "0", "0", "i64x2:0,0", "null", "null"));
    words.set(position, argument);
    Ran ran =
        run(Stream.concat(Stream.of("--invoke", "echo"), words.stream()).toArray(String[]::new));
    assertEquals(0, ran.code, ran.err);
    assertEquals(result, ran.out.lines().toList().get(position));
    words.set(position, result);
    assertEquals(
        ran.out,
        run(Stream.concat(Stream.of("--invoke", "echo"), words.stream()).toArray(String[]::new))
            .out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          0; 4294967296;    not a value of type i32: 4294967296
          0; -2147483649;   not a value of type i32: -2147483649
          0; i64:1;         not a value of type i32: i64:1
          0; --1;           not a value of type i32: --1
          0; seven;         not a value of type i32: seven
          1; -9223372036854775809; not a value of type i64: -9223372036854775809
          2; 1.5f;          not a value of type f32: 1.5f
          2; nan:0x800000;  not a value of type f32: nan:0x800000
          2; nan:0x0;       not a value of type f32: nan:0x0
          3; Infinity;      not a value of type f64: Infinity
          4; 0x01;          not a value of type v128: 0x01
          4; i32x4:1,2,3;   not a value of type v128: i32x4:1,2,3
          6; 0;             the only argument of type funcref that can be given is null
          """)
  void whatIsNoValueIsAMistakeOfTheCaller(int position, String argument, String message) {
    List<String> words = new ArrayList<>(List.of("0", "0", "0", "0", "i64x2:0,0", "null", "null"));
    words.set(position, argument);
    Ran ran =
        run(Stream.concat(Stream.of("--invoke", "echo"), words.stream()).toArray(String[]::new));
    assertEquals(2, ran.code);
    assertTrue(ran.err.contains(message), ran.err);
  }

  @Test
  void aTrapIsNoWithItsBacktrace() {
    Ran ran = run("--invoke", "div", "1", "0");
    assertEquals(1, ran.code);
    assertEquals("", ran.out);
    assertEquals(
        """
        trap: integer divide by zero
          at div (function 2, offset 0xa1)
        ink used: 3
        """,
        ran.err);
  }

  @Test
  void gasEndsARunAtTheInstructionThatCannotBePaid() {
    Ran ran = run("--schedule", "assay-1", "--gas", "1", "--invoke", "fac", "1000");
    assertEquals(1, ran.code);
    assertTrue(ran.err.startsWith("trap: out of gas\n  at fac (function 0, "), ran.err);
    assertEquals("ink used: 10000", ran.errLine("ink used"));
  }

  @Test
  void mistakesAreUsageAndAMissingFileIsTheEnvironment() {
    assertMistake(2, "no exported function is called nothing", "--invoke", "nothing");
    assertMistake(2, "of type i64 -> i64, got 0 arguments", "--invoke", "fac");
    assertMistake(2, "it exports no _start", "7");
    assertMistake(2, "known: unit, assay-1, stylus-2", "--schedule", "gold");
    assertMistake(2, "gas out of range: -1", "--gas", "-1");
    assertMistake(2, "expected one of [AUTO, INTERPRETER, COMPILER, BOTH]", "--engine", "steam");
    assertMistake(2, "--env takes NAME=VALUE, got X", "--env", "X");
    Ran ran = assay(Stream.of("run", folder.resolve("none.wasm").toString()));
    assertEquals(3, ran.code);
    assertTrue(ran.err.contains("no such file"), ran.err);
  }

  private void assertMistake(int code, String message, String... words) {
    Ran ran = run(words);
    assertEquals(code, ran.code, ran.err);
    assertTrue(ran.err.contains(message), ran.err);
  }

  @Test
  void aBrokenModuleIsNoWithThePlace() throws IOException {
    Path text = file("bad.wat", "(module\n  (func (result i32)\n    i64.const 1))\n");
    Ran ran = assay(Stream.of("run", text.toString()));
    assertEquals(1, ran.code);
    assertTrue(ran.err.contains("bad.wat:3:5: error: type mismatch"), ran.err);
    Path binary = folder.resolve("bad.wasm");
    Files.write(binary, new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 1});
    Ran refused = assay(Stream.of("run", binary.toString()));
    assertEquals(1, refused.code);
    assertTrue(refused.err.contains("offset 0x9"), refused.err);
  }

  @Test
  void aMissingImportIsNo() throws IOException {
    Path text = file("import.wat", "(module (import \"env\" \"f\" (func (param i32))))");
    Ran ran = assay(Stream.of("run", text.toString()));
    assertEquals(1, ran.code);
    assertTrue(ran.err.contains("env"), ran.err);
    assertTrue(ran.err.contains("unknown import"), ran.err);
  }

  @Test
  void jsonSaysAllOfIt() {
    assertEquals(
        """
        {"status":"returned","results":["i64:120"],"engine":"auto","schedule":"unit",\
        "inkUsed":61,"gasUsed":1,"stdout":"","stderr":""}
        """,
        run("--json", "--invoke", "fac", "5").out);
    assertEquals(
        """
        {"status":"trapped","trap":{"code":2,"message":"integer divide by zero","backtrace":\
        [{"function":2,"name":"div","offset":161}]},"engine":"auto","schedule":"unit",\
        "inkUsed":3,"gasUsed":1,"stdout":"","stderr":""}
        """,
        run("--json", "--invoke", "div", "5", "0").out);
  }

  /** Golden: who changes it changes what other implementations and versions compare with. */
  @Test
  void theTraceHashIsTheSameInEveryRunAndTellsRunsApart() {
    String five = run("--trace-hash", "--invoke", "fac", "5").errLine("trace hash");
    assertEquals("trace hash: 0x150b5ad9", five.substring(0, 22), five);
    assertEquals(five, run("--trace-hash", "--invoke", "fac", "5").errLine("trace hash"));
    assertEquals(
        five,
        run("--trace-hash", "--gas", "77", "--invoke", "fac", "5").errLine("trace hash"),
        "a limit that is not reached is no part of it");
    assertNotEquals(five, run("--trace-hash", "--invoke", "fac", "6").errLine("trace hash"));
    assertNotEquals(
        five,
        run("--trace-hash", "--schedule", "assay-1", "--invoke", "fac", "5").errLine("trace hash"));
    assertNotEquals(
        run("--trace-hash", "--invoke", "store", "1").errLine("trace hash"),
        run("--trace-hash", "--invoke", "store", "2").errLine("trace hash"),
        "the memory it leaves behind is part of it");
  }

  @Test
  void profileAndTraceHashGoTogether() {
    Path page = folder.resolve("p.folded");
    String alone = run("--trace-hash", "--invoke", "fac", "5").errLine("trace hash");
    Ran both = run("--trace-hash", "--profile", page.toString(), "--invoke", "fac", "5");
    assertEquals(alone, both.errLine("trace hash"));
    assertTrue(Files.exists(page));
  }

  @Test
  void inspectReadsTextAsWell() throws IOException {
    Ran ran = assay(Stream.of("inspect", file("m.wat", MODULE).toString()));
    assertTrue(ran.out.contains("function  fac: i64 -> i64"), ran.out);
    assertTrue(ran.out.contains("features: "), ran.out);
  }

  /** Writes its arguments' size, one line of its input and a random byte; exits with 7. */
  private static final String PROGRAM =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_write"
          (func $write (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_read"
          (func $read (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "environ_get" (func $env (param i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
        (memory (export "memory") 1)
        (func $print (param $stream i32) (param $from i32) (param $length i32)
          (i32.store (i32.const 0) (local.get $from))
          (i32.store (i32.const 4) (local.get $length))
          (drop (call $write (local.get $stream) (i32.const 0) (i32.const 1) (i32.const 8))))
        (func (export "_start")
          (drop (call $args (i32.const 64) (i32.const 128)))
          (call $print (i32.const 1) (i32.const 128) (i32.const 12))
          (drop (call $env (i32.const 64) (i32.const 256)))
          (call $print (i32.const 2) (i32.const 256) (i32.const 6))
          (i32.store (i32.const 0) (i32.const 512))
          (i32.store (i32.const 4) (i32.const 100))
          (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 16)))
          (call $print (i32.const 1) (i32.const 512) (i32.load (i32.const 16)))
          (call $exit (i32.const 7))))
      """;

  @Test
  void aProgramGetsArgumentsEnvironmentAndInputAndItsExitCodeIsTheAnswer() throws IOException {
    Path program = file("p.wat", PROGRAM);
    Path input = file("input", "from outside é\n");
    Ran ran =
        assay(
            Stream.of(
                "run",
                program.toString(),
                "--env",
                "K=v1",
                "--stdin",
                input.toString(),
                "-x",
                "b"));
    assertEquals("p.wat\0-x\0b\0\0from outside é\n", ran.out);
    assertEquals("K=v1\0\0exit code: 7\nink used: 74\n", ran.err);
    assertEquals(1, ran.code);
    Ran json = assay(Stream.of("run", "--json", program.toString(), "one"));
    assertTrue(
        json.out.startsWith("{\"status\":\"exited\",\"exitCode\":7,\"engine\":\"auto\""), json.out);
    assertTrue(json.out.contains("\"stdout\":\"p.wat\\u0000one"), json.out);
  }

  @ParameterizedTest
  @CsvSource({"div 7 2, 0", "div 7 0, 1", "fac 20, 0", "store 70000, 0", "echo, 2"})
  void bothEnginesAreComparedAndTheAnswerIsThatOfOne(String call, int code) {
    List<String> words = List.of(call.split(" ", -1));
    Ran both = run(words, "both");
    assertEquals(code, both.code, both.err);
    assertEquals(run(words, "interpreter"), both);
    assertEquals(run(words, "compiler"), both);
  }

  private Ran run(List<String> call, String engine) {
    return assay(
        Stream.of(fixed, List.of("--engine", engine, "--invoke"), call).flatMap(List::stream));
  }

  @Test
  void aWitnessNamesTheFirstDifference() {
    Witness first = new Witness();
    Witness second = new Witness();
    GuestOutput output = GuestOutput.kept();
    first.ended(new RunResult.Exited(0), 7, output);
    second.ended(new RunResult.Exited(0), 7, output);
    assertNull(first.difference(second));
    second.ended(new RunResult.Exited(0), 8, output);
    assertTrue(String.valueOf(first.difference(second)).startsWith("nothing more against status"));
    Witness other = new Witness();
    other.ended(new RunResult.Exited(0), 8, output);
    assertEquals("7 ink used against 8 ink used", first.difference(other));
  }
}
