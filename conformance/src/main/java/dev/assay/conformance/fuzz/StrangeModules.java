package dev.assay.conformance.fuzz;

import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Immediates.Part;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.SizeRange;
import java.util.random.RandomGenerator;

/**
 * Well-formed modules of random instructions from the whole opcode table. Few are valid; they lead
 * the mutator to encodings that no compiler writes.
 */
final class StrangeModules {
  private static final Opcode[] OPCODES = Opcode.values();
  private static final int MOST_INSTRUCTIONS = 60;

  private final RandomGenerator random;

  StrangeModules(RandomGenerator random) {
    this.random = random;
  }

  byte[] next() {
    ModuleBuilder module = new ModuleBuilder();
    module.type("i32 i64 -> f32 f64");
    module.type("v128 -> externref");
    int imported = module.importFunction("env", "f", "i32 -> i32");
    module.memory(SizeRange.between(1, 2));
    module.memory(1);
    module.table(3);
    module.global(new GlobalType(NumberType.I64, true), code -> code.i64(random.nextLong()));
    int functions = 1 + random.nextInt(4);
    for (int i = 0; i < functions; i++) {
      module.export("f" + i, ExternalKind.FUNCTION, module.function("i32 -> i32", this::body));
    }
    module.elements(0, imported);
    module.passiveData(new byte[random.nextInt(8)]);
    return module.build();
  }

  private void body(CodeBuilder code) {
    code.locals(NumberType.I64, random.nextInt(3)).locals(NumberType.V128, random.nextInt(2));
    if (random.nextBoolean()) {
      code.op(Opcode.UNREACHABLE); // dead code lets more instructions through the validator
    }
    int open = 0;
    int instructions = random.nextInt(MOST_INSTRUCTIONS);
    for (int i = 0; i < instructions; i++) {
      Opcode opcode = OPCODES[random.nextInt(OPCODES.length)];
      if (opcode == Opcode.ELSE || (opcode == Opcode.END && open == 0)) {
        continue;
      }
      open += opensOrCloses(opcode);
      code.op(opcode, immediates(opcode));
    }
    for (; open > 0; open--) {
      code.end();
    }
    code.i32(0);
  }

  private static int opensOrCloses(Opcode opcode) {
    return switch (opcode) {
      case BLOCK, LOOP, IF -> 1;
      case END -> -1;
      default -> 0;
    };
  }

  private long[] immediates(Opcode opcode) {
    return switch (opcode.immediates()) {
      case LABEL_TABLE -> new long[] {small(), small(), small()};
      case MEMARG -> new long[] {opcode.naturalAlignment(), small()};
      case MEMARG_LANE -> new long[] {opcode.naturalAlignment(), small(), small()};
      case V128, LANES -> new long[] {random.nextLong(), random.nextLong()};
      case VALUE_TYPES -> new long[] {0x7F - random.nextInt(5)};
      case HEAP_TYPE -> new long[] {0x70 - random.nextInt(2)};
      case BLOCK_TYPE -> new long[] {random.nextBoolean() ? -0x40 : -1 - random.nextInt(5)};
      case I64, F64 -> new long[] {random.nextLong()};
      case I32, F32 -> new long[] {random.nextInt()};
      default -> opcode.immediates().parts().stream().mapToLong(this::index).toArray();
    };
  }

  private long index(Part part) {
    return part == Part.LANE ? random.nextInt(16) : small();
  }

  private int small() {
    return random.nextInt(3);
  }
}
