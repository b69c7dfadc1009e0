package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.code.Activation;
import dev.assay.host.code.RefusedProgram;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.state.types.Bytes;
import dev.assay.vm.Limit;
import dev.assay.vm.Limits;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.ValueType;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every limit of the contract profile at its own value, in whole contracts: one less and as many
 * are activated, one more is refused with the limit's name.
 */
class ContractLimitsTest {
  private static final GasSchedule SCHEDULE = GasSchedules.ASSAY_1;
  private static final FunctionType ENTRY = FunctionType.parse("i32 -> i32");

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FRAME_SLOTS")
  void aContractMayHaveExactlySoMuch(Limit limit) {
    int most = (int) SCHEDULE.rules().limits().of(limit);
    assertDoesNotThrow(() -> activate(contract(limit, most)), () -> most + " " + limit);
    if (most > 1) {
      assertDoesNotThrow(() -> activate(contract(limit, most - 1)), () -> most - 1 + " " + limit);
    }
    byte[] oneMore = contract(limit, most + 1);
    var refused = assertThrows(RefusedProgram.class, () -> activate(oneMore));
    assertTrue(refused.reason().contains(refusal(limit, most)), refused.reason());
  }

  /** A contract has no values wider than a slot, so its other limits keep it within this one. */
  @Test
  void aFrameIsAsLargeAsItsPartsAllow() {
    Limits limits = SCHEDULE.rules().limits();
    long parts =
        limits.of(Limit.PARAMETERS) + limits.of(Limit.LOCALS) + limits.of(Limit.OPERAND_SLOTS);
    assertTrue(parts <= limits.of(Limit.FRAME_SLOTS), () -> parts + " slots");
  }

  private static void activate(byte[] code) throws RefusedProgram {
    new Activation(SCHEDULE, address -> Bytes.EMPTY, Activation.UNCHARGED)
        .activate(Bytes.wrap(code));
  }

  /** What a refusal says; that of the size comes before the module is read. */
  private static String refusal(Limit limit, int most) {
    return switch (limit) {
      case MODULE_BYTES -> "module bytes: more than " + most;
      case LOCALS -> "too many locals: " + (most + 1) + ", at most " + most;
      default -> most + 1 + " " + limit + ", at most " + most;
    };
  }

  /** A contract that has exactly {@code n} of what the limit counts. */
  private static byte[] contract(Limit limit, int n) {
    return switch (limit) {
      case MODULE_BYTES -> padded(n);
      case TYPES -> with(m -> times(n - 1, i -> m.type(distinct(i))));
      case PARAMETERS -> with(m -> m.type(new FunctionType(ints(n), List.of())));
      case RESULTS -> with(m -> m.type(new FunctionType(List.of(), ints(n))));
      case IMPORTS -> with(m -> times(n, i -> m.importFunction("vm_hooks", "chainid", "-> i64")));
      case FUNCTIONS -> with(m -> times(n - 1, i -> m.function("->", code -> {})));
      case LOCALS -> with(m -> m.function("->", code -> code.locals(NumberType.I32, n)));
      case TOTAL_LOCALS -> with(m -> spread(m, n));
      case FUNCTION_BODY_BYTES -> with(m -> m.function("->", code -> body(code, n - 2)));
      case FUNCTION_INSTRUCTIONS -> with(m -> m.function("->", code -> nops(code, n - 1)));
      case TABLES -> with(m -> times(n, i -> m.table(0)));
      case TABLE_ELEMENTS -> with(m -> m.table(n));
      case MEMORIES -> with(m -> times(n - 1, i -> m.memory(0)));
      case MEMORY_PAGES -> entry(new ModuleBuilder(), n);
      case GLOBALS ->
          with(m -> times(n, i -> m.global(new GlobalType(NumberType.I32, true), c -> c.i32(0))));
      case EXPORTS -> with(m -> exports(m, n - 2));
      case ELEMENT_SEGMENTS -> with(m -> times(n, i -> m.passiveElements()));
      case ELEMENTS -> with(m -> elements(m, n));
      case DATA_SEGMENTS -> with(m -> times(n, i -> m.passiveData(new byte[0])));
      case BRANCH_TABLE_TARGETS -> with(m -> m.function("->", code -> branches(code, n)));
      case BLOCK_NESTING -> with(m -> m.function("->", code -> nest(code, n)));
      case OPERAND_SLOTS -> with(m -> m.function("->", code -> operands(code, n)));
      case FRAME_SLOTS -> throw new IllegalArgumentException("no contract reaches " + limit);
      case CUSTOM_SECTIONS -> with(m -> times(n, i -> m.custom("c", new byte[i])));
      case NAME_BYTES -> with(m -> m.custom("n".repeat(n), new byte[0]));
    };
  }

