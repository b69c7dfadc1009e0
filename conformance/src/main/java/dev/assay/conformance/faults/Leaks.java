package dev.assay.conformance.faults;

import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a process holds before and after something repeated: memory outside the heap and open files.
 */
public record Leaks(long residentKib, long files) {
  /** What this process holds once nothing is left on its heap that nobody needs. */
  public static Leaks now() throws IOException {
    System.gc();
    return outsideHeap();
  }

  /** What this process holds at this moment. */
  public static Leaks outsideHeap() throws IOException {
    return of(ProcessHandle.current().pid(), Runtime.getRuntime().totalMemory() >> 10);
  }

  /** What another process holds, whose heap is of so many KiB. */
  static Leaks of(long process, long heapKib) throws IOException {
    Path proc = Path.of("/proc", Long.toString(process));
    long resident =
        Files.readAllLines(proc.resolve("status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0);
    try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
      return new Leaks(resident - heapKib, open.count());
    }
  }

  /** Whether this system tells. */
  public static boolean isMeasurable() {
    return Files.isReadable(Path.of("/proc/self/status"));
  }

  /** Opens, writes to and closes a database so many times; the first tenth warms up. */
  static Leaks[] ofCycles(Path directory, long seed, int cycles) throws IOException {
    DatabaseOptions options = FaultyWriter.OPTIONS;
    Leaks before = now();
    for (int i = 0; i < cycles; i++) {
      if (i == cycles / 10) {
        before = now();
      }
      MadeUpChain chain = new MadeUpChain(seed + i % 7, 20);
      Path one = directory.resolve("cycle-" + i % 7);
      if (i % 7 == i / 7 % 7) {
        Faults.delete(one);
      }
      try (ChainDatabase database = ChainDatabase.open(one, options)) {
        chain.append(database);
      }
    }
    return new Leaks[] {before, now()};
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d KiB outside the heap, %d files", residentKib, files);
  }
}
