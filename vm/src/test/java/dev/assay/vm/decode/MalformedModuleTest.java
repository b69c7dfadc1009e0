package dev.assay.vm.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Limits;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken modules and the exact words they are refused with. */
class MalformedModuleTest {
  private static final String HEADER = "0061736d 01000000 ";

  private static MalformedModule refusal(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return assertThrows(
        MalformedModule.class,
        () -> ModuleDecoder.decode(bytes, FeatureSet.ALL_IMPLEMENTED, Limits.WIDE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| unexpected end: 4 more bytes, 0 left (offset 0x0)",
        "006173 | unexpected end: 4 more bytes, 3 left (offset 0x0)",
        "0061736e 01000000 | magic header not detected: found 0x6e736100 (offset 0x0)",
        "0061736d 0100 | unexpected end: 4 more bytes, 2 left (offset 0x4)",
        "0061736d 02000000 | unknown binary version: found 0x2, expected 1 (offset 0x4)"
      })
  void header(String hex, String message) {
    assertEquals(message, refusal(hex == null ? "" : hex).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0e 00 | malformed section id: 14 (offset 0x8)",
        "01 01 00 01 01 00 | unexpected content after last section: found the type section after"
            + " the type section (offset 0xb)",
        "03 01 00 01 01 00 | unexpected content after last section: found the type section after"
            + " the function section (offset 0xb)",
        "01 05 00 | length out of bounds: a section of 5 bytes, 1 left (offset 0x9)",
        "01 02 00 00 | section size mismatch: 1 bytes left over (type section, offset 0xb)",
        "01 01 01 | unexpected end of section or function: 1 elements, 0 bytes left (type section,"
            + " offset 0xa)",
        "01 04 01 61 00 00 | malformed type: found form 0x61, expected 0x60 (type section, offset"
            + " 0xb)",
        "01 05 01 60 01 00 00 | malformed value type: found byte 0x0 (type section, offset 0xd)",
        "02 05 01 01 6d 00 05 | malformed import kind: found 0x5 (import section, offset 0xe)",
        "02 04 01 02 6d ff 00 | malformed UTF-8 encoding: a name of 2 bytes (import section, offset"
            + " 0xc)",
        "04 04 01 7f 00 00 | malformed reference type: found byte 0x7f (table section, offset 0xb)",
        "05 03 01 08 00 | malformed limits flags: found 0x8 (memory section, offset 0xb)",
        "06 05 01 7f 02 41 00 | malformed mutability: found 0x2, expected 0 or 1 (global section,"
            + " offset 0xc)",
        "07 04 01 00 05 00 | malformed export kind: found 0x5 (export section, offset 0xc)",
        "09 02 01 08 | malformed elements segment kind: found 0x8 (element section, offset 0xb)",
        "09 03 01 01 01 | malformed element kind: found 0x1, expected 0 (element section, offset"
            + " 0xc)",
        "0b 02 01 03 | malformed data segment kind: found 0x3 (data section, offset 0xb)",
        "0c 01 01 | data count and data section have inconsistent lengths: 0 segments, announced 1"
            + " (offset 0xb)",
        "01 04 01 60 00 00 03 02 01 00 | function and code section have inconsistent lengths: 0"
            + " bodies for 1 functions (offset 0x12)",
        "0a 04 01 02 00 0b | function and code section have inconsistent lengths: 1 bodies for 0"
            + " functions (code section, offset 0xa)",
        "00 00 | unexpected end of section or function: 1 more byte, 0 left (custom section, offset"
            + " 0xa)"
      })
  void sections(String hex, String message) {
    assertEquals(message, refusal(HEADER + hex).getMessage());
  }

  /** The body of a function of type [] -> [] in a module that starts with 0x18 bytes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00 01 | unexpected end of section or function: no end closes the code (code section,"
            + " function 0, offset 0x18)",
        "00 0b 0b | section size mismatch: 1 bytes after the end of the function (code section,"
            + " function 0, offset 0x18)",
        "00 ff 0b | illegal opcode ff: no such instruction (code section, function 0, offset 0x17)",
        "00 fc 40 0b | illegal opcode fc: number 0x40 (code section, function 0, offset 0x17)",
        "00 41 80 80 80 80 70 0b | integer too large: a signed number of 32 bits (code section,"
            + " function 0, offset 0x18)",
        "00 41 80 80 80 80 80 00 0b | integer representation too long: a number of 32 bits takes"
            + " at most 5 bytes (code section, function 0, offset 0x18)",
        "00 05 0b | END opcode expected: found else outside of an if (code section, function 0,"
            + " offset 0x17)",
        "00 02 40 05 0b 0b | END opcode expected: found else outside of an if (code section,"
            + " function 0, offset 0x19)",
        "00 02 41 0b 0b | malformed block type: a negative type index -63 (code section, function"
            + " 0, offset 0x18)",
        "00 28 80 01 00 0b | malformed memop flags: 0x80 (code section, function 0, offset 0x18)",
        "00 fc 09 00 0b | data count section required (code section, function 0, offset 0x17)",
        "00 0e ff ff ff ff 0f 00 0b | unexpected end of section or function: 4294967295 elements,"
            + " 2 bytes left (code section, function 0, offset 0x18)",
        "01 ff ff ff ff 0f 7f 0b | too many locals: 4294967295, at most 50000 (code section,"
            + " function 0, offset 0x17)",
        "01 01 0b | malformed value type: found byte 0xb (code section, function 0, offset 0x18)"
      })
  void bodies(String hex, String message) {
    String body = hex.replace(" ", "");
    int size = body.length() / 2;
    String code = "01 04 01 60 00 00 03 02 01 00 0a %02x 01 %02x".formatted(size + 2, size);
    String found = refusal(HEADER + code + body).getMessage();
    assertEquals(message, found);
  }

  /** A vector of 2^32 - 1 elements must be refused at once, in every place that has one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 9, 10, 11})
  void endlessVectors(int section) {
    String hex = HEADER + "%02x 05 ff ff ff ff 0f".formatted(section);
    assertTrue(refusal(hex).getMessage().contains("4294967295 elements, 0 bytes left"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01 07 01 60 ff ff ff ff 0f", // parameters
        "01 08 01 60 00 ff ff ff ff 0f", // results
        "09 08 01 01 00 ff ff ff ff 0f", // indices
        "09 08 01 05 70 ff ff ff ff 0f", // expressions
      })
  void endlessInnerVectors(String hex) {
    assertTrue(refusal(HEADER + hex).getMessage().contains("4294967295 elements, 0 bytes left"));
  }

  @Test
  void deepNestingTakesNoStack() {
    int depth = 80_000;
    ModuleBuilder module = new ModuleBuilder();
    module.function(
        "->",
        code -> {
          for (int i = 0; i < depth; i++) {
            code.open(i % 2 == 0 ? Opcode.BLOCK : Opcode.LOOP);
          }
          for (int i = 0; i < depth; i++) {
            code.end();
          }
        });
    byte[] bytes = module.build();
    var decoded = ModuleDecoder.decode(bytes, FeatureSet.MVP, Limits.WIDE);
    assertEquals(depth, decoded.bodies().get(0).facts().nesting());
    assertEquals(2 * depth + 1, decoded.bodies().get(0).facts().instructions());
    MalformedModule error =
        assertThrows(
            MalformedModule.class,
            () ->
                ModuleDecoder.decode(
                    bytes,
                    FeatureSet.MVP,
                    Limits.WIDE.with(dev.assay.vm.Limit.BLOCK_NESTING, 1_024)));
    assertTrue(error.getMessage().startsWith("limit exceeded: 1025 block nesting, at most 1024"));
  }

  @Test
  void withoutTheDataCountFeatureTheSectionIsRefused() {
    byte[] bytes = HexFormat.of().parseHex("0061736d010000000c0100");
    MalformedModule error =
        assertThrows(
            MalformedModule.class,
            () -> ModuleDecoder.decode(bytes, FeatureSet.WASM_1, Limits.WIDE));
    assertEquals(
        "malformed section id: a data count section needs the feature bulk-memory, which is off"
            + " (data count section, offset 0xa)",
        error.getMessage());
  }
}
