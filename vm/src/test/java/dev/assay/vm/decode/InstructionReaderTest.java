package dev.assay.vm.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Limits;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.HeapType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.WasmModule;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionReaderTest {
  /** A reader over code that need not be valid. */
  private static InstructionReader read(Consumer<CodeBuilder> code) {
    ModuleBuilder builder = new ModuleBuilder();
    builder.passiveData(new byte[0]);
    builder.function("->", code);
    WasmModule module =
        ModuleDecoder.decode(builder.build(), FeatureSet.ALL_IMPLEMENTED, Limits.WIDE);
    return InstructionReader.of(module, module.body(0));
  }

  /** Writes each opcode with recognizable immediates and reads them back. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ELSE", "END"})
  void readsBackWhatWasWritten(Opcode opcode) {
    InstructionReader in =
        switch (opcode.immediates()) {
          case NONE -> read(code -> code.op(opcode));
          case BLOCK_TYPE -> {
            InstructionReader reader = read(code -> code.open(opcode, NumberType.F32).end());
            assertTrue(reader.next());
            assertEquals(FunctionType.parse("-> f32"), reader.inlineBlockType());
            assertEquals(-1, reader.blockTypeIndex());
            yield reader;
          }
          case LABEL,
              FUNCTION_INDEX,
              LOCAL_INDEX,
              GLOBAL_INDEX,
              TABLE_INDEX,
              ELEMENT_INDEX,
              DATA_INDEX,
              MEMORY_INDEX -> {
            InstructionReader reader = read(code -> code.op(opcode, 300));
            assertTrue(reader.next());
            assertEquals(300, reader.index());
            yield reader;
          }
          case TYPE_TABLE, TABLE_TABLE, ELEMENT_TABLE, MEMORY_MEMORY, DATA_MEMORY -> {
            InstructionReader reader = read(code -> code.op(opcode, 300, 400));
            assertTrue(reader.next());
            assertEquals(300, reader.index());
            assertEquals(400, reader.index2());
            yield reader;
          }
          case LABEL_TABLE -> {
            InstructionReader reader = read(code -> code.op(opcode, 1, 2, 300, 4));
            assertTrue(reader.next());
            assertEquals(3, reader.labelCount());
            assertEquals(300, reader.label(2));
            assertEquals(4, reader.index());
            yield reader;
          }
          case MEMARG -> {
            InstructionReader reader = read(code -> code.op(opcode, 5, 1L << 40, 300));
            assertTrue(reader.next());
            assertMemoryArgument(reader);
            yield reader;
          }
          case MEMARG_LANE -> {
            InstructionReader reader = read(code -> code.op(opcode, 5, 1L << 40, 300, 200));
            assertTrue(reader.next());
            assertMemoryArgument(reader);
            assertEquals(200, reader.lane());
            yield reader;
          }
          case I32 -> constant(opcode, Integer.MIN_VALUE);
          case I64 -> constant(opcode, Long.MIN_VALUE);
          case F32 -> constant(opcode, 0xFFC0_0001L);
          case F64 -> constant(opcode, 0xFFF0_0000_0000_0001L);
          case V128, LANES -> {
            InstructionReader reader = read(code -> code.op(opcode, -2, Long.MAX_VALUE));
            assertTrue(reader.next());
            assertEquals(-2, reader.constant());
            assertEquals(Long.MAX_VALUE, reader.constantHigh());
            yield reader;
          }
          case LANE -> {
            InstructionReader reader = read(code -> code.op(opcode, 255));
            assertTrue(reader.next());
            assertEquals(255, reader.lane());
            yield reader;
          }
          case HEAP_TYPE -> {
            InstructionReader reader = read(code -> code.op(opcode, 0x6F));
            assertTrue(reader.next());
            assertEquals(HeapType.EXTERN, reader.heapType());
            yield reader;
          }
          case VALUE_TYPES -> {
            InstructionReader reader = read(code -> code.op(opcode, 0x7F, 0x7B));
            assertTrue(reader.next());
            assertEquals(List.of(NumberType.I32, NumberType.V128), reader.valueTypes());
            yield reader;
          }
        };
    if (opcode.immediates() == dev.assay.vm.isa.Immediates.NONE) {
      assertTrue(in.next());
    }
    assertEquals(opcode, in.opcode());
    Opcode last = opcode;
    while (in.next()) {
      last = in.opcode();
    }
    assertEquals(Opcode.END, last);
  }

  private static InstructionReader constant(Opcode opcode, long value) {
    InstructionReader reader = read(code -> code.op(opcode, value));
    assertTrue(reader.next());
    assertEquals(value, reader.constant());
    return reader;
  }

  private static void assertMemoryArgument(InstructionReader reader) {
    assertEquals(5, reader.alignment());
    assertEquals(1L << 40, reader.memoryOffset());
    assertEquals(300, reader.index());
  }

  @Test
  void tellsOffsets() {
    InstructionReader in = read(code -> code.i32(1000).op(Opcode.DROP));
    assertTrue(in.next());
    int start = in.offset();
    assertEquals(start + 3, in.nextOffset());
    assertTrue(in.next());
    assertEquals(start + 3, in.offset());
  }

  /** From 64 on an index takes two bytes, the first of which looks like no type at all. */
  @ParameterizedTest
  @ValueSource(ints = {0, 63, 64, 65, 123, 127, 128, 8191, 8192})
  void readsBlockTypesByIndex(int type) {
    InstructionReader in = read(code -> code.open(Opcode.BLOCK, type).end());
    assertTrue(in.next());
    assertEquals(type, in.blockTypeIndex());
    assertNull(in.inlineBlockType());
  }
}
