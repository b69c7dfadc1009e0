package dev.assay.conformance.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.conformance.text.Wabt.Check;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Store;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WabtTest {
  private static byte[] assemble(String text, Check check) {
    return Wabt.module("m.wat", text.getBytes(StandardCharsets.UTF_8), check);
  }

  private static String complaint(String text, Check check) {
    return String.valueOf(
        assertThrows(MalformedText.class, () -> assemble(text, check)).getMessage());
  }

  @Test
  void textBecomesAModuleThatRunsAndKeepsItsNames() {
    byte[] binary =
        assemble("(module (func $three (export \"f\") (result i32) i32.const 3))", Check.VALID);
    Engine engine = new Engine(EngineConfig.DEFAULT);
    try (Store store = Store.unmetered()) {
      var instance = engine.instantiate(engine.load(binary), Imports.NONE, store).orThrow();
      assertEquals(3, instance.invoke("f")[0]);
      assertEquals("three", instance.module().functionName(0));
    }
  }

  @Test
  void everyFeatureOfTheEngineCanBeWritten() {
    String text =
        """
        (module
          (memory $a 1) (memory $b i64 1)
          (global i32 (i32.add (i32.const 1) (i32.const 2)))
          (func $f (param v128) (result v128) (return_call $f (local.get 0)))
          (func (i32.store $a (i32.const 0) (i32.load $b (i64.const 8)))))
        """;
    new Engine(EngineConfig.DEFAULT).load(assemble(text, Check.VALID));
  }

  @Test
  void errorsHaveLineAndColumn() {
    assertEquals(
        """
        m.wat:2:15: error: unexpected token i32.no, expected ).
          (func $f    i32.no))
                      ^^^^^^\
        """,
        complaint("(module\n  (func $f    i32.no))", Check.WELL_FORMED));
  }

  @Test
  void typesAreLookedAtWhenAskedFor() {
    String text = "(module (func (result i32) i64.const 1))";
    assertEquals(
        "m.wat:1:28: error: type mismatch in implicit return, expected [i32] but got [i64]",
        complaint(text, Check.VALID).lines().findFirst().orElseThrow());
    assemble(text, Check.WELL_FORMED);
  }

  @Test
  void deepTextIsRefusedOrReadButNeverBreaksTheEngine() {
    String deep = "(block ".repeat(20_000) + ")".repeat(20_000);
    try {
      assemble("(module (func " + deep + "))", Check.WELL_FORMED);
    } catch (MalformedText e) {
      assertEquals("wat2wasm: ", String.valueOf(e.getMessage()).substring(0, 10));
    }
  }

  @Test
  void aScriptIsCommandsAndModules() {
    String text = "(module) (assert_malformed (module quote \"(fun)\") \"\") (module (func))";
    var files = Wabt.script("s.wast", text.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        List.of("s.wast", "script.0.wasm", "script.1.wat", "script.2.wasm", "script.json"),
        files.paths());
  }

  /** The guest has no state that outlives a call: the same text gives the same bytes. */
  @Test
  void theSameTextGivesTheSameBytes() {
    var first = assemble("(module (func (export \"f\") (param i32)))", Check.VALID);
    IntStream.range(0, 3)
        .mapToObj(i -> assemble("(module (func (export \"f\") (param i32)))", Check.VALID))
        .forEach(next -> assertEquals(List.of(box(first)), List.of(box(next))));
  }

  private static String box(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }
}
