package dev.assay.conformance.bench.wasm;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Limit;
import dev.assay.vm.Limits;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.ResourceLimits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one kernel on our engine and prints its {@link KernelTimes}. Arguments: an {@link OurMode},
 * the file, the rounds, seconds of warm-up, seconds of measurement, most calls; then files and
 * rounds of kernels to run before, so that the JVM has seen more than the one.
 */
public final class KernelMain {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final double MIX_SECONDS = 1;

  private final Instance instance;
  private final GasTank tank;
  private final int rounds;

  private KernelMain(Instance instance, GasTank tank, int rounds) {
    this.instance = instance;
    this.tank = tank;
    this.rounds = rounds;
  }

  public static void main(String[] args) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(args[1]));
    runOthers(args);
    long start = System.nanoTime();
    OurMode mode = OurMode.valueOf(args[0]);
    GasTank tank = GasTank.unlimited();
    Instance instance = load(mode, bytes, tank);
    long load = System.nanoTime() - start;
    KernelMain kernel = new KernelMain(instance, tank, Integer.parseInt(args[2]));
    double warm = Double.parseDouble(args[3]);
    double measure = Double.parseDouble(args[4]);
    System.out.println(kernel.time(load, warm, measure, Integer.parseInt(args[5])).line());
  }

  private static void runOthers(String[] args) throws IOException {
    for (int i = 6; i < args.length; i += 2) {
      GasTank tank = GasTank.unlimited();
      byte[] other = Files.readAllBytes(Path.of(args[i]));
      Instance instance = load(OurMode.valueOf(args[0]), other, tank);
      new KernelMain(instance, tank, Integer.parseInt(args[i + 1])).runForAWhile();
    }
  }

  private static Instance load(OurMode mode, byte[] bytes, GasTank tank) {
    EngineConfig config = EngineConfig.DEFAULT.with(Limits.CONTRACT).with(mode.tier());
    Engine engine = new Engine(config.with(mode.costs()));
    int pages = (int) Limits.CONTRACT.of(Limit.MEMORY_PAGES);
    ResourceLimits limits = ResourceLimits.DEFAULT.withMemoryPages(pages);
    return engine.instantiate(engine.load(bytes), Imports.NONE, limits, tank, null).orThrow();
  }

  private void runForAWhile() {
    long start = System.nanoTime();
    while (since(start) < MIX_SECONDS) {
      call();
    }
  }

  private long call() {
    tank.remaining(Long.MAX_VALUE);
    return instance.invoke("run", rounds)[0];
  }

  private KernelTimes time(long load, double warmSeconds, double measureSeconds, int mostCalls) {
    long start = System.nanoTime();
    long checksum = call();
    long first = System.nanoTime() - start;
    start = System.nanoTime();
    for (int i = 0; i < 2 || since(start) < warmSeconds; i++) {
      call();
    }
    List<Long> calls = new ArrayList<>();
    start = System.nanoTime();
    while (calls.size() < mostCalls && (calls.size() < 3 || since(start) < measureSeconds)) {
      long before = THREADS.getCurrentThreadCpuTime();
      if (call() != checksum) {
        throw new IllegalStateException("the checksum differs between calls");
      }
      calls.add(THREADS.getCurrentThreadCpuTime() - before);
    }
    return new KernelTimes(Long.toUnsignedString(checksum), load, first, calls);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
