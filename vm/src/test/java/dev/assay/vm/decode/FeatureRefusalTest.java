package dev.assay.vm.decode;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Limits;
import dev.assay.vm.encode.ByteWriter;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Feature;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.MemoryType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import dev.assay.vm.validate.ModuleValidator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A module that uses a feature that is off is refused with its name and the place. */
class FeatureRefusalTest {
  @ParameterizedTest
  @EnumSource
  void everyUseIsRefusedByName(Feature feature) {
    for (Consumer<ModuleBuilder> use : uses(feature)) {
      ModuleBuilder module = new ModuleBuilder();
      use.accept(module);
      byte[] bytes = module.build();
      if (feature.implemented()) {
        assertDoesNotThrow(() -> load(bytes, FeatureSet.ALL_IMPLEMENTED));
        assertTrue(ModuleDecoder.featuresUsed(bytes, Limits.WIDE).has(feature));
      }
      FeatureSet without = FeatureSet.ALL_IMPLEMENTED.without(feature);
      String message = assertThrows(MalformedModule.class, () -> load(bytes, without)).getMessage();
      String state = feature.implemented() ? "which is off" : "which is not supported";
      assertTrue(message.contains("needs the feature " + feature.label() + ", " + state), message);
      assertTrue(message.contains("offset 0x"), message);
    }
  }

  private static void load(byte[] bytes, FeatureSet features) {
    ModuleValidator.validate(ModuleDecoder.decode(bytes, features, Limits.WIDE));
  }

  private static Consumer<ModuleBuilder> code(int... bytes) {
    return module -> module.function("->", code -> code.raw(bytes));
  }

  private static Consumer<ModuleBuilder> types(int... bytes) {
    return module -> module.section(1, new ByteWriter().bytes(bytes));
  }

  private static GlobalType global(boolean mutable) {
    return new GlobalType(NumberType.I32, mutable);
  }

  /** The ways into a feature; a feature without a case does not compile. */
  private static List<Consumer<ModuleBuilder>> uses(Feature feature) {
    return switch (feature) {
      case MVP -> List.of();
      case MUTABLE_GLOBALS ->
          List.of(
              module -> module.importGlobal("m", "g", global(true)),
              module ->
                  module.export(
                      "g", ExternalKind.GLOBAL, module.global(global(true), c -> c.i32(0))));
      case SIGN_EXTENSION ->
          List.of(
              module ->
                  module.function("->", c -> c.i32(0).op(Opcode.I32_EXTEND8_S).op(Opcode.DROP)));
      case SATURATING_FLOAT ->
          List.of(
              module ->
                  module.function(
                      "->", c -> c.f32(0).op(Opcode.I32_TRUNC_SAT_F32_S).op(Opcode.DROP)));
      case MULTI_VALUE ->
          List.of(
              module -> module.type("-> i32 i32"),
              module -> module.function("->", c -> c.open(Opcode.BLOCK, module.type("->")).end()));
      case BULK_MEMORY ->
          List.of(
              module -> module.passiveData(new byte[3]),
              module -> module.passiveElements(),
              module -> {
                module.memory(1);
                module.function("->", c -> c.i32(0).i32(0).i32(0).op(Opcode.MEMORY_FILL, 0));
              });
      case REFERENCE_TYPES ->
          List.of(
              module -> {
                module.table(0);
                module.table(0);
              },
              module -> module.type("funcref ->"),
              module -> module.declaredElements(),
              module -> module.function("->", c -> c.op(Opcode.REF_NULL, 0x70).op(Opcode.DROP)),
              module -> {
                module.table(1);
                int type = module.type("->");
                module.function("->", c -> c.i32(0).raw(0x11, type, 0x80, 0x00));
              });
      case EXTERNAL_REFERENCES ->
          List.of(
              module -> module.type("externref ->"),
              module -> module.table(new TableType(ReferenceType.EXTERNREF, SizeRange.atLeast(1))),
              module -> module.function("->", c -> c.op(Opcode.REF_NULL, 0x6F).op(Opcode.DROP)));
      case SIMD ->
          List.of(
              module -> module.type("-> v128"),
              module -> module.function("->", c -> c.op(Opcode.V128_CONST, 0, 0).op(Opcode.DROP)));
      case TAIL_CALLS -> List.of(module -> module.function("->", c -> c.op(Opcode.RETURN_CALL, 0)));
      case EXTENDED_CONSTANTS ->
          List.of(
              module -> module.global(global(false), c -> c.i32(1).i32(2).op(Opcode.I32_ADD)),
              module -> {
                module.global(global(false), c -> c.i32(1));
                module.global(global(false), c -> c.op(Opcode.GLOBAL_GET, 0));
              });
      case MULTI_MEMORY ->
          List.of(
              module -> {
                module.memory(0);
                module.memory(0);
              },
              module -> {
                module.memory(0);
                module.function("->", c -> c.raw(0x3F, 0x80, 0x00, 0x1A));
              },
              module -> {
                module.memory(0);
                module.function("->", c -> c.i32(0).op(Opcode.I32_LOAD, 2, 0, 0).op(Opcode.DROP));
              });
      case MEMORY64 ->
          List.of(
              module -> module.memory(new SizeRange(NumberType.I64, 1, OptionalLong.of(2))),
              module ->
                  module.importMemory(
                      "m",
                      "x",
                      new MemoryType(new SizeRange(NumberType.I64, 1, OptionalLong.empty()))));
      case RELAXED_SIMD -> List.of(code(0xFD, 0x80, 0x02));
      case FUNCTION_REFERENCES ->
          List.of(code(0x14, 0x00), code(0xD4), types(1, 0x60, 1, 0x64, 0x70, 0));
      case EXCEPTIONS ->
          List.of(
              code(0x08, 0x00), types(1, 0x60, 1, 0x69, 0), m -> m.section(13, new ByteWriter()));
      case GC -> List.of(code(0xFB, 0x00, 0x00), types(1, 0x5F, 0), types(1, 0x60, 1, 0x6E, 0));
      case THREADS ->
          List.of(
              code(0xFE, 0x10, 0x02, 0x00),
              module -> module.section(5, new ByteWriter().bytes(1, 3, 1, 1)));
    };
  }

  @Test
  void aRefusedInstructionIsLocated() {
    ModuleBuilder module = new ModuleBuilder();
    module.importFunction("m", "f", "->");
    module.function("->", c -> c.op(Opcode.NOP).i32(0).op(Opcode.I32_EXTEND8_S).op(Opcode.DROP));
    MalformedModule error =
        assertThrows(MalformedModule.class, () -> load(module.build(), FeatureSet.WASM_1));
    assertEquals(
        "illegal opcode: i32.extend8_s needs the feature sign-extension, which is off"
            + " (code section, function 1, offset 0x23)",
        error.getMessage());
    assertEquals(1, error.function().getAsInt());
    assertEquals(0x23, error.offset());
  }
}
