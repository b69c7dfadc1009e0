package dev.assay.conformance.bench.wasm;

import dev.assay.conformance.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Child processes with a time limit; what they print is returned, why they failed is thrown. */
final class Processes {

  static final long TIME_LIMIT_SECONDS = 180;

  private Processes() {}

  /** The command failed, hung or could not be started. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(List<String> command, String why) {
      super(String.join(" ", command) + ": " + why);
    }
  }

  static String run(Path directory, List<String> command) {
    try {
      Process process =
          Child.start(
              new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true));
      process.getOutputStream().close();
      Thread guard = Thread.ofVirtual().start(() -> killAfterLimit(process));
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      guard.interrupt();
      if (status != 0) {
        throw new Failed(command, "status " + status + ": " + tail(output));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed(command, "interrupted");
    }
  }

  private static void killAfterLimit(Process process) {
    try {
      if (!process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String tail(String output) {
    return output.length() <= 400 ? output : output.substring(output.length() - 400);
  }

  static boolean isInstalled(String program) {
    String path = System.getenv("PATH");
    if (path == null) {
      return false;
    }
    for (String directory : path.split(":", -1)) {
      if (Path.of(directory, program).toFile().canExecute()) {
        return true;
      }
    }
    return false;
  }
}
