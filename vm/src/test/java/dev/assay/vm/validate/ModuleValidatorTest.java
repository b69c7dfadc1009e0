package dev.assay.vm.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.vm.Limits;
import dev.assay.vm.decode.ModuleDecoder;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is valid, what is not, and the words it is refused with. */
class ModuleValidatorTest {
  private static ValidModule load(ModuleBuilder module) {
    return ModuleValidator.validate(
        ModuleDecoder.decode(module.build(), FeatureSet.ALL_IMPLEMENTED, Limits.WIDE));
  }

  /** A module with one of each thing that code can name. */
  private static ModuleBuilder surroundings() {
    ModuleBuilder module = new ModuleBuilder();
    module.type("->");
    module.type("i32 -> i64 i64");
    module.memory(1);
    module.table(1);
    module.table(new TableType(ReferenceType.EXTERNREF, SizeRange.atLeast(1)));
    module.global(new GlobalType(NumberType.I32, false), code -> code.i32(0));
    module.global(new GlobalType(NumberType.F32, true), code -> code.f32(0));
    return module;
  }

  private static DynamicTest valid(String name, String type, Consumer<CodeBuilder> code) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          ModuleBuilder module = surroundings();
          module.function(type, code);
          load(module);
        });
  }

  private static DynamicTest invalid(String message, String type, Consumer<CodeBuilder> code) {
    return DynamicTest.dynamicTest(
        message,
        () -> {
          ModuleBuilder module = surroundings();
          module.function(type, code);
          InvalidModule error = assertThrows(InvalidModule.class, () -> load(module));
          String text = error.getMessage();
          assertEquals(message, text.substring(0, text.lastIndexOf(" (code section, function 0")));
        });
  }

  @TestFactory
  Stream<DynamicTest> validCode() {
    return Stream.of(
        valid("unreachable gives anything", "-> i32 f64", c -> c.op(Opcode.UNREACHABLE)),
        valid("dead operands", "-> i32", c -> c.op(Opcode.UNREACHABLE).op(Opcode.I32_ADD)),
        valid("dead select", "->", c -> c.op(Opcode.RETURN).op(Opcode.SELECT).op(Opcode.DROP)),
        valid("drop in dead code", "->", c -> c.op(Opcode.BR, 0).op(Opcode.DROP)),
        valid(
            "a table of labels that disagree about an unknown operand",
            "-> f32",
            c ->
                c.open(Opcode.BLOCK, NumberType.F32)
                    .open(Opcode.BLOCK, NumberType.I32)
                    .op(Opcode.UNREACHABLE)
                    .i32(0)
                    .op(Opcode.BR_TABLE, 0, 1, 1)
                    .end()
                    .op(Opcode.DROP)
                    .f32(1)
                    .end()),
        valid(
            "blocks with parameters",
            "-> i64",
            c ->
                c.i32(1)
                    .open(Opcode.BLOCK, 1)
                    .op(Opcode.DROP)
                    .i64(0)
                    .i64(1)
                    .end()
                    .op(Opcode.I64_ADD)),
        valid(
            "a loop label carries parameters",
            "->",
            c -> c.open(Opcode.LOOP, NumberType.I32).op(Opcode.BR, 0).end().op(Opcode.DROP)),
        valid(
            "if and else",
            "i32 -> i32",
            c -> c.get(0).open(Opcode.IF, NumberType.I32).i32(1).op(Opcode.ELSE).i32(2).end()),
        valid("references", "-> i32", c -> c.op(Opcode.REF_NULL, 0x6F).op(Opcode.REF_IS_NULL)),
        valid(
            "many locals are found by group",
            "-> f64",
            c -> c.locals(NumberType.I32, 400).locals(NumberType.F64, 3).get(402)));
  }

  @TestFactory
  Stream<DynamicTest> invalidCode() {
    return Stream.of(
        invalid(
            "type mismatch: i32.add expected i32, found i64",
            "-> i32",
            c -> c.i32(1).i64(2).op(Opcode.I32_ADD)),
        invalid(
            "type mismatch: i32.add expected i32, found nothing",
            "-> i32",
            c -> c.i32(1).op(Opcode.I32_ADD)),
        invalid(
            "type mismatch: drop expected an operand, found nothing", "->", c -> c.op(Opcode.DROP)),
        invalid("type mismatch: end expected i32, found nothing", "-> i32", c -> {}),
        invalid(
            "type mismatch: end expected the results [] and no more, found 1 more values",
            "->",
            c -> c.i32(1)),
        invalid(
            "type mismatch: end expected an if without else to have equal parameters and results,"
                + " found -> i32",
            "-> i32",
            c -> c.i32(1).open(Opcode.IF, NumberType.I32).i32(1).end()),
        invalid(
            "type mismatch: br_table expected labels of 1 values, found one of 0",
            "-> i32",
            c -> c.open(Opcode.BLOCK).i32(1).i32(1).op(Opcode.BR_TABLE, 0, 1).end().i32(0)),
        invalid(
            "type mismatch: select expected numbers or vectors, found a reference",
            "->",
            c ->
                c.op(Opcode.REF_NULL, 0x70)
                    .op(Opcode.REF_NULL, 0x70)
                    .i32(1)
                    .op(Opcode.SELECT)
                    .op(Opcode.DROP)),
        invalid(
            "type mismatch: select expected i32, found f32",
            "->",
            c -> c.i32(1).f32(1).i32(1).op(Opcode.SELECT).op(Opcode.DROP)),
        invalid(
            "type mismatch: ref.is_null expected a reference, found i32",
            "-> i32",
            c -> c.i32(1).op(Opcode.REF_IS_NULL)),
        invalid(
            "type mismatch: return_call_indirect expected a callee with results [i32], found []",
            "-> i32",
            c -> c.i32(0).op(Opcode.RETURN_CALL_INDIRECT, 0, 0)),
        invalid(
            "invalid result arity: select names 2 types, expected 1",
            "->",
            c -> c.op(Opcode.UNREACHABLE).op(Opcode.SELECT_TYPED, 0x7F, 0x7F)),
        invalid("unknown local 1: there are 1", "i32 ->", c -> c.get(1).op(Opcode.DROP)),
        invalid(
            "unknown global 2: there are 2", "->", c -> c.op(Opcode.GLOBAL_GET, 2).op(Opcode.DROP)),
        invalid(
            "immutable global: global 0 cannot be set",
            "->",
            c -> c.i32(1).op(Opcode.GLOBAL_SET, 0)),
        invalid(
            "unknown function 4294967295: there are 1", "->", c -> c.op(Opcode.CALL, 0xFFFF_FFFFL)),
        invalid("unknown label 1: there are 1", "->", c -> c.op(Opcode.BR, 1)),
        invalid("unknown type 9: there are 2", "->", c -> c.open(Opcode.BLOCK, 9).end()),
        invalid(
            "unknown memory 1: there are 1",
            "->",
            c -> c.op(Opcode.MEMORY_SIZE, 1).op(Opcode.DROP)),
        invalid(
            "unknown table 2: there are 2", "->", c -> c.op(Opcode.TABLE_SIZE, 2).op(Opcode.DROP)),
        invalid("unknown elem segment 0: there are 0", "->", c -> c.op(Opcode.ELEM_DROP, 0)),
        invalid(
            "alignment must not be larger than natural: 2^3, natural is 2^2",
            "->",
            c -> c.i32(0).op(Opcode.I32_LOAD, 3, 0).op(Opcode.DROP)),
        invalid(
            "offset out of range: 4294967296, at most 4294967295",
            "->",
            c -> c.i32(0).op(Opcode.I32_LOAD, 2, 1L << 32).op(Opcode.DROP)),
        invalid(
            "invalid lane index: 4, there are 4",
            "-> i32",
            c -> c.op(Opcode.V128_CONST, 0, 0).op(Opcode.I32X4_EXTRACT_LANE, 4)),
        invalid(
            "invalid lane index: 32, there are 32",
            "-> v128",
            c ->
                c.op(Opcode.V128_CONST, 0, 0)
                    .op(Opcode.V128_CONST, 0, 0)
                    .op(Opcode.I8X16_SHUFFLE, 0, 0x20L << 56)),
        invalid(
            "undeclared function reference: function 0 is named nowhere outside of function"
                + " bodies",
            "->",
            c -> c.op(Opcode.REF_FUNC, 0).op(Opcode.DROP)),
        invalid(
            "type mismatch: call_indirect expected a table of funcref, found externref",
            "->",
            c -> c.i32(0).op(Opcode.CALL_INDIRECT, 0, 1)),
        invalid(
            "type mismatch: table.copy expected elements of type funcref, found externref",
            "->",
            c -> c.i32(0).i32(0).i32(0).op(Opcode.TABLE_COPY, 0, 1)));
  }

  private static void refused(String message, Consumer<ModuleBuilder> content) {
    ModuleBuilder module = new ModuleBuilder();
    content.accept(module);
    assertEquals(message, assertThrows(InvalidModule.class, () -> load(module)).getMessage());
  }

  @Test
  void modules() {
    refused(
        "duplicate export name: \"m\" (export section, offset 0x14)",
        m -> {
          m.memory(1);
          m.export("m", ExternalKind.MEMORY, 0).export("m", ExternalKind.MEMORY, 0);
        });
    refused(
        "unknown global 3: there are 0 (export section, offset 0xb)",
        m -> m.export("g", ExternalKind.GLOBAL, 3));
    refused(
        "memory size: 65537, at most 65536 (memory section, offset 0xa)", m -> m.memory(65_537));
    refused(
        "size minimum must not be greater than maximum: 2..1 (memory section, offset 0xa)",
        m -> m.memory(SizeRange.between(2, 1)));
    refused(
        "memory size: i64 281474976710657, at most 281474976710656 (memory section, offset 0xa)",
        m -> m.memory(new SizeRange(NumberType.I64, (1L << 48) + 1, OptionalLong.empty())));
    refused(
        "start function: its type is -> i32, expected no parameters and no results"
            + " (start section, offset 0x15)",
        m -> m.start(m.function("-> i32", c -> c.i32(1))));
    refused(
        "constant expression required: found nop (global section, offset 0xd)",
        m -> m.global(new GlobalType(NumberType.I32, false), c -> c.op(Opcode.NOP).i32(1)));
    refused(
        "constant expression required: global 0 is mutable (global section, offset 0x12)",
        m -> {
          m.global(new GlobalType(NumberType.I32, true), c -> c.i32(1));
          m.global(new GlobalType(NumberType.I32, true), c -> c.op(Opcode.GLOBAL_GET, 0));
        });
    refused(
        "type mismatch: end expected i32, found i64 (global section, offset 0xf)",
        m -> m.global(new GlobalType(NumberType.I32, false), c -> c.i64(1)));
    refused(
        "unknown memory 0: there are 0 (data section, offset 0xa)", m -> m.data(0, new byte[1]));
    refused(
        "unknown function 5: there are 0 (element section, offset 0xa)", m -> m.passiveElements(5));
  }

  @Test
  void countsOperandSlots() {
    ModuleBuilder module = new ModuleBuilder();
    module.importFunction("m", "f", "->");
    int function =
        module.function(
            "-> i32",
            c ->
                c.op(Opcode.V128_CONST, 0, 0)
                    .i64(1)
                    .op(Opcode.DROP)
                    .op(Opcode.DROP)
                    .i32(1)
                    .i32(2)
                    .op(Opcode.I32_ADD));
    assertEquals(3, load(module).operandSlots(function));
  }
}
