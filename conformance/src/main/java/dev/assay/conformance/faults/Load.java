package dev.assay.conformance.faults;

import dev.assay.conformance.Child;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process under load for a while, watched from outside. Its heap has all its pages from the
 * beginning, so what grows in its resident memory is native: of the database, of the JVM.
 */
final class Load {
  private static final int HEAP_MIB = 384;

  /** Share of the time in which caches, write buffers and compiled code come to their sizes. */
  private static final double WARM_UP = 0.2;

  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(10);

  /**
   * What the samples say; {@code blocks} is what the process said last.
   *
   * @param early memory at the end of the warm-up, and the most files of the first half: files that
   *     are not merged yet come and go
   */
  record Result(Leaks early, Leaks late, String blocks, boolean passed) {}

  private Load() {}

  /**
   * Runs it.
   *
   * @param flatKib growth between the end of the warm-up and the end that counts as none
   */
  static Result run(
      Path folder, long seed, Duration time, long flatKib, int flatFiles, Consumer<String> told)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path output = folder.resolve("output");
    Process process = start(folder, seed, output);
    long begun = System.nanoTime();
    long early = begun + (long) (time.toNanos() * WARM_UP);
    Leaks base = new Leaks(0, 0);
    Leaks last = base;
    long files = 0;
    int samples = 0;
    while (System.nanoTime() - begun < time.toNanos() && process.isAlive()) {
      Duration left = time.minusNanos(System.nanoTime() - begun);
      TimeUnit.NANOSECONDS.sleep(
          Math.min(BETWEEN_SAMPLES.toNanos(), Math.max(left.toNanos(), 1_000_000)));
      if (!process.isAlive()) {
        break;
      }
      last = Leaks.of(process.pid(), HEAP_MIB << 10);
      long now = System.nanoTime();
      base = now < early || samples == 0 ? last : base;
      files =
          now - begun < time.toNanos() / 2 || samples == 0 ? Math.max(files, last.files()) : files;
      if (samples++ % 30 == 0) {
        told.accept(last.toString());
      }
    }
    process.getOutputStream().write('\n');
    process.getOutputStream().close();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
    String said = Files.readString(output, StandardCharsets.UTF_8).strip();
    boolean flat =
        last.residentKib() - base.residentKib() < flatKib && last.files() - files < flatFiles;
    return new Result(
        new Leaks(base.residentKib(), files),
        last,
        said,
        flat && process.exitValue() == 0 && said.startsWith("blocks "));
  }

  private static Process start(Path folder, long seed, Path output) throws IOException {
    List<String> heap =
        List.of(
            String.format(Locale.ROOT, "-Xms%dm", HEAP_MIB),
            String.format(Locale.ROOT, "-Xmx%dm", HEAP_MIB),
            "-XX:+AlwaysPreTouch");
    return Child.start(
        Child.of(LoadedWriter.class, heap, List.of(folder.toString(), Long.toString(seed)))
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT));
  }
}
