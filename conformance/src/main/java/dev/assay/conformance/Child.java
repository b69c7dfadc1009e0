package dev.assay.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Processes that run classes of this program, or anything else for it, and end with it: whoever
 * interrupts a long run leaves nothing behind that still writes or listens.
 */
public final class Child {
  private static final int MINUTES = 10;
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("assay-children")
                .unstarted(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private Child() {}

  /**
   * A command that runs a class of this program in a JVM of its own. A packed program has its
   * native libraries beside its jars and not in them, so the JVM is told where they are.
   *
   * @param options of the JVM, such as {@code -Xmx1g}
   * @param arguments of the class
   */
  public static ProcessBuilder of(Class<?> main, List<String> options, List<String> arguments) {
    return new ProcessBuilder(
        Stream.of(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                options,
                List.of(
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Djava.library.path=" + System.getProperty("java.library.path"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()),
                arguments)
            .flatMap(List::stream)
            .toList());
  }

  /**
   * What a process prints that takes a few minutes at most; its errors are nobody's.
   *
   * @throws IOException when it fails, or has to be ended because it takes too long
   */
  public static String output(ProcessBuilder command) throws IOException, InterruptedException {
    Path printed = Files.createTempFile("assay-", ".txt");
    try {
      Process process =
          start(
              command
                  .redirectError(ProcessBuilder.Redirect.DISCARD)
                  .redirectOutput(printed.toFile()));
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("a process took too long: " + command.command());
      }
      if (process.exitValue() != 0) {
        throw new IOException("a process failed: " + command.command());
      }
      return Files.readString(printed);
    } finally {
      Files.delete(printed);
    }
  }

  /** Starts a process that does not outlive this one. */
  public static Process start(ProcessBuilder command) throws IOException {
    Process process = command.start();
    RUNNING.add(process);
    process.onExit().thenAccept(RUNNING::remove);
    return process;
  }
}
