package dev.assay.conformance.bench.wasm;

import dev.assay.metering.profile.GasProfiler;
import dev.assay.metering.profile.GuestProfiler;
import dev.assay.vm.Tier;
import dev.assay.vm.code.CodeUnit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What metering, canonical NaNs and profiling cost, on one kernel: several instances of it in one
 * process, called in turn, so that whatever else the machine does meets all of them alike. Prints
 * {@link PairedRatios}. Arguments: a {@link Tier}, the file, the rounds.
 */
public final class PairedMain {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM_TURNS = 60;
  private static final int TURNS = 21;

  private final Path file;
  private final int rounds;
  private final Tier tier;

  private PairedMain(Tier tier, Path file, int rounds) {
    this.tier = tier;
    this.file = file;
    this.rounds = rounds;
  }

  public static void main(String[] args) throws IOException {
    Tier tier = Tier.valueOf(args[0]);
    PairedMain main = new PairedMain(tier, Path.of(args[1]), Integer.parseInt(args[2]));
    System.out.println(main.measure().line());
  }

  private PairedRatios measure() throws IOException {
    byte[] module = Files.readAllBytes(file);
    List<OurMode> modes = OurMode.of(tier);
    CodeUnit metered = PairedSubject.unit(modes.getFirst(), module);
    CodeUnit free = PairedSubject.unit(modes.getLast(), module);
    List<IntConsumer> all = new ArrayList<>();
    all.add(new PairedSubject(metered, null));
    all.add(new PairedSubject(metered, null));
    all.add(new PairedSubject(free, null));
    if (tier == Tier.COMPILER) {
      all.add(new KeptNans().kernel(module));
    }
    turns(all, WARM_TURNS);
    List<long[]> before = turns(all, TURNS);
    new PairedSubject(metered, new GuestProfiler(new GasProfiler("kernel"), Long.MAX_VALUE))
        .accept(1);
    turns(all, WARM_TURNS / 2);
    List<long[]> after = turns(all, TURNS);
    return new PairedRatios(
        median(i -> ratio(before.get(i)[0], before.get(i)[2])),
        tier == Tier.COMPILER ? median(i -> ratio(before.get(i)[0], before.get(i)[3])) : 1,
        median(i -> ratio(after.get(i)[0], before.get(i)[0])),
        median(i -> ratio(before.get(i)[1], before.get(i)[0])));
  }

  private static double ratio(long nanos, long others) {
    return (double) nanos / others;
  }

  private static double median(IntToDoubleFunction ratio) {
    return IntStream.range(0, TURNS).mapToDouble(ratio).sorted().toArray()[TURNS / 2];
  }

  /** CPU time of each subject in each turn; who begins changes from turn to turn. */
  private List<long[]> turns(List<IntConsumer> subjects, int count) {
    List<long[]> times = new ArrayList<>();
    for (int turn = 0; turn < count; turn++) {
      long[] nanos = new long[subjects.size()];
      for (int i = 0; i < nanos.length; i++) {
        int next = (turn + i) % nanos.length;
        long start = THREADS.getCurrentThreadCpuTime();
        subjects.get(next).accept(rounds);
        nanos[next] = THREADS.getCurrentThreadCpuTime() - start;
      }
      times.add(nanos);
    }
    return times;
  }
}
