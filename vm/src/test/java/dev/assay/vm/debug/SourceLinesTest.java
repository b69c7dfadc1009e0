package dev.assay.vm.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Limits;
import dev.assay.vm.decode.ModuleDecoder;
import dev.assay.vm.encode.ByteWriter;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.CustomSection;
import dev.assay.vm.module.WasmModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLinesTest {
  /** {@code clang -O1 -gdwarf-N} of {@code sum.c}, linked by {@code wasm-ld}. */
  private static byte[] sum(int version) {
    String name = "sum-dwarf" + version + ".wasm";
    try (var in = SourceLinesTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static WasmModule decode(byte[] bytes) {
    return ModuleDecoder.decode(bytes, FeatureSet.ALL_IMPLEMENTED, Limits.WIDE);
  }

  /** The rows are those that llvm-dwarfdump prints; addresses count from the code section. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void dwarfNamesTheLineOfEveryInstruction(int version) {
    SourceLines lines = SourceLines.of(decode(sum(version)));
    int code = 0x38;
    assertEquals("", lines.at(code + 2));
    assertEquals("sum.c:2", lines.at(code + 0x03));
    assertEquals("sum.c:2", lines.at(code + 0x07));
    assertEquals("sum.c:7", lines.at(code + 0x08));
    assertEquals("sum.c:10", lines.at(code + 0x0D), "one sequence ends before another begins");
    assertEquals("sum.c:12", lines.at(code + 0x19));
    assertEquals("", lines.at(code + 0x1B), "line 0: no line");
    assertEquals("sum.c:13", lines.at(code + 0x3B));
    assertEquals("sum.c:15", lines.at(code + 0x53));
    assertEquals("", lines.at(code + 0x54), "the end of the sequence");
    assertTrue(lines.notes().isEmpty());
  }

  @Test
  void aModuleWithoutDebugInformationHasNoLines() {
    assertSame(SourceLines.NONE, SourceLines.of(decode(new ModuleBuilder().build())));
    assertEquals("", SourceLines.NONE.at(8));
  }

  @Property(tries = 3_000)
  void brokenDwarfIsLeftOutAndNothingElseHappens(
      @ForAll boolean fifth,
      @ForAll @IntRange(max = 400) int where,
      @ForAll byte value,
      @ForAll @IntRange(max = 400) int otherWhere,
      @ForAll byte other) {
    byte[] bytes = sum(fifth ? 5 : 4);
    for (CustomSection section : decode(bytes).customSections()) {
      if (section.name().equals(".debug_line")) {
        bytes[section.start() + where % section.length()] = value;
        bytes[section.start() + otherWhere % section.length()] = other;
      }
    }
    SourceLines lines = SourceLines.of(decode(bytes));
    for (int offset = 0; offset < bytes.length; offset++) {
      assertTrue(lines.find(offset) < lines.size());
      lines.at(offset);
    }
  }

  private static WasmModule withSection(String name, byte[] payload) {
    ModuleBuilder module = new ModuleBuilder();
    module.function("->", code -> code.op(Opcode.NOP).op(Opcode.NOP));
    return decode(module.custom(name, payload).build());
  }

  @Test
  void aTruncatedTableIsNotedWithItsOffset() {
    WasmModule module = withSection(".debug_line", new byte[] {40, 0, 0, 0, 4, 0, 1});
    SourceLines lines = SourceLines.of(module);
    assertTrue(lines.isEmpty());
    int start = module.customSections().getFirst().start();
    assertEquals(
        java.util.List.of(".debug_line: debug information ends early at offset " + (start + 4)),
        lines.notes());
  }

  @Test
  void anUnknownVersionIsNoted() {
    byte[] table = {4, 0, 0, 0, 9, 0, 0, 0};
    String note = SourceLines.of(withSection(".debug_line", table)).notes().getFirst();
    assertTrue(note.startsWith(".debug_line: line table of version 9"), note);
  }

  private static final String MAP =
      """
      {"version": 3, "names": [], "x": {"deep": [1, "]"]},
       "sources": ["assembly/token.ts", "~lib/rt.ts"], "mappings": "wBAAA,EACA,ECDE,E"}
      """;

  private static SourceLines mapped(String url, Optional<byte[]> neighbour) {
    byte[] name = new ByteWriter().name(url).toByteArray();
    return SourceLines.of(withSection("sourceMappingURL", name), asked -> neighbour);
  }

  @Test
  void aSourceMapIsReadFromADataUrlOrFromBeside() {
    byte[] map = MAP.getBytes(StandardCharsets.UTF_8);
    String data = "data:application/json;base64," + Base64.getEncoder().encodeToString(map);
    for (SourceLines lines :
        java.util.List.of(
            mapped(data, Optional.empty()), mapped("./token.wasm.map", Optional.of(map)))) {
      assertEquals("", lines.at(23));
      assertEquals("assembly/token.ts:1", lines.at(24));
      assertEquals("assembly/token.ts:1", lines.at(25));
      assertEquals("assembly/token.ts:2", lines.at(26));
      assertEquals("~lib/rt.ts:1", lines.at(28));
      assertEquals("", lines.at(30), "a segment without a source");
      assertEquals(java.util.List.of(), lines.notes());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"mappings\": 7",
        "{\"mappings\": \"!\"}",
        "{\"mappings\": \"ggggggggggggggggg\"}",
        "{\"sources\": [}",
        "{\"sources\": [\"\\u12",
        "{\"a\": ]}"
      })
  void aBrokenSourceMapIsNoted(String map) {
    Optional<byte[]> bytes = Optional.of(map.getBytes(StandardCharsets.UTF_8));
    SourceLines lines = mapped("a.map", bytes);
    assertTrue(lines.isEmpty());
    assertFalse(lines.notes().isEmpty());
  }

  @Test
  void aSourceMapThatIsNotThereIsNoted() {
    assertEquals(
        java.util.List.of("source map a.map cannot be read"),
        mapped("a.map", Optional.empty()).notes());
  }
}
