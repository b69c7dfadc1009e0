package dev.assay.conformance.wasi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file system in memory: files by path, without a leading slash. Folders are what stands before a
 * slash in some file's path; they need not be made.
 */
public final class WasiFiles {
  /** Bytes of one file; a write beyond it finds no space. */
  public static final int MOST_BYTES = 256 << 20;

  private final Map<String, WasiFile> files = new TreeMap<>();

  /** Adds a file, in place of one of the same path. */
  public WasiFiles put(String path, byte[] bytes) {
    WasiFile file = new WasiFile();
    file.write(0, bytes);
    files.put(path, file);
    return this;
  }

  /** The bytes of a file, or null. */
  public byte @Nullable [] get(String path) {
    WasiFile file = files.get(path);
    return file == null ? null : file.bytes();
  }

  /** The paths of all files, in order. */
  public List<String> paths() {
    return List.copyOf(files.keySet());
  }

  @Nullable WasiFile find(String path) {
    return files.get(path);
  }

  WasiFile create(String path) {
    WasiFile file = new WasiFile();
    files.put(path, file);
    return file;
  }

  boolean isFolder(String path) {
    return path.isEmpty() || files.keySet().stream().anyMatch(name -> name.startsWith(path + "/"));
  }

  /** A path below the root without {@code .} and {@code ..}; null when it leads out. */
  static @Nullable String normal(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return null;
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** The bytes of one file. */
  static final class WasiFile {
    private byte[] content = new byte[0];
    private int size;

    int size() {
      return size;
    }

    byte[] bytes() {
      return Arrays.copyOf(content, size);
    }

    void truncate() {
      content = new byte[0];
      size = 0;
    }

    /** The bytes from a position on, at most so many. */
    byte[] read(long position, int most) {
      if (position >= size) {
        return new byte[0];
      }
      int from = (int) position;
      return Arrays.copyOfRange(content, from, from + Math.min(most, size - from));
    }

    /** Whether there was room. */
    boolean write(long position, byte[] bytes) {
      long end = position + bytes.length;
      if (end > MOST_BYTES) {
        return false;
      }
      if (end > content.length) {
        content = Arrays.copyOf(content, (int) Math.min(MOST_BYTES, Math.max(end, 2L * size)));
      }
      System.arraycopy(bytes, 0, content, (int) position, bytes.length);
      size = Math.max(size, (int) end);
      return true;
    }
  }
}