  private static byte[] with(Consumer<ModuleBuilder> special) {
    ModuleBuilder module = new ModuleBuilder();
    special.accept(module);
    return entry(module, 1);
  }

  /** Adds what every contract has: a memory, an entry point, one type, two exports. */
  private static byte[] entry(ModuleBuilder module, int pages) {
    module.export("memory", ExternalKind.MEMORY, module.memory(SizeRange.between(pages, pages)));
    module.exportedFunction("user_entrypoint", ENTRY.toString(), code -> code.i32(0));
    return module.build();
  }

  private static byte[] padded(int size) {
    int payload = size;
    byte[] padded = padding(payload);
    while (padded.length > size) {
      payload -= padded.length - size;
      padded = padding(payload);
    }
    return padded;
  }

  private static byte[] padding(int payload) {
    return with(module -> module.custom("pad", new byte[payload]));
  }

  /** A type of its own for each number: its bits as parameters. */
  private static FunctionType distinct(int number) {
    List<ValueType> bits =
        IntStream.range(0, 13)
            .<ValueType>mapToObj(bit -> (number >> bit & 1) == 0 ? NumberType.I32 : NumberType.I64)
            .toList();
    return new FunctionType(bits, List.of());
  }

  private static void spread(ModuleBuilder module, int locals) {
    for (int left = locals; left > 0; left -= 256) {
      int some = Math.min(left, 256);
      module.function("->", code -> code.locals(NumberType.I32, some));
    }
  }

  /** So many bytes, three or more to an instruction pair. */
  private static void body(CodeBuilder code, int bytes) {
    int rest = bytes;
    for (; rest >= 9; rest -= 6 + 1) {
      code.i32(1 << 30).op(Opcode.DROP);
    }
    nops(code, rest);
  }

  private static void exports(ModuleBuilder module, int n) {
    int function = module.function("->", code -> {});
    times(n, i -> module.export("f" + i, ExternalKind.FUNCTION, function));
  }

  private static void elements(ModuleBuilder module, int n) {
    int function = module.function("->", code -> {});
    int[] half = new int[n / 2];
    int[] others = new int[n - n / 2];
    java.util.Arrays.fill(half, function);
    java.util.Arrays.fill(others, function);
    module.passiveElements(half);
    module.passiveElements(others);
  }

  private static void branches(CodeBuilder code, int targets) {
    code.i32(0).op(Opcode.BR_TABLE, new long[targets + 1]);
  }

  private static void nest(CodeBuilder code, int n) {
    times(n, i -> code.open(Opcode.BLOCK));
    times(n, i -> code.end());
  }

  private static void operands(CodeBuilder code, int n) {
    times(n, i -> code.i32(i));
    times(n, i -> code.op(Opcode.DROP));
  }

  private static void nops(CodeBuilder code, int n) {
    times(n, i -> code.op(Opcode.NOP));
  }

  private static void times(int n, IntConsumer action) {
    for (int i = 0; i < n; i++) {
      action.accept(i);
    }
  }

  private static List<ValueType> ints(int n) {
    return Collections.nCopies(n, NumberType.I32);
  }
}
