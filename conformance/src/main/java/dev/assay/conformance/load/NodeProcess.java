package dev.assay.conformance.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.conformance.Child;
import dev.assay.node.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code assay dev} as a process of its own, on a free port. */
final class NodeProcess implements AutoCloseable {
  private static final String LISTENING = "Listening on ";
  private static final int CLOCK_TICKS = 100;

  private final Process process;
  private final URI url;

  private NodeProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Starts one with this program's classes; returns once it answers. */
  static NodeProcess start(String heap, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("dev", "--port", "0"));
    arguments.addAll(List.of(options));
    List<String> asTheLauncherDoes =
        List.of(
            "-Xms128m",
            "-Xmn64m",
            "-Xmx" + heap,
            "-XX:TrimNativeHeapInterval=10000",
            "-XX:-DontCompileHugeMethods");
    Process process =
        Child.start(
            Child.of(Main.class, asTheLauncherDoes, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(LISTENING)) {
        Thread.ofVirtual().start(() -> readOver(out));
        return new NodeProcess(process, URI.create("http://" + line.substring(LISTENING.length())));
      }
    }
    process.destroyForcibly();
    throw new IOException("the node ended before it listened");
  }

  /** A full pipe would stop the node; one that breaks says that it is gone. */
  private static void readOver(BufferedReader out) {
    try {
      out.lines().forEach(_ -> {});
    } catch (UncheckedIOException gone) {
      Thread.onSpinWait();
    }
  }

  URI url() {
    return url;
  }

  /** Memory in the machine, in KiB. */
  long residentKib() throws IOException {
    for (String line : Files.readAllLines(file("status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }

  /** Time on processors so far, in seconds. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(file("stat"));
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) / (double) CLOCK_TICKS;
  }

  /** Open files and sockets. */
  int descriptors() {
    String[] open = file("fd").toFile().list();
    return open == null ? 0 : open.length;
  }

  private Path file(String name) {
    return Path.of("/proc", Long.toString(process.pid()), name);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM, and whatever it takes. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
