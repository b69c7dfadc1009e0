package dev.assay.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Where a chain lives: a directory the user named, kept, or a temporary one, deleted at close.
 *
 * @param path the directory
 * @param isTemporary whether it goes with the node
 */
record DataDirectory(Path path, boolean isTemporary) implements AutoCloseable {

  /** The named directory, created if need be, or a temporary one. */
  static DataDirectory open(Optional<Path> named) {
    try {
      return named.isPresent()
          ? new DataDirectory(Files.createDirectories(named.get()), false)
          : new DataDirectory(Files.createTempDirectory("assay-dev-"), true);
    } catch (IOException e) {
      throw new NodeStartException(
          "cannot use " + named.map(Path::toString).orElse("a temporary directory") + ": " + e, e);
    }
  }

  @Override
  public void close() {
    if (isTemporary) {
      try {
        Files.walkFileTree(path, new Remover());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path directory, @org.jspecify.annotations.Nullable IOException problem) throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
