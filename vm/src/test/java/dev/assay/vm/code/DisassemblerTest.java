package dev.assay.vm.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Limits;
import dev.assay.vm.decode.ModuleDecoder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.WasmModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisassemblerTest {
  private static WasmModule decode(ModuleBuilder module) {
    return ModuleDecoder.decode(module.build(), FeatureSet.ALL_IMPLEMENTED, Limits.WIDE);
  }

  @Test
  void printsOneLinePerInstruction() {
    ModuleBuilder module = new ModuleBuilder();
    module.memory(1);
    int function =
        module.exportedFunction(
            "sum",
            "i32 -> i32",
            code ->
                code.locals(NumberType.I64, 2)
                    .get(0)
                    .open(Opcode.IF, NumberType.I32)
                    .i32(-7)
                    .op(Opcode.ELSE)
                    .f64(0.5)
                    .op(Opcode.DROP)
                    .i32(4)
                    .op(Opcode.I32_LOAD, 0, 16)
                    .end());
    assertEquals(
        """
        func 0 "sum": i32 -> i32
          local i64 x 2
        000029   local.get 0
        00002b   if (-> i32)
        00002d     i32.const -7
        00002f   else
        000030     f64.const 0.5
        000039     drop
        00003a     i32.const 4
        00003c     i32.load offset=16 align=1
        00003f   end
        000040 end
        """,
        Disassembler.disassemble(decode(module), function));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ELSE", "END"})
  void knowsEveryInstruction(Opcode opcode) {
    ModuleBuilder module = new ModuleBuilder();
    module.type("->");
    module.passiveData(new byte[0]);
    module.function(
        "->",
        code -> {
          switch (opcode.immediates()) {
            case BLOCK_TYPE -> code.open(opcode).end();
            case MEMARG, V128, LANES -> code.op(opcode, 0, 0);
            case MEMARG_LANE, LABEL_TABLE -> code.op(opcode, 0, 0, 0);
            case HEAP_TYPE, VALUE_TYPES -> code.op(opcode, 0x70);
            default -> code.op(opcode, new long[opcode.immediates().parts().size()]);
          }
        });
    String text = Disassembler.disassemble(decode(module), 0);
    assertTrue(text.contains(" " + opcode.mnemonic()), text);
  }
}
