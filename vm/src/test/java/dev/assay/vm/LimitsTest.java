package dev.assay.vm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.decode.ModuleDecoder;
import dev.assay.vm.encode.ByteWriter;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.validate.ModuleValidator;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every limit, one below, at and one above its value. A limit without a case does not compile. */
class LimitsTest {
  private static final int VALUE = 70;

  @ParameterizedTest
  @EnumSource
  void allowsExactlySoMuch(Limit limit) {
    Limits limits = Limits.WIDE.with(limit, VALUE);
    assertDoesNotThrow(() -> load(moduleWith(limit, VALUE - 1), limits));
    assertDoesNotThrow(() -> load(moduleWith(limit, VALUE), limits));
    byte[] oneMore = moduleWith(limit, VALUE + 1);
    ModuleError error = assertThrows(ModuleError.class, () -> load(oneMore, limits));
    String expected =
        limit == Limit.LOCALS
            ? "too many locals: 71, at most 70"
            : "limit exceeded: 71 " + limit + ", at most 70";
    assertTrue(error.getMessage().startsWith(expected), error.getMessage());
    assertTrue(error.getMessage().contains("offset 0x"), error.getMessage());
  }

  private static void load(byte[] bytes, Limits limits) {
    ModuleValidator.validate(ModuleDecoder.decode(bytes, FeatureSet.ALL_IMPLEMENTED, limits));
  }

  /** A module that has exactly {@code n} of what the limit counts. */
  private static byte[] moduleWith(Limit limit, int n) {
    ModuleBuilder module = new ModuleBuilder();
    switch (limit) {
      case MODULE_BYTES -> module.custom("pad", new byte[n - 14]);
      case TYPES -> times(n, i -> module.type(new FunctionType(ints(i), List.of())));
      case PARAMETERS -> module.type(new FunctionType(ints(n), List.of()));
      case RESULTS -> module.type(new FunctionType(List.of(), ints(n)));
      case IMPORTS -> times(n, i -> module.importFunction("m", "f" + i, "->"));
      case FUNCTIONS -> times(n, i -> module.function("->", code -> {}));
      case LOCALS -> module.function("i32 ->", code -> code.locals(NumberType.I64, n));
      case TOTAL_LOCALS -> {
        module.function("->", code -> code.locals(NumberType.I64, n / 2));
        module.function("->", code -> code.locals(NumberType.I32, n - n / 2));
      }
      case FUNCTION_BODY_BYTES -> module.function("->", code -> nops(code, n - 2));
      case FUNCTION_INSTRUCTIONS -> module.function("->", code -> nops(code, n - 1));
      case TABLES -> times(n, i -> module.table(0));
      case TABLE_ELEMENTS -> {
        module.table(n / 2);
        module.table(n - n / 2);
      }
      case MEMORIES -> times(n, i -> module.memory(0));
      case MEMORY_PAGES -> module.memory(n);
      case GLOBALS ->
          times(n, i -> module.global(new GlobalType(NumberType.I32, false), code -> code.i32(1)));
      case EXPORTS -> {
        module.memory(1);
        times(n, i -> module.export("m" + i, ExternalKind.MEMORY, 0));
      }
      case ELEMENT_SEGMENTS -> times(n, i -> module.passiveElements());
      case ELEMENTS -> {
        module.function("->", code -> {});
        module.passiveElements(new int[n / 2]);
        module.passiveElements(new int[n - n / 2]);
      }
      case DATA_SEGMENTS -> times(n, i -> module.passiveData(new byte[0]));
      case BRANCH_TABLE_TARGETS ->
          module.function("->", code -> code.i32(0).op(Opcode.BR_TABLE, new long[n + 1]));
      case BLOCK_NESTING -> module.function("->", code -> nest(code, n));
      case OPERAND_SLOTS -> module.function("->", code -> operands(code, n));
      case FRAME_SLOTS ->
          module.function(
              "i64 i64 v128 ->", code -> operands(code.locals(NumberType.V128, 3), n - 10));
      case CUSTOM_SECTIONS -> times(n, i -> module.custom("c", new byte[i]));
      case NAME_BYTES -> module.importFunction("m", "n".repeat(n), "->");
    }
    return module.build();
  }

  private static void times(int n, java.util.function.IntConsumer action) {
    for (int i = 0; i < n; i++) {
      action.accept(i);
    }
  }

  private static List<ValueType> ints(int n) {
    return Collections.nCopies(n, NumberType.I32);
  }

  private static void nops(CodeBuilder code, int n) {
    times(n, i -> code.op(Opcode.NOP));
  }

  private static void nest(CodeBuilder code, int n) {
    times(n, i -> code.open(Opcode.BLOCK));
    times(n, i -> code.end());
  }

  /** Uses n slots at once, two of them for a vector. */
  private static void operands(CodeBuilder code, int n) {
    code.op(Opcode.V128_CONST, 0, 0);
    times(n - 2, i -> code.i64(i));
    times(n - 1, i -> code.op(Opcode.DROP));
  }

  @Test
  void everyNameCounts() {
    byte[] imports = withName(module -> module.importFunction("n".repeat(71), "", "->"));
    byte[] custom = withName(module -> module.custom("n".repeat(71), new byte[0]));
    byte[] exports =
        withName(
            module -> {
              module.memory(0);
              module.export("n".repeat(71), ExternalKind.MEMORY, 0);
            });
    Limits limits = Limits.WIDE.with(Limit.NAME_BYTES, 70);
    for (byte[] bytes : List.of(imports, custom, exports)) {
      ModuleError error = assertThrows(ModuleError.class, () -> load(bytes, limits));
      assertTrue(error.getMessage().contains("71 name bytes, at most 70"), error.getMessage());
    }
  }

  private static byte[] withName(java.util.function.Consumer<ModuleBuilder> action) {
    ModuleBuilder module = new ModuleBuilder();
    action.accept(module);
    return module.build();
  }

  @Test
  void aPromisedDataCountIsLimitedToo() {
    byte[] bytes = withName(module -> module.section(12, new ByteWriter().unsigned(71)));
    Limits limits = Limits.WIDE.with(Limit.DATA_SEGMENTS, 70);
    assertThrows(ModuleError.class, () -> load(bytes, limits));
  }

  @ParameterizedTest
  @EnumSource
  void contractsGetNoMoreThanOthers(Limit limit) {
    assertTrue(Limits.CONTRACT.of(limit) <= Limits.WIDE.of(limit));
  }

  @Test
  void limitsAreValues() {
    Limits changed = Limits.WIDE.with(Limit.TYPES, 3);
    assertEquals(3, changed.of(Limit.TYPES));
    assertEquals(Limits.WIDE, changed.with(Limit.TYPES, Limits.WIDE.of(Limit.TYPES)));
    assertNotEquals(Limits.WIDE, changed);
    assertThrows(IllegalArgumentException.class, () -> changed.with(Limit.TYPES, -1));
  }
}
