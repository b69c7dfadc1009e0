package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.code.Activation;
import dev.assay.host.code.Program;
import dev.assay.host.code.RefusedProgram;
import dev.assay.metering.GasSchedules;
import dev.assay.metering.Ink;
import dev.assay.state.types.Bytes;
import dev.assay.vm.Engine;
import dev.assay.vm.Limits;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.jit.CompiledModule;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.NumberType;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Contracts made to keep a compiler busy, as large as contracts may be. Processor time, memory and
 * generated code are bounded, and whoever sends one pays for it at activation.
 */
class CompileBombTest {
  private static final int MOST_BYTES = 127 << 10;

  /**
   * For one compilation by a compiler that HotSpot knows already; cold it takes a few times that.
   */
  private static final double MOST_MILLIS = 1_000;

  private static final long MOST_ALLOCATED = 1L << 30;
  private static final long MOST_CLASS_BYTES = 16L << 20;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The shapes. */
  enum Bomb {
    /** Branch tables with as many targets as one may have. */
    BRANCH_TABLES(
        module ->
            entry(
                module,
                code -> {
                  code.open(Opcode.BLOCK);
                  long[] targets = new long[8_193];
                  for (int i = 0; code.size() < MOST_BYTES - 9_000; i++) {
                    code.open(Opcode.BLOCK).get(0).op(Opcode.BR_TABLE, targets).end();
                  }
                  code.end();
                })),
    /** Branch tables that each lead to many places. */
    BRANCH_TABLES_TO_MANY_PLACES(
        module ->
            entry(
                module,
                code -> {
                  for (int j = 0; j < 15; j++) {
                    for (int i = 0; i < 500; i++) {
                      code.open(Opcode.BLOCK);
                    }
                    long[] targets = new long[4_000];
                    Arrays.setAll(targets, i -> i * 7 % 500);
                    code.get(0).op(Opcode.BR_TABLE, targets);
                    for (int i = 0; i < 500; i++) {
                      code.end();
                    }
                  }
                })),
    /** Blocks nested as deep as can be, again and again. */
    NESTING(module -> entry(module, code -> nested(code, Opcode.BLOCK))),
    /** Loops nested as deep as can be. */
    NESTED_LOOPS(module -> entry(module, code -> nested(code, Opcode.LOOP))),
    /** As many functions as there may be. */
    FUNCTIONS(
        module -> {
          for (int i = 0; i < 4_000; i++) {
            module.function("i32 -> i32", code -> code.get(0).op(Opcode.I32_CLZ));
          }
          entry(module, code -> {});
        }),
    /** Many functions that all call through a table. */
    INDIRECT_CALLS(
        module -> {
          module.table(10);
          for (int i = 0; i < 4_000; i++) {
            module.function(
                "i32 -> i32", code -> code.get(0).get(0).op(Opcode.CALL_INDIRECT, 0, 0));
          }
          entry(module, code -> {});
        }),
    /** Functions with as many locals as there may be. */
    LOCALS(
        module -> {
          for (int i = 0; i < 180; i++) {
            module.function(
                "i32 -> i32",
                code -> {
                  code.locals(NumberType.I64, 347);
                  while (code.size() < 600) {
                    code.get(1 + code.size() % 300)
                        .get(300)
                        .op(Opcode.I64_ADD)
                        .set(1 + code.size() % 290);
                  }
                  code.get(0);
                });
          }
          entry(module, code -> {});
        }),
    /** One long straight line. */
    STRAIGHT_LINE(
        module ->
            entry(
                module,
                code -> {
                  for (int i = 0; i < 14_900; i++) {
                    code.get(0).get(0).op(Opcode.I32_ADD).set(0);
                  }
                })),
    /** Operands piled up, then taken away. */
    OPERANDS(
        module ->
            entry(
                module,
                code -> {
                  for (int round = 0; round < 7; round++) {
                    for (int i = 0; i < 4_000; i++) {
                      code.get(0);
                    }
                    for (int i = 0; i < 4_000; i++) {
                      code.op(Opcode.DROP);
                    }
                  }
                })),
    /** Loops beside each other with all that makes code long: checked stores, divisions. */
    LONG_CODE(
        module ->
            entry(
                module,
                code -> {
                  for (int i = 0; i < 7_500; i++) {
                    code.open(Opcode.LOOP);
                    code.get(0).get(0).get(0).op(Opcode.I32_DIV_S);
                    code.access(Opcode.I32_STORE, 8);
                    code.end();
                  }
                })),
    /** Every instruction may trap, so that each is a site. */
    SITES(
        module ->
            entry(
                module,
                code -> {
                  while (code.size() < MOST_BYTES - 32) {
                    code.get(0).access(Opcode.I32_LOAD, 0).set(0);
                  }
                })),
    /** Conditions inside each other and operands that wait for their values. */
    IFS_WITH_VALUES(
        module ->
            entry(
                module,
                code -> {
                  for (int round = 0; round < 40; round++) {
                    for (int i = 0; i < 200; i++) {
                      code.get(0).get(0).open(Opcode.IF, NumberType.I32).get(0).op(Opcode.ELSE);
                    }
                    code.i32(1);
                    for (int i = 0; i < 200; i++) {
                      code.end().op(Opcode.I32_ADD);
                    }
                    code.set(0);
                  }
                })),
    /** Globals in every instruction. */
    GLOBALS(
        module -> {
          for (int i = 0; i < 2_000; i++) {
            module.global(new GlobalType(NumberType.I64, true), code -> code.i64(0));
          }
          entry(
              module,
              code -> {
                for (int i = 0; code.size() < MOST_BYTES - 20_000; i++) {
                  code.op(Opcode.GLOBAL_GET, i % 2_000).op(Opcode.GLOBAL_SET, (i + 1) % 2_000);
                }
              });
        });

