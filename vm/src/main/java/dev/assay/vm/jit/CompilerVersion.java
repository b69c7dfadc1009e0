package dev.assay.vm.jit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which compiler this is. Nobody counts versions up: the hash is of the engine's classes that the
 * compiler's lead to, which hold all that generated code follows from or calls, so that a change of
 * any of them is another compiler.
 *
 * @param hash SHA-256 of the classes
 * @param classFiles the newest class-file version the JDK knows, one for each of its releases
 */
@SuppressWarnings("ArrayRecordComponent") // shared inside the package, never written
record CompilerVersion(byte[] hash, int classFiles) {
  private static final String ENGINE = "dev/assay/vm/";
  private static volatile @Nullable CompilerVersion current;

  /** The one that runs; read once, when somebody first asks. */
  static CompilerVersion current() {
    CompilerVersion known = current;
    if (known == null) {
      known = new CompilerVersion(hash(classes()), ClassFile.latestMajorVersion());
      current = known;
    }
    return known;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }

  private static byte[] hash(SortedMap<String, byte[]> classes) {
    MessageDigest digest = sha256();
    classes.values().forEach(digest::update);
    return digest.digest();
  }

  /** The class files of the engine that the compiler's leads to, itself included, by name. */
  static SortedMap<String, byte[]> classes() {
    SortedMap<String, byte[]> found = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(Compiler.class.getName().replace('.', '/'));
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!found.containsKey(name)) {
        byte[] bytes = read(name);
        found.put(name, bytes);
        for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
          if (entry instanceof ClassEntry type && type.asInternalName().startsWith(ENGINE)) {
            open.add(type.asInternalName());
          }
        }
      }
    }
    return found;
  }

  private static byte[] read(String name) {
    try (InputStream in = Compiler.class.getResourceAsStream("/" + name + ".class")) {
      if (in == null) {
        throw new IllegalStateException("no class file of " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CompilerVersion that
        && classFiles == that.classFiles
        && Arrays.equals(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash) + classFiles;
  }
}
