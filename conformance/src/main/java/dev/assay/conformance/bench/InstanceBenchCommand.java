package dev.assay.conformance.bench;

import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.ResourceLimits;
import dev.assay.vm.runtime.Store;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench instance}: what instances cost to start, keep, call out of, grow and stop. */
@Command(
    name = "instance",
    description = {
      "Starts, keeps, grows and cancels instances of a small module with two pages of memory, and",
      "calls the host out of one. Each figure stands beside its goal."
    },
    footer = {"", "Example:", "  assay bench instance --rounds 20000"})
public final class InstanceBenchCommand implements Subcommand {
  private static final Engine ENGINE = new Engine(EngineConfig.DEFAULT);
  private static final int CROWD = 10_000;
  private static final int CANCELLATIONS = 50;
  private static final int CALLS = 5_000_000;

  @Spec private CommandSpec spec;

  @Option(names = "--rounds", description = "instances to start (default: 20000)")
  private int rounds = 20_000;

  @Override
  public ExitCode call() throws InterruptedException {
    FigureTable figures = new FigureTable(spec.commandLine().getOut());
    CodeUnit twoPages = unit(2);
    figures.add("start of an instance, median", start(twoPages, 0.5), 20, "us");
    figures.add("start of an instance, 99 of 100", start(twoPages, 0.99), 20, "us");
    figures.add("idle instance beside its pages", idleBytes(), 2_048, "bytes");
    figures.add("call of the host and back", hostCallNanos(), 100, "ns");
    figures.add("cancellation, median", cancellation(0.5), 10, "ms");
    figures.add("cancellation, slowest of 50", cancellation(1), 10, "ms");
    growth(figures);
    return figures.close();
  }

  private static CodeUnit unit(int pages) {
    ModuleBuilder module = new ModuleBuilder();
    int host = module.importFunction("host", "next", "i32 i64 -> i64");
    module.memory(pages);
    module.table(4);
    module.export("memory", ExternalKind.MEMORY, 0);
    module.data(0, new byte[pages == 0 ? 0 : 20]);
    module.exportedFunction("load", "-> i32", code -> code.i32(16).op(Opcode.I32_LOAD, 2, 0));
    module.exportedFunction("grow", "i32 -> i32", code -> code.get(0).op(Opcode.MEMORY_GROW, 0));
    module.exportedFunction("forever", "->", code -> code.open(Opcode.LOOP).op(Opcode.BR, 0).end());
    module.exportedFunction("calls", "i32 ->", code -> callInALoop(code, host));
    return ENGINE.load(module.build());
  }

  private static void callInALoop(CodeBuilder code, int host) {
    code.open(Opcode.LOOP).i32(1).i64(2).call(host).op(Opcode.DROP);
    code.get(0).i32(1).op(Opcode.I32_SUB).tee(0).op(Opcode.BR_IF, 0).end();
  }

  private static Imports imports() {
    long[] last = new long[1];
    HostFunction next =
        HostFunction.of(
            FunctionType.parse("i32 i64 -> i64"),
            (caller, frame, base) -> {
              last[0] += (int) frame[base] + frame[base + 1];
              frame[base] = last[0];
            });
    return Imports.builder().function("host", "next", next).build();
  }

  private static Instance instance(CodeUnit unit) {
    Store store = new Store(ResourceLimits.DEFAULT, GasTank.unlimited(), null);
    return ENGINE.instantiate(unit, imports(), store).orThrow();
  }

  /** Microseconds from a cached unit to the first result; closed, so that pages come back. */
  private double start(CodeUnit unit, double quantile) {
    return quantile(
            rounds,
            quantile,
            () -> {
              long start = System.nanoTime();
              Instance instance = instance(unit);
              instance.invoke("load");
              long nanos = System.nanoTime() - start;
              instance.store().close();
              return nanos;
            })
        / 1e3;
  }

  private static double quantile(int count, double quantile, LongSupplier sample) {
    long[] samples = new long[count];
    for (int warm = 0; warm < 2; warm++) {
      Arrays.setAll(samples, i -> sample.getAsLong());
    }
    Arrays.sort(samples);
    return samples[(int) Math.min(count - 1, count * quantile)];
  }

  /** What ten thousand instances without pages keep alive, each. */
  private static double idleBytes() {
    CodeUnit unit = unit(1);
    Imports shared = imports();
    Instance[] crowd = new Instance[CROWD];
    long before = usedBytes();
    for (int i = 0; i < CROWD; i++) {
      Store store = new Store(ResourceLimits.DEFAULT, GasTank.unlimited(), null);
      crowd[i] = ENGINE.instantiate(unit, shared, store).orThrow();
    }
    long pages = Arrays.stream(crowd).mapToLong(each -> each.memory(0).bytes().length).sum();
    double each = (usedBytes() - before - pages) / (double) CROWD;
    for (Instance one : crowd) {
      one.store().close();
    }
    return each;
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static double hostCallNanos() {
    Instance instance = instance(unit(0));
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      instance.invoke("calls", CALLS);
      best = Math.min(best, (System.nanoTime() - start) / (double) CALLS);
    }
    return best;
  }

  /** Milliseconds from the wish to the end of a guest that would never end by itself. */
  private static double cancellation(double quantile) throws InterruptedException {
    CodeUnit unit = unit(0);
    cancelOnce(unit); // the first trap of a process loads what locates it
    long[] nanos = new long[CANCELLATIONS];
    for (int i = 0; i < CANCELLATIONS; i++) {
      nanos[i] = cancelOnce(unit);
    }
    Arrays.sort(nanos);
    return nanos[(int) Math.min(CANCELLATIONS - 1, CANCELLATIONS * quantile)] / 1e6;
  }

  private static long cancelOnce(CodeUnit unit) throws InterruptedException {
    Instance instance = instance(unit);
    AtomicLong end = new AtomicLong();
    Thread guest =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    instance.invoke("forever");
                  } catch (Trap trap) {
                    end.set(System.nanoTime());
                  }
                });
    Thread.sleep(10);
    long start = System.nanoTime();
    instance.store().cancel();
    guest.join();
    return end.get() - start;
  }

  /** Page by page: four times the pages may take four times as long, and a half more. */
  private static void growth(FigureTable figures) {
    CodeUnit unit = unit(1);
    double few = growNanos(unit, 1_024);
    double many = growNanos(unit, 4_096);
    figures.add("1,024 times memory.grow by a page", few / 1e6, 100, "ms");
    figures.add("4,096 of them, as times 1,024 of them", many / few, 6, "times");
  }

  private static double growNanos(CodeUnit unit, int pages) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      Instance instance = instance(unit);
      long start = System.nanoTime();
      for (int page = 1; page < pages; page++) {
        instance.invoke("grow", 1);
      }
      best = Math.min(best, System.nanoTime() - start);
      instance.store().close();
    }
    return best;
  }
}
