package dev.assay.vm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What instances cost: to start, to keep, to grow, to leave, and to stop. */
class InstancesTest {
  private static final Engine ENGINE = new Engine(EngineConfig.DEFAULT);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Has a memory, a table, a global; stores and reads its argument, grows, and loops for ever. */
  private static CodeUnit unit(int pages) {
    ModuleBuilder module = new ModuleBuilder();
    module.memory(pages);
    module.table(4);
    module.export("memory", ExternalKind.MEMORY, 0);
    module.exportedFunction(
        "store", "i32 ->", code -> code.i32(16).get(0).op(Opcode.I32_STORE, 2, 0));
    module.exportedFunction("load", "-> i32", code -> code.i32(16).op(Opcode.I32_LOAD, 2, 0));
    module.exportedFunction("grow", "i32 -> i32", code -> code.get(0).op(Opcode.MEMORY_GROW, 0));
    return ENGINE.load(module.build());
  }

  private static Instance start(CodeUnit unit, ResourceLimits limits) {
    Store store = new Store(limits, GasTank.unlimited(), null);
    return ENGINE.instantiate(unit, Imports.NONE, store).orThrow();
  }

  private static long allocated(Runnable action) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    action.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** All that is allocated for an instance without pages, what the linker drops again included. */
  @Test
  void anInstanceWeighsUnderTwoKilobytesBesideItsPages() {
    CodeUnit unit = unit(0);
    List<Instance> kept = new ArrayList<>(10_100);
    Runnable many =
        () -> {
          for (int i = 0; i < 5_000; i++) {
            Instance instance = start(unit, ResourceLimits.DEFAULT);
            kept.add(instance);
          }
        };
    many.run(); // classes load, lambdas link
    long each = allocated(many) / 5_000;
    assertEquals(10_000, kept.size());
    assertTrue(each < 2_048, () -> each + " bytes an instance");
  }

  /** A store whose pages come from the pool allocates none of their bytes. */
  @Test
  void pagesAreUsedAgainAndCleanAgain() {
    CodeUnit unit = unit(2);
    Runnable startWriteAndClose =
        () -> {
          Instance instance = start(unit, ResourceLimits.DEFAULT);
          assertEquals(0, instance.invoke("load")[0]);
          instance.invoke("store", 0x0101_0101);
          instance.store().close();
        };
    for (int i = 0; i < 100; i++) {
      startWriteAndClose.run();
    }
    long bytes = allocated(startWriteAndClose);
    assertTrue(bytes < LinearMemory.PAGE_BYTES, () -> bytes + " bytes");
  }

  @Test
  void aHostCallAllocatesNothing() {
    AtomicLong sum = new AtomicLong();
    HostFunction add =
        HostFunction.of(
            FunctionType.parse("i32 i64 f64 -> i64"),
            (caller, frame, base) -> {
              sum.setPlain(sum.getPlain() + (int) frame[base] + frame[base + 1]);
              frame[base] = sum.getPlain();
            });
    ModuleBuilder module = new ModuleBuilder();
    int imported = module.importFunction("host", "add", "i32 i64 f64 -> i64");
    module.exportedFunction("calls", "i32 ->", code -> callInALoop(code, imported));
    Imports imports = Imports.builder().function("host", "add", add).build();
    Instance instance =
        ENGINE.instantiate(ENGINE.load(module.build()), imports, Store.unmetered()).orThrow();
    instance.invoke("calls", 50_000);
    long few = allocated(() -> instance.invoke("calls", 1));
    long many = allocated(() -> instance.invoke("calls", 100_001));
    assertTrue(many - few < 100_000 / 100, () -> (many - few) + " bytes for 100,000 more calls");
    assertEquals(150_002L * 3, sum.getPlain());
  }

  private static void callInALoop(CodeBuilder code, int imported) {
    code.open(Opcode.LOOP);
    code.i32(1).i64(2).f64(0.5).call(imported).op(Opcode.DROP);
    code.get(0).i32(1).op(Opcode.I32_SUB).tee(0).op(Opcode.BR_IF, 0).end();
  }

  /** Ten thousand guests at once, in a JVM that has a gigabyte and not a byte more. */
  @Test
  void tenThousandInstancesFitIntoAGigabyte() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Crowd.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertEquals("10000 instances, each with its own page and no other\n", said);
  }

  /** The program of that JVM. */
  static final class Crowd {
    private static final int SIZE = 10_000;

    private Crowd() {}

    public static void main(String[] args) {
      CodeUnit unit = unit(1);
      ResourceLimits onePage = ResourceLimits.DEFAULT.withMemoryPages(1);
      List<Instance> crowd = new ArrayList<>(SIZE);
      for (int i = 0; i < SIZE; i++) {
        Instance instance = start(unit, onePage);
        instance.invoke("store", i);
        crowd.add(instance);
      }
      for (int i = 0; i < SIZE; i++) {
        if (crowd.get(i).invoke("load")[0] != i || crowd.get(i).invoke("grow", 1)[0] != -1) {
          throw new AssertionError("instance " + i);
        }
      }
      System.out.println(SIZE + " instances, each with its own page and no other");
    }
  }

  /** Page by page to 1,024: the array is replaced ten times, not a thousand. */
  @Test
  @SuppressWarnings("ReferenceEquality") // which array it is
  void growingPageByPageCopiesALinearAmount() {
    Instance instance = start(unit(1), ResourceLimits.DEFAULT);
    LinearMemory memory = instance.memory(0);
    long copied = 0;
    int arrays = 0;
    byte[] before = memory.bytes();
    for (int pages = 1; pages < 1_024; pages++) {
      memory.storeInt(16, pages);
      assertEquals(pages, instance.invoke("grow", 1)[0]);
      assertEquals(pages, memory.loadInt(16));
      if (memory.bytes() != before) {
        before = memory.bytes();
        copied += (long) pages * LinearMemory.PAGE_BYTES;
        arrays++;
      }
    }
    assertEquals(10, arrays);
    assertTrue(copied < memory.sizeBytes(), "copied " + copied);
    assertTrue(before.length <= 2L * memory.sizeBytes(), "reserved " + before.length);
  }

  @Test
  void nothingIsReservedPastTheMaximum() {
    Instance instance = start(unit(1), ResourceLimits.DEFAULT.withMemoryPages(300));
    assertEquals(1, instance.invoke("grow", 200)[0]);
    assertEquals(201, instance.invoke("grow", 1)[0]);
    assertEquals(300 * LinearMemory.PAGE_BYTES, instance.memory(0).bytes().length);
    assertEquals(-1, (int) instance.invoke("grow", 99)[0]);
    assertEquals(202, instance.invoke("grow", 98)[0]);
  }

  @Test
  void nothingIsReservedWhereTheMaximumIsSmall() {
    for (int most = LinearMemory.MOST_EXACT_PAGES - 1; most < 258; most++) {
      Instance instance = start(unit(1), ResourceLimits.DEFAULT.withMemoryPages(most));
      LinearMemory memory = instance.memory(0);
      instance.invoke("grow", 20);
      instance.invoke("grow", 1);
      assertEquals(most <= LinearMemory.MOST_EXACT_PAGES, memory.isExact());
      assertEquals(memory.isExact(), memory.bytes().length == memory.sizeBytes());
    }
  }
}
