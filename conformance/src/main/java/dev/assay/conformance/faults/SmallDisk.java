package dev.assay.conformance.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A disk in memory, a few MiB large, that can be filled up or closed to writers; needs root. */
final class SmallDisk implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final Path ballast;

  private SmallDisk(Path path) {
    this.path = path;
    this.ballast = path.resolve("ballast");
  }

  /** Mounts a disk of so many bytes in a folder; nothing where that is not allowed. */
  static Optional<SmallDisk> mount(Path path, long bytes) throws IOException, InterruptedException {
    Files.createDirectories(path);
    return shell("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", path.toString())
        ? Optional.of(new SmallDisk(path))
        : Optional.empty();
  }

  Path path() {
    return path;
  }

  long free() throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }

  /** Fills the disk until no more than so many bytes are free. */
  void leave(long bytes) throws IOException {
    try (OutputStream stream =
        Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (byte[] chunk = new byte[CHUNK]; free() > bytes; ) {
        stream.write(chunk, 0, (int) Math.min(CHUNK, free() - bytes));
      }
    }
  }

  /** Gives the room back. */
  void clear() throws IOException {
    Files.delete(ballast);
  }

  /** Lets nobody write any more; no file may be open for that. */
  boolean protect() throws IOException, InterruptedException {
    return shell("mount", "-o", "remount,ro", path.toString());
  }

  private static boolean shell(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  @Override
  public void close() throws IOException {
    try {
      shell("umount", path.toString());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
