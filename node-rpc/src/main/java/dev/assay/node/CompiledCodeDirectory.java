package dev.assay.node;

import dev.assay.host.code.CompiledStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Compiled code on disk: a file for each key in a directory that only the node's user may enter,
 * written whole under another name and then renamed; the longest unused go when there are too many
 * bytes. It is a cache: deleting it costs time and nothing else, and a disk that fails costs the
 * cache. What it must be protected from is strangers who write, as from them in the program's own
 * jars, so a directory open to others is not used.
 */
final class CompiledCodeDirectory implements CompiledStore {
  /** The directory's name inside a data directory. */
  static final String NAME = "compiled";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final String SUFFIX = ".class-cache";
  private static final String UNFINISHED = ".part";

  private final Path folder;
  private final long mostBytes;
  private final NodeLog log;
  private final AtomicLong parts = new AtomicLong();

  private CompiledCodeDirectory(Path folder, long mostBytes, NodeLog log) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.log = log;
  }

  /** The directory inside a data directory, or a store of nothing when it cannot be trusted. */
  static CompiledStore open(Path dataDirectory, long mostBytes, NodeLog log) {
    Path folder = dataDirectory.resolve(NAME);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        restrict(folder);
      }
      if (isOpenToOthers(folder)) {
        log.trouble(folder + " is open to other users, so compiled code is not kept: chmod 700 it");
        return NONE;
      }
      CompiledCodeDirectory directory = new CompiledCodeDirectory(folder, mostBytes, log);
      directory.removeUnfinished();
      return directory;
    } catch (IOException e) {
      log.trouble("compiled code is not kept: " + e);
      return NONE;
    }
  }

  private static void restrict(Path folder) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(OWNER_ONLY);
    }
  }

  /** On systems without such permissions the directory has those of the data directory. */
  private static boolean isOpenToOthers(Path folder) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    if (view == null) {
      return false;
    }
    Set<PosixFilePermission> open = EnumSet.noneOf(PosixFilePermission.class);
    open.addAll(view.readAttributes().permissions());
    open.removeAll(OWNER_ONLY);
    return !open.isEmpty();
  }

  private void removeUnfinished() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
      for (Path each : left) {
        Files.deleteIfExists(each);
      }
    }
  }

  private Path file(byte[] key) {
    return folder.resolve(HexFormat.of().formatHex(key) + SUFFIX);
  }

  @Override
  public boolean contains(byte[] key) {
    return Files.exists(file(key));
  }

  @Override
  public Optional<byte[]> read(byte[] key) {
    Path file = file(key);
    try {
      if (!Files.exists(file) || Files.size(file) > mostBytes) {
        return Optional.empty();
      }
      byte[] form = Files.readAllBytes(file);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(form);
    } catch (IOException e) {
      log.trouble("cannot read compiled code: " + e);
      return Optional.empty();
    }
  }

  @Override
  public void write(byte[] key, byte[] form) {
    if (form.length > mostBytes) {
      return;
    }
    Path part = folder.resolve(parts.incrementAndGet() + UNFINISHED);
    try {
      Files.write(part, form);
      Files.move(
          part, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      removeUnused();
    } catch (IOException e) {
      log.trouble("cannot keep compiled code: " + e);
    }
  }

  /** A file with its size and when it was last of use. */
  private record Kept(Path file, long bytes, FileTime used) {}

  private synchronized void removeUnused() throws IOException {
    List<Kept> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path each : files) {
        BasicFileAttributes seen = Files.readAttributes(each, BasicFileAttributes.class);
        all.add(new Kept(each, seen.size(), seen.lastModifiedTime()));
      }
    }
    all.sort(Comparator.comparing(Kept::used));
    long bytes = all.stream().mapToLong(Kept::bytes).sum();
    for (Kept each : all) {
      if (bytes <= mostBytes) {
        return;
      }
      Files.deleteIfExists(each.file());
      bytes -= each.bytes();
    }
  }
}
