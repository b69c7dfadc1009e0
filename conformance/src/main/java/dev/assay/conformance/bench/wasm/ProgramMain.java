package dev.assay.conformance.bench.wasm;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Limits;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.Import;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.Global;
import dev.assay.vm.runtime.HostFunction;
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
 * Runs {@link LargeProgram} on our engine and prints its {@link KernelTimes}, in wall time: what a
 * caller waits. Arguments: an {@link OurMode}, the file, seconds of warm-up, seconds of
 * measurement; with {@code again} behind them, every call is the first one of a program that is
 * loaded anew, and the load is given in CPU time.
 */
public final class ProgramMain {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Instance instance;
  private final GasTank tank;
  private final int key;
  private final int point;

  private ProgramMain(Instance instance, GasTank tank) {
    this.instance = instance;
    this.tank = tank;
    this.key = address(LargeProgram.KEY);
    this.point = address(LargeProgram.POINT);
  }

  public static void main(String[] args) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(args[1]));
    if (args.length > 4) {
      System.out.println(again(OurMode.valueOf(args[0]), bytes, args).line());
      return;
    }
    long start = System.nanoTime();
    GasTank tank = GasTank.unlimited();
    ProgramMain program = new ProgramMain(load(OurMode.valueOf(args[0]), bytes, tank), tank);
    program.instance.invoke(LargeProgram.INITIALIZER);
    long load = System.nanoTime() - start;
    double warm = Double.parseDouble(args[2]);
    double measure = Double.parseDouble(args[3]);
    System.out.println(program.time(load, warm, measure).line());
  }

  private static KernelTimes again(OurMode mode, byte[] bytes, String[] args) {
    long start = System.nanoTime();
    double warm = Double.parseDouble(args[2]);
    double all = warm + Double.parseDouble(args[3]);
    List<Long> loads = new ArrayList<>();
    List<Long> results = new ArrayList<>();
    long checksum = 0;
    while (results.isEmpty() || since(start) < all) {
      long begun = System.nanoTime();
      long cpu = THREADS.getCurrentThreadCpuTime();
      GasTank tank = GasTank.unlimited();
      ProgramMain program = new ProgramMain(load(mode, bytes, tank), tank);
      long load = THREADS.getCurrentThreadCpuTime() - cpu;
      program.instance.invoke(LargeProgram.INITIALIZER);
      checksum = program.call();
      if (since(start) >= warm) {
        loads.add(load);
        results.add(System.nanoTime() - begun);
      }
    }
    long load = loads.stream().sorted().toList().get(loads.size() / 2);
    return new KernelTimes(Long.toUnsignedString(checksum), load, results.getFirst(), results);
  }

  private static Instance load(OurMode mode, byte[] bytes, GasTank tank) {
    EngineConfig config = EngineConfig.DEFAULT.with(Limits.WIDE).with(mode.tier());
    Engine engine = new Engine(config.with(mode.costs()));
    ResourceLimits limits = ResourceLimits.DEFAULT.withMemoryPages(LargeProgram.PAGES);
    var unit = engine.load(bytes);
    Imports.Builder imports = Imports.builder();
    for (Import each : unit.module().imports()) {
      imports.function(each.module(), each.name(), stub(each));
    }
    return engine.instantiate(unit, imports.build(), limits, tank, null).orThrow();
  }

  private static HostFunction stub(Import each) {
    if (!(each.type() instanceof FunctionType type)) {
      throw new IllegalStateException("imports more than functions: " + each.name());
    }
    return HostFunction.of(
        type,
        (caller, frame, base) -> {
          if (type.results().isEmpty()) {
            throw new IllegalStateException("called " + each.name());
          }
          frame[base] = LargeProgram.RANDOM;
        });
  }

  private int address(String global) {
    if (instance.export(global) instanceof Global address) {
      return (int) address.bits();
    }
    throw new IllegalStateException("no global " + global);
  }

  private long call() {
    tank.remaining(Long.MAX_VALUE);
    var memory = instance.exportedMemory("memory");
    memory.write(key, LargeProgram.key());
    if (instance.invoke(LargeProgram.FUNCTION, LargeProgram.POINT_BYTES)[0] != 1) {
      throw new IllegalStateException("no point");
    }
    return memory.loadLong(point + 1);
  }

  private KernelTimes time(long load, double warmSeconds, double measureSeconds) {
    long start = System.nanoTime();
    long checksum = call();
    long first = System.nanoTime() - start;
    start = System.nanoTime();
    while (since(start) < warmSeconds) {
      call();
    }
    List<Long> calls = new ArrayList<>();
    start = System.nanoTime();
    while (calls.isEmpty() || since(start) < measureSeconds) {
      long before = System.nanoTime();
      if (call() != checksum) {
        throw new IllegalStateException("the point differs between calls");
      }
      calls.add(System.nanoTime() - before);
    }
    return new KernelTimes(Long.toUnsignedString(checksum), load, first, calls);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
