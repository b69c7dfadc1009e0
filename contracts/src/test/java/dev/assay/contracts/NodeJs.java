package dev.assay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs JavaScript tests and clients where Node.js is installed; elsewhere says so and skips. */
final class NodeJs {
  private static final long LIMIT_MINUTES = 5;
  private static final String PACKAGES = "package.json";
  private static final String LOCK = "package-lock.json";

  /** How a process ended. */
  record Outcome(int status, String output) {
    Outcome mustSucceed() {
      assertEquals(0, status, output);
      return this;
    }
  }

  private NodeJs() {}

  /** Skips the calling test where there is no node. */
  static void assumePresent(String what) {
    try {
      run(Path.of("."), "node", "--version").mustSucceed();
    } catch (IOException e) {
      skip(what + " not run: there is no node on the PATH");
    }
  }

  /**
   * Installs the packages that a folder names into {@code directory}, as they are locked if they
   * are; skips the calling test where no registry answers.
   */
  static void install(Path packages, Path directory, String what) throws IOException {
    Files.createDirectories(directory);
    boolean locked = Files.exists(packages.resolve(LOCK));
    for (String file : locked ? List.of(PACKAGES, LOCK) : List.of(PACKAGES)) {
      Files.copy(
          packages.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Outcome npm;
    try {
      String how = locked ? "ci" : "install";
      npm = run(directory, "npm", how, "--no-audit", "--no-fund", "--prefer-offline");
    } catch (IOException e) {
      npm = new Outcome(1, "there is no npm on the PATH");
    }
    if (npm.status() != 0) {
      skip(what + " not run: npm could not install its packages: " + lastLine(npm.output()));
    }
  }

  static Outcome run(Path directory, String... command) throws IOException {
    Path output = Files.createTempFile("assay-", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        return new Outcome(-1, read(output) + "\n(ended after " + LIMIT_MINUTES + " minutes)");
      }
      return new Outcome(process.exitValue(), read(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static void skip(String reason) {
    System.out.println(reason);
    assumeTrue(false, reason);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce("", (first, second) -> second);
  }
}
