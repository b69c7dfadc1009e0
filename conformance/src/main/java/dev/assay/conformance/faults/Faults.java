package dev.assay.conformance.faults;

import dev.assay.conformance.Child;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseCheck;
import dev.assay.state.db.DatabaseFailure;
import dev.assay.state.db.FaultPoint;
import dev.assay.state.db.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Rounds of faults on a chain of made-up blocks under a folder; every round follows from a seed.
 */
public final class Faults {
  private static final String[] DURABILITIES = {"block", "group=5", "os"};
  private static final int CHAIN_BLOCKS = 40;

  private final Path folder;
  private final long seed;

  /** Faults in a folder of their own. */
  public Faults(Path folder, long seed) {
    this.folder = folder;
    this.seed = seed;
  }

  // ---- dying processes

  /** Kills a writing process at random moments; the chain goes on from round to round. */
  Outcome.Tally kill(int rounds) throws IOException, InterruptedException {
    Outcome.Tally tally = new Outcome.Tally();
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      Path directory = folder.resolve("kill-" + round / 25);
      Writer writer = new Writer(directory, DURABILITIES[round % 3]);
      writer.waitFor(1 + random.nextInt(12));
      TimeUnit.MICROSECONDS.sleep(random.nextInt(4_000));
      tally.add(judge(directory, writer.kill()));
    }
    return tally;
  }

  /** Lets a writing process die at its n-th visit of a fault point. */
  Outcome.Tally point(FaultPoint point, int rounds) throws IOException, InterruptedException {
    Outcome.Tally tally = new Outcome.Tally();
    for (int round = 0; round < rounds; round++) {
      Path directory = folder.resolve("point-" + point + "-" + round / 10);
      String visit = Integer.toString(1 + round % (point == FaultPoint.DURING_CHECKPOINT ? 2 : 9));
      Writer writer = new Writer(directory, DURABILITIES[round % 3], point.name(), visit);
      tally.add(judge(directory, writer.end()));
      dropCheckpoints();
    }
    return tally;
  }

  private void dropCheckpoints() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().contains("-checkpoint")).toList()) {
        delete(file);
      }
    }
  }

  /** What an open and a check say of a chain of which so many blocks were acknowledged. */
  private Outcome judge(Path directory, long acknowledged) {
    try (ChainDatabase database = ChainDatabase.open(directory, FaultyWriter.OPTIONS)) {
      Head head = database.head().orElse(null);
      if (head == null) {
        return acknowledged < 0 ? Outcome.HARMLESS : Outcome.SILENT;
      }
      MadeUpChain expected = new MadeUpChain(seed, FaultyWriter.ACCOUNTS).to(head.number());
      boolean whole = head.number() >= acknowledged && expected.root().equals(head.stateRoot());
      if (!database.check(DatabaseCheck.silently()).problems().isEmpty()) {
        return Outcome.FOUND;
      }
      return whole ? Outcome.HARMLESS : Outcome.SILENT;
    } catch (DatabaseFailure refused) {
      return Outcome.REFUSED;
    }
  }

  /** A writing process. */
  private final class Writer {
    private final Path acknowledgements;
    private final Process process;

    Writer(Path directory, String durability, String... more) throws IOException {
      Files.createDirectories(folder);
      acknowledgements = Files.createTempFile(folder, "acknowledged", "");
      List<String> arguments =
          Stream.concat(
                  Stream.of(directory.toString(), durability, Long.toString(seed)), Stream.of(more))
              .toList();
      process =
          Child.start(
              Child.of(
                      FaultyWriter.class,
                      List.of(
                          "-Xmx96m",
                          "-Xshare:auto",
                          "-XX:TieredStopAtLevel=1",
                          // Killed, it leaves behind the native libraries it unpacked.
                          "-Djava.io.tmpdir=" + acknowledgements.getParent()),
                      arguments)
                  .redirectOutput(acknowledgements.toFile())
                  .redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    void waitFor(int blocks) throws IOException, InterruptedException {
      while (complete().size() < blocks) {
        if (!process.isAlive()) {
          throw new IllegalStateException("the writing process ended by itself");
        }
        TimeUnit.MILLISECONDS.sleep(2);
      }
    }

    long kill() throws IOException, InterruptedException {
      process.destroyForcibly();
      return end();
    }

    long end() throws IOException, InterruptedException {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException("the writing process never came to its fault point");
      }
      List<String> lines = complete();
      Files.delete(acknowledgements);
      return lines.isEmpty() ? -1 : Long.parseLong(lines.getLast().substring("ack ".length()));
    }

    /** Whole lines: one that the kill cut short acknowledges nothing. */
    private List<String> complete() throws IOException {
      String text = Files.readString(acknowledgements);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
  }

  // ---- damaged files

  /** Flips one bit a round in files of a kind. */
  Outcome.Tally flips(String what, Predicate<Path> kind, int rounds) throws IOException {
    Path pristine = chain(what.equals("WAL"));
    Outcome.Tally tally = new Outcome.Tally();
    Random random = new Random(seed + what.hashCode());
    for (int round = 0; round < rounds; round++) {
      Path directory = copy(pristine);
      List<Path> files = files(directory, kind);
      Path file = files.get(random.nextInt(files.size()));
      byte[] bytes = Files.readAllBytes(file);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
      tally.add(judge(directory, CHAIN_BLOCKS - 1));
    }
    return tally;
  }

  /** Cuts the log off at record boundaries and one byte beside them. */
  Outcome.Tally truncations(int rounds) throws IOException {
    Path pristine = chain(true);
    Outcome.Tally tally = new Outcome.Tally();
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      Path directory = copy(pristine);
      List<Path> logs = files(directory, Faults::isLog);
      Path log = logs.get(random.nextInt(logs.size()));
      byte[] bytes = Files.readAllBytes(log);
      int[] boundaries = WalRecords.boundaries(bytes);
      int at = boundaries[random.nextInt(boundaries.length)] + random.nextInt(3) - 1;
      Files.write(log, Arrays.copyOf(bytes, Math.clamp(at, 0, bytes.length)));
      tally.add(judge(directory, CHAIN_BLOCKS - 1));
    }
    return tally;
  }

  static boolean isTable(Path file) {
    return file.toString().endsWith(".sst");
  }

  static boolean isLog(Path file) {
    return file.toString().endsWith(".log");
  }

  static boolean isMarker(Path file) {
    return file.getFileName().toString().equals("HEAD-MARKER");
  }

  private static List<Path> files(Path directory, Predicate<Path> kind) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(kind).filter(file -> file.toFile().length() > 0).sorted().toList();
    }
  }

  /** A chain to damage: all of it in the log, or all in tables. */
  private Path chain(boolean inLog) throws IOException {
    Path directory = folder.resolve(inLog ? "log" : "tables");
    if (!Files.exists(directory)) {
      MadeUpChain chain = new MadeUpChain(seed, FaultyWriter.ACCOUNTS);
      Path live = folder.resolve("live");
      try (ChainDatabase database = ChainDatabase.open(live, FaultyWriter.OPTIONS)) {
        for (int i = 0; i < CHAIN_BLOCKS; i++) {
          chain.append(database);
        }
        if (!inLog) {
          database.compact();
        }
        // While it is open: a close would bring the log into tables.
        copy(live, directory);
      }
      delete(live);
    }
    return directory;
  }

  private Path copy(Path from) throws IOException {
    Path to = folder.resolve("damaged");
    delete(to);
    copy(from, to);
    return to;
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  /** Removes a folder and what is in it. */
  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
