package dev.assay.conformance.bench.state;

import dev.assay.conformance.Child;
import dev.assay.conformance.faults.Leaks;
import dev.assay.state.db.DatabaseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a database takes beside the heap while it is filled and changed: the most that was ever
 * resident of it, and what is at the end.
 *
 * <p>It is measured in a JVM of its own whose heap is of one size and resident from the start, so
 * that what comes to the process is not heap; and what the JVM itself takes for compiled code and
 * classes is there before it begins, because a small database was worked on first. Like a node, the
 * JVM gives back what RocksDB's threads have freed.
 */
public final class NativeMemory {
  private static final int SMALL = 20_000;
  private static final int BLOCKS = 200;
  private static final int CHANGES = 1_000;
  private static final int SAMPLE_MILLIS = 50;

  /** KiB outside the heap before the database, at most while it worked, and after. */
  record Told(long before, long most, long after) {
    double mostMib() {
      return (most - before) / 1024.0;
    }

    double afterMib() {
      return (after - before) / 1024.0;
    }

    private static Told parse(String line) {
      String[] words = line.strip().split(" ", -1);
      return new Told(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
    }
  }

  private final Thread sampler = Thread.ofPlatform().daemon().unstarted(this::sample);
  private volatile long most;

  private NativeMemory() {}

  /** Runs in a JVM of its own. */
  static Told measure(Path directory, int accounts, long cache)
      throws IOException, InterruptedException {
    String heap = ((cache >> 20) / 4 * 3 + 2_048) + "m";
    List<String> options =
        List.of(
            "-Xms" + heap,
            "-Xmx" + heap,
            "-XX:+AlwaysPreTouch",
            "-XX:TrimNativeHeapInterval=10000");
    List<String> arguments =
        List.of(directory.toString(), Integer.toString(accounts), Long.toString(cache));
    ProcessBuilder command = Child.of(NativeMemory.class, options, arguments);
    // As the launcher has it for a node.
    command.environment().putIfAbsent("MALLOC_MMAP_THRESHOLD_", "131072");
    return Told.parse(Child.output(command));
  }

  /** Arguments: a directory, how many accounts, and the bytes of the cache. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    DatabaseOptions options =
        DatabaseOptions.DEFAULT
            .withCacheBytes(Long.parseLong(args[2]))
            .withHistoryBlocks(BLOCKS / 2);
    work(directory, SMALL, options.withCacheBytes(16 << 20));
    long before = Leaks.now().residentKib();
    NativeMemory memory = new NativeMemory();
    memory.sampler.start();
    long after = work(directory, Integer.parseInt(args[1]), options);
    System.out.printf(Locale.ROOT, "%d %d %d%n", before, memory.most, after);
  }

  /** Fills a database and changes it; returns what is taken while it is still open. */
  private static long work(Path directory, int accounts, DatabaseOptions options)
      throws IOException {
    try (Accounts on =
        Accounts.open(Files.createTempDirectory(directory, "memory-"), accounts, options)) {
      on.touchAll();
      for (int i = 0; i < BLOCKS; i++) {
        on.commit(on.database().prepare(on.update(CHANGES)));
      }
      return Leaks.now().residentKib();
    }
  }

  private void sample() {
    try {
      while (true) {
        most = Math.max(most, Leaks.outsideHeap().residentKib());
        TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
      }
    } catch (IOException gone) {
      throw new IllegalStateException("this system no longer tells what a process holds", gone);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
