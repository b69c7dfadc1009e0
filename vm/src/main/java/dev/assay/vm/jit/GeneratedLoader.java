package dev.assay.vm.jit;

import dev.assay.vm.exec.GeneratedFunctions;
import java.util.Map;

/** Defines the classes of one compiled module, each when it is first asked for. */
final class GeneratedLoader extends ClassLoader {
  private final Map<String, byte[]> classes;

  /** Classes by their names without package. */
  GeneratedLoader(Map<String, byte[]> classes) {
    super(GeneratedFunctions.class.getClassLoader());
    this.classes = classes;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes =
        name.startsWith(Names.PACKAGE) ? classes.get(name.substring(Names.PACKAGE.length())) : null;
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** An instance of a generated class. */
  GeneratedFunctions functions(String name) {
    try {
      return (GeneratedFunctions) loadClass(name).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated class " + name, e);
    }
  }
}
