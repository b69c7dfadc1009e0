package dev.assay.vm.jit;

import dev.assay.vm.Limits;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.runtime.LinearMemory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A compiled module as bytes, to be kept beyond the process: magic number, key, length, checksum,
 * and what {@link CompiledModule} consists of. The key stands for everything the classes follow
 * from, see {@link #key}. What is not whole, or was kept under another key, is no form of anything.
 *
 * <p>A checksum finds damage and no malice: whoever can write where forms are kept can run code in
 * this process, as if he could write its jars.
 */
public final class CompiledForm {
  /** Bytes of a key. */
  public static final int KEY_BYTES = 32;

  private static final byte[] MAGIC = {'A', 's', 'J', 1};
  private static final int LENGTH_AT = MAGIC.length + KEY_BYTES;
  private static final int CHECKSUM_AT = LENGTH_AT + Integer.BYTES;
  private static final int HEADER_BYTES = CHECKSUM_AT + KEY_BYTES;

  private CompiledForm() {}

  /**
   * What a compiled module follows from: the module, the prices in it, the memory it expects, the
   * compiler (every class of it) and the class files that this JDK knows.
   *
   * @param codeHash a hash that stands for the module
   * @param limits what the module is within
   */
  public static byte[] key(byte[] codeHash, CodeUnit unit, Limits limits) {
    boolean exactMemory = LinearMemory.areExact(limits);
    return key(codeHash, unit.costs().id(), exactMemory, CompilerVersion.current());
  }

  static byte[] key(byte[] codeHash, String costs, boolean exactMemory, CompilerVersion version) {
    MessageDigest digest = CompilerVersion.sha256();
    digest.update(codeHash);
    digest.update(costs.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) (exactMemory ? 1 : 0));
    digest.update(version.hash());
    digest.update((byte) version.classFiles());
    return digest.digest();
  }

  /** The form of a compiled module under its key. */
  public static byte[] of(CompiledModule compiled, byte[] key) {
    Writer body = new Writer();
    compiled.write(body);
    byte[] content = body.out.toByteArray();
    Writer form = new Writer();
    form.out.writeBytes(MAGIC);
    form.out.writeBytes(key);
    form.number(content.length);
    form.out.writeBytes(checksum(key, content));
    form.out.writeBytes(content);
    return form.out.toByteArray();
  }

  /** The compiled module of a form, or nothing when it is damaged or another key's. */
  public static Optional<CompiledModule> load(byte[] form, byte[] key, CodeUnit unit) {
    if (!isWhole(form, key)) {
      return Optional.empty();
    }
    try {
      Reader in = new Reader(Arrays.copyOfRange(form, HEADER_BYTES, form.length));
      return Optional.of(CompiledModule.read(in, unit.module().bodies().size()));
    } catch (IOException otherModule) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(byte[] form, byte[] key) {
    if (form.length < HEADER_BYTES
        || !Arrays.equals(form, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || !Arrays.equals(form, MAGIC.length, LENGTH_AT, key, 0, key.length)) {
      return false;
    }
    byte[] content = Arrays.copyOfRange(form, HEADER_BYTES, form.length);
    Writer length = new Writer();
    length.number(content.length);
    return Arrays.equals(form, LENGTH_AT, CHECKSUM_AT, length.out.toByteArray(), 0, Integer.BYTES)
        && Arrays.equals(form, CHECKSUM_AT, HEADER_BYTES, checksum(key, content), 0, KEY_BYTES);
  }

  private static byte[] checksum(byte[] key, byte[] content) {
    MessageDigest digest = CompilerVersion.sha256();
    digest.update(key);
    digest.update(content);
    return digest.digest();
  }

  /** Writes what forms consist of. */
  static final class Writer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void number(int value) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        out.write(value >>> shift);
      }
    }

    void numbers(int[] values) {
      number(values.length);
      for (int value : values) {
        number(value);
      }
    }

    void classes(Map<String, byte[]> classes) {
      number(classes.size());
      classes.forEach(
          (name, bytes) -> {
            bytes(name.getBytes(StandardCharsets.US_ASCII));
            bytes(bytes);
          });
    }

    private void bytes(byte[] bytes) {
      number(bytes.length);
      out.writeBytes(bytes);
    }
  }

  /** Reads what {@link Writer} wrote. */
  static final class Reader {
    private final DataInputStream in;

    private Reader(byte[] content) {
      in = new DataInputStream(new ByteArrayInputStream(content));
    }

    int number() throws IOException {
      return in.readInt();
    }

    int[] numbers() throws IOException {
      int[] values = new int[length(Integer.BYTES)];
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readInt();
      }
      return values;
    }

    Map<String, byte[]> classes() throws IOException {
      int count = length(1);
      Map<String, byte[]> classes = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        classes.put(new String(bytes(), StandardCharsets.US_ASCII), bytes());
      }
      return classes;
    }

    private byte[] bytes() throws IOException {
      return in.readNBytes(length(1));
    }

    /** A count of things that take so many bytes each, which are there. */
    private int length(int each) throws IOException {
      int count = in.readInt();
      if (count < 0 || count > in.available() / each) {
        throw new EOFException(count + " of " + each + " bytes");
      }
      return count;
    }
  }
}
