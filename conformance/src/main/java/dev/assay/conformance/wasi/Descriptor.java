package dev.assay.conformance.wasi;

import dev.assay.conformance.wasi.WasiFiles.WasiFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** What an open descriptor stands for. */
sealed interface Descriptor {
  /** The kind of file, as {@code fd_fdstat_get} tells it. */
  int kind();

  /** Standard input: bytes that are there from the start. */
  final class Input implements Descriptor {
    private final byte[] bytes;
    private int position;

    Input(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    byte[] read(int most) {
      int length = Math.min(most, bytes.length - position);
      position += length;
      return Arrays.copyOfRange(bytes, position - length, position);
    }

    @Override
    public int kind() {
      return 2;
    }
  }

  /** Standard output or error. */
  record Output(OutputStream stream) implements Descriptor {
    void write(byte[] bytes) {
      try {
        stream.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int kind() {
      return 2;
    }
  }

  /** A folder, by its path. */
  record Folder(String path) implements Descriptor {
    @Override
    public int kind() {
      return 3;
    }
  }

  /** An open file and where the next access starts. */
  final class Open implements Descriptor {
    private final WasiFile file;
    private final boolean append;
    private long position;

    Open(WasiFile file, boolean append) {
      this.file = file;
      this.append = append;
    }

    WasiFile file() {
      return file;
    }

    long position() {
      return position;
    }

    void position(long next) {
      position = next;
    }

    byte[] read(int most) {
      byte[] bytes = file.read(position, most);
      position += bytes.length;
      return bytes;
    }

    boolean write(byte[] bytes) {
      long from = append ? file.size() : position;
      boolean done = file.write(from, bytes);
      position = done ? from + bytes.length : position;
      return done;
    }

    @Override
    public int kind() {
      return 4;
    }
  }
}
