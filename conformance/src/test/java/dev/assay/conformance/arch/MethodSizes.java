package dev.assay.conformance.arch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ConstantDescs;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds methods that HotSpot would never compile, for being larger than its limit. */
final class MethodSizes {
  /** HotSpot's {@code HugeMethodLimit}, in bytes of bytecode. */
  static final int LIMIT = 8_000;

  private MethodSizes() {}

  /** A line for every method over the limit; static initializers run once and may be long. */
  static List<String> oversize(byte[] classFile) {
    ClassModel model = ClassFile.of().parse(classFile);
    return model.methods().stream()
        .filter(method -> !method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME))
        .filter(method -> size(method) > LIMIT)
        .map(
            method ->
                model.thisClass().asInternalName().replace('/', '.')
                    + "#"
                    + method.methodName().stringValue()
                    + ": "
                    + size(method)
                    + " bytes of bytecode")
        .toList();
  }

  private static int size(MethodModel method) {
    return method
        .code()
        .map(code -> code instanceof CodeAttribute attribute ? attribute.codeLength() : 0)
        .orElse(0);
  }

  /** The class files of the module that has a package: of its folder or of its jar. */
  static List<byte[]> classFiles(String packageName) {
    var name = packageName.replace('.', '/') + "/package-info.class";
    var url = MethodSizes.class.getClassLoader().getResource(name);
    if (url == null) {
      throw new IllegalStateException(packageName + " has no package-info on the class path");
    }
    try {
      if (url.getProtocol().equals("jar")) {
        var jar = Path.of(URI.create(url.getPath().substring(0, url.getPath().indexOf('!'))));
        try (var files = FileSystems.newFileSystem(jar)) {
          return classFiles(files.getPath("/"));
        }
      }
      var root = Path.of(url.toURI());
      for (int up = 0; up < name.split("/", -1).length; up++) {
        root = root.getParent();
      }
      return classFiles(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<byte[]> classFiles(Path root) throws IOException {
    var all = new ArrayList<byte[]>();
    try (var files = Files.walk(root)) {
      for (var file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".class")) {
          all.add(Files.readAllBytes(file));
        }
      }
    }
    return all;
  }
}