    private final Consumer<ModuleBuilder> content;

    Bomb(Consumer<ModuleBuilder> content) {
      this.content = content;
    }

    byte[] wasm() {
      ModuleBuilder module = new ModuleBuilder();
      module.export("memory", ExternalKind.MEMORY, module.memory(1));
      content.accept(module);
      return module.build();
    }
  }

  private static void entry(ModuleBuilder module, Consumer<CodeBuilder> body) {
    module.exportedFunction(
        Program.ENTRY_POINT,
        "i32 -> i32",
        code -> {
          body.accept(code);
          code.i32(0);
        });
  }

  private static void nested(CodeBuilder code, Opcode opener) {
    for (int round = 0; round < 30; round++) {
      for (int i = 0; i < 1_000; i++) {
        code.open(opener);
      }
      code.get(0).op(Opcode.BR_IF, 999);
      for (int i = 0; i < 1_000; i++) {
        code.end();
      }
    }
  }

  /** What one compilation took. */
  private record Cost(
      double millis,
      long allocated,
      long classBytes,
      int compiled,
      int functions,
      long gas,
      int bytes) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%6d bytes, %,12d gas: %7.1f ms, %4d MB allocated, %,9d bytes of classes, %d of %d"
              + " functions, %,9.0f gas per ms, %6.0f KB/s",
          bytes,
          gas,
          millis,
          allocated >> 20,
          classBytes,
          compiled,
          functions,
          gas / millis,
          bytes / millis);
    }
  }

  private static Cost cost(Bomb bomb, int rounds) throws RefusedProgram {
    byte[] wasm = bomb.wasm();
    long[] ink = new long[1];
    Program program =
        new Activation(GasSchedules.ASSAY_1, address -> Bytes.EMPTY, paid -> ink[0] += paid)
            .activate(Bytes.of(wasm));
    Cost least = cost(program, wasm.length, ink[0]);
    for (int i = 1; i < rounds; i++) {
      Cost cost = cost(program, wasm.length, ink[0]);
      least = cost.millis < least.millis ? cost : least;
    }
    return least;
  }

  private static Cost cost(Program program, int bytes, long ink) {
    long start = THREADS.getCurrentThreadCpuTime();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    CompiledModule made = Engine.compile(program.unit(), Limits.CONTRACT);
    long nanos = THREADS.getCurrentThreadCpuTime() - start;
    return new Cost(
        nanos / 1e6,
        THREADS.getCurrentThreadAllocatedBytes() - before,
        made.classBytes(),
        made.functions(),
        program.unit().module().bodies().size(),
        Ink.toGasFloor(ink),
        bytes);
  }

  @ParameterizedTest
  @EnumSource
  void itsCostIsBoundedAndPaid(Bomb bomb) throws RefusedProgram {
    Cost cost = cost(bomb, 3);
    assertTrue(cost.millis < MOST_MILLIS, cost::toString);
    assertTrue(cost.allocated < MOST_ALLOCATED, cost::toString);
    assertTrue(cost.classBytes < MOST_CLASS_BYTES, cost::toString);
  }

  /** The table of {@code docs/engines.md}. */
  public static void main(String[] args) throws RefusedProgram {
    for (Bomb bomb : Bomb.values()) {
      System.out.println(String.format(Locale.ROOT, "%-30s ", bomb) + cost(bomb, 8));
    }
  }
}
