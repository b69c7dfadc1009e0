package dev.assay.vm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.assay.vm.code.Translator;
import dev.assay.vm.decode.ModuleDecoder;
import dev.assay.vm.encode.ByteWriter;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.validate.ModuleValidator;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the front end promises about any input: it takes memory only for bytes it has seen, its
 * stack does not grow with the input's depth, and its time is linear in the input's length.
 */
class FrontEndTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MOST_BYTES = 100_000;
  private static final int[] HUGE = {0xFF, 0xFF, 0xFF, 0xFF, 0x0F};

  private static void load(byte[] bytes) {
    Translator.translate(
        ModuleValidator.validate(
            ModuleDecoder.decode(bytes, FeatureSet.ALL_IMPLEMENTED, Limits.WIDE)),
        InstructionCosts.UNIT);
  }

  private static void loadOrRefuse(byte[] bytes) {
    try {
      load(bytes);
    } catch (ModuleError refused) {
      // as good an answer as any here
    }
  }

  // Memory.

  /** A section that says it has 2^32 - 1 of something and ends there. */
  private static byte[] sectionOf(int id) {
    return new ModuleBuilder().section(id, huge(new ByteWriter())).build();
  }

  private static ByteWriter huge(ByteWriter to) {
    return to.bytes(HUGE);
  }

  /** Declarations of 2^32 - 1 of whatever can be declared, in a few bytes each. */
  static Stream<byte[]> declarations() {
    Stream<byte[]> sections =
        Stream.iterate(0, id -> id + 1).limit(14).map(FrontEndTest::sectionOf);
    ByteWriter parameters = huge(new ByteWriter().bytes(1).bytes(0x60));
    ByteWriter results = huge(new ByteWriter().bytes(1).bytes(0x60).bytes(0));
    ByteWriter table = huge(new ByteWriter().bytes(1).bytes(0x70).bytes(0));
    ByteWriter name = huge(new ByteWriter().bytes(1));
    ByteWriter memory = huge(new ByteWriter().bytes(1).bytes(0));
    ByteWriter custom = huge(new ByteWriter());
    ByteWriter body = huge(new ByteWriter().bytes(1));
    ByteWriter data = huge(new ByteWriter().bytes(1).bytes(1));
    ByteWriter elements = huge(new ByteWriter().bytes(1).bytes(1).bytes(0));
    Stream<byte[]> inside =
        Stream.of(
            new ModuleBuilder().section(1, parameters).build(),
            new ModuleBuilder().section(1, results).build(),
            new ModuleBuilder().section(2, name).build(),
            new ModuleBuilder().section(4, table).build(),
            new ModuleBuilder().section(5, memory).build(),
            new ModuleBuilder().section(7, name).build(),
            new ModuleBuilder().section(0, custom).build(),
            new ModuleBuilder().section(11, data).build(),
            new ModuleBuilder().section(9, elements).build(),
            function(0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x7F, 0x0B),
            function(0xFF, 0xFF, 0xFF, 0xFF, 0x0F),
            function(0x00, 0x41, 0x00, 0x0E, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F),
            function(0x00, 0x1C, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F),
            functionSection(body));
    return Stream.concat(sections, inside);
  }

  private static byte[] function(int... body) {
    byte[] bytes = new byte[body.length];
    for (int i = 0; i < body.length; i++) {
      bytes[i] = (byte) body[i];
    }
    ModuleBuilder module = new ModuleBuilder();
    module.rawFunction("->", bytes);
    return module.build();
  }

  private static byte[] functionSection(ByteWriter code) {
    ModuleBuilder module = new ModuleBuilder();
    module.type("->");
    return module.section(3, new ByteWriter().bytes(1).bytes(0)).section(10, code).build();
  }

  @ParameterizedTest
  @MethodSource("declarations")
  void nothingIsAllocatedBeforeItsBytesExist(byte[] module) {
    loadOrRefuse(module); // classes load
    long before = THREADS.getCurrentThreadAllocatedBytes();
    loadOrRefuse(module);
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertTrue(bytes < MOST_BYTES, () -> bytes + " bytes for " + module.length);
  }

  // Stack.

  /** Nothing but the least stack a thread can have. */
  private static final long STACK_BYTES = 160 << 10;

  private static void onASmallStack(Runnable action) throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                action.run();
              } catch (StackOverflowError | RuntimeException e) {
                failure.set(e);
              }
            },
            "small",
            STACK_BYTES);
    thread.start();
    thread.join();
    assertDoesNotThrow(
        () -> {
          if (failure.get() != null) {
            throw failure.get();
          }
        });
  }

  private static byte[] one(java.util.function.Consumer<CodeBuilder> body) {
    ModuleBuilder module = new ModuleBuilder();
    module.memory(1);
    module.function("i32 -> i32", body);
    return module.build();
  }

  private static void times(int n, Runnable action) {
    for (int i = 0; i < n; i++) {
      action.run();
    }
  }

  /** Modules of a size, each of another kind of depth or width. */
  enum Shape {
    BLOCKS(
        n ->
            one(
                code -> {
                  times(n, () -> code.open(Opcode.BLOCK));
                  times(n, code::end);
                  code.get(0);
                })),
    LOOPS_WITH_BRANCHES(
        n ->
            one(
                code -> {
                  times(n, () -> code.open(Opcode.LOOP));
                  for (int depth = n - 1; depth >= 0; depth--) {
                    code.get(0).op(Opcode.BR_IF, depth).end();
                  }
                  code.get(0);
                })),
    IF_CHAINS(
        n ->
            one(
                code -> {
                  times(n, () -> code.get(0).open(Opcode.IF));
                  times(n, () -> code.op(Opcode.ELSE).end());
                  code.get(0);
                })),
    SELECTS(
        n ->
            one(
                code -> {
                  code.get(0);
                  times(n, () -> code.get(0).get(0).op(Opcode.SELECT));
                })),
    DEEP_OPERANDS(
        n ->
            one(
                code -> {
                  times(n, () -> code.get(0));
                  times(n - 1, () -> code.op(Opcode.I32_ADD));
                })),
    BRANCH_TABLE(
        n ->
            one(
                code -> {
                  long[] targets = new long[n];
                  code.open(Opcode.BLOCK).get(0).op(Opcode.BR_TABLE, targets).end().get(0);
                })),
    MANY_BRANCH_TABLES(
        n ->
            one(
                code -> {
                  int size = (int) Math.sqrt(n);
                  times(size, () -> code.open(Opcode.BLOCK));
                  for (int depth = size; depth > 0; depth--) {
                    long[] targets = new long[size];
                    for (int i = 0; i < size; i++) {
                      targets[i] = i % depth;
                    }
                    code.get(0).op(Opcode.BR_TABLE, targets).end();
                  }
                  code.get(0);
                })),
    DEAD_CODE(
        n ->
            one(
                code -> {
                  code.op(Opcode.UNREACHABLE);
                  times(n, () -> code.op(Opcode.I32_ADD).op(Opcode.DROP));
                })),
    CONSTANT_EXPRESSION(
        n -> {
          ModuleBuilder module = new ModuleBuilder();
          module.global(
              new GlobalType(NumberType.I32, false),
              code -> {
                times(n, () -> code.i32(1));
                times(n - 1, () -> code.op(Opcode.I32_ADD));
              });
          return module.build();
        }),
    LOCAL_GROUPS(
        n ->
            one(
                code -> {
                  int groups = Math.min(n, 40_000);
                  for (int i = 0; i < groups; i++) {
                    code.locals(i % 2 == 0 ? NumberType.I32 : NumberType.I64, 1);
                  }
                  code.get(0);
                  times(n, () -> code.set(groups / 2 * 2 - 1).get(0));
                })),
    FUNCTIONS(
        n -> {
          ModuleBuilder module = new ModuleBuilder();
          times(n, () -> module.function("i32 -> i32", code -> code.get(0)));
          return module.build();
        }),
    SEGMENTS(
        n -> {
          ModuleBuilder module = new ModuleBuilder();
          times(n, () -> module.passiveElements());
          return module.build();
        });

    private final IntFunction<byte[]> module;

    Shape(IntFunction<byte[]> module) {
      this.module = module;
    }

    byte[] ofSize(int n) {
      return module.apply(n);
    }
  }

  @ParameterizedTest
  @EnumSource
  void depthTakesNoStack(Shape shape) throws InterruptedException {
    byte[] module = shape.ofSize(50_000);
    load(shape.ofSize(10)); // classes load on an ordinary stack
    onASmallStack(() -> load(module));
  }

  /**
   * Four times the input takes less than eight times as long: quadratic would be sixteen. The best
   * of many tries, in time of this thread, is what is compared.
   */
  @ParameterizedTest
  @EnumSource
  void timeIsLinear(Shape shape) {
    byte[] small = shape.ofSize(10_000);
    byte[] large = shape.ofSize(40_000);
    double growth = (double) large.length / small.length;
    long bestSmall = Long.MAX_VALUE;
    long bestLarge = Long.MAX_VALUE;
    double ratio = Double.MAX_VALUE;
    for (int attempt = 0; attempt < 100 && ratio > 2; attempt++) {
      bestSmall = Math.min(bestSmall, nanos(small));
      bestLarge = Math.min(bestLarge, nanos(large));
      ratio = attempt < 5 ? ratio : bestLarge / (bestSmall * growth);
    }
    assertTrue(ratio <= 2, shape + ": " + ratio + " times as long per byte");
  }

  private static long nanos(byte[] module) {
    long start = THREADS.getCurrentThreadCpuTime();
    load(module);
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  @Test
  void aMegabyteOfAnythingIsReadInTime() {
    for (Shape shape : Shape.values()) {
      byte[] module = shape.ofSize(90_000);
      long start = System.nanoTime();
      loadOrRefuse(module);
      double millisPerKilobyte = (System.nanoTime() - start) / 1e6 / (module.length / 1024.0);
      assertTrue(millisPerKilobyte < 10, () -> shape + ": " + millisPerKilobyte + " ms/KB");
    }
    assertThrows(ModuleError.class, () -> load(sectionOf(1)));
  }
}
