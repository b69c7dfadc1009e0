package dev.assay.conformance.bench.wasm;

import dev.assay.vm.exec.FloatOps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.util.function.IntConsumer;

/**
 * A second copy of this program in which compiled code keeps a NaN as the machine made it: the
 * methods that every such value goes through give back what they got. Everything else is the same,
 * so that the two side by side show what canonical NaNs cost.
 */
final class KeptNans extends ClassLoader {
  private static final String OURS = "dev.assay.";
  private static final String CANONICAL = "canonical";

  KeptNans() {
    super(KeptNans.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = bytes(name);
    byte[] changed = name.equals(FloatOps.class.getName()) ? keeping(bytes) : bytes;
    return defineClass(name, changed, 0, changed.length);
  }

  private byte[] bytes(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] keeping(byte[] bytes) {
    ClassFile format = ClassFile.of();
    return format.transformClass(
        format.parse(bytes),
        (type, element) -> {
          if (element instanceof MethodModel method && isCanonical(method)) {
            TypeKind kind = TypeKind.from(method.methodTypeSymbol().returnType());
            type.withMethodBody(
                method.methodName(),
                method.methodType(),
                method.flags().flagsMask(),
                code -> code.loadLocal(kind, 0).return_(kind));
          } else {
            type.with(element);
          }
        });
  }

  private static boolean isCanonical(MethodModel method) {
    return method.methodName().equalsString(CANONICAL);
  }

  /** A kernel that runs compiled and metered in this copy of the program. */
  IntConsumer kernel(byte[] module) {
    try {
      return (IntConsumer)
          loadClass(PairedSubject.class.getName())
              .getMethod(PairedSubject.COMPILED, byte[].class)
              .invoke(null, (Object) module);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
