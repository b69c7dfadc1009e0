import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;

/**
 * Copies the jars of a class path into a folder in the form that starts fastest. The JVM's ahead of
 * time cache leaves out classes of signed jars and classes compiled for Java 5, so signatures are
 * dropped and old classes get stack maps; the one native library of this platform is put beside the
 * jars, where it need not be unpacked at every start.
 *
 * <p>Arguments: {@code FOLDER JAR...}. Prints the new class path.
 */
final class Pack {
  private static final int FIRST_WITH_STACK_MAPS = 50;

  private Pack() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    List<Path> jars = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      jars.add(Path.of(args[i]));
    }
    List<String> packed = new ArrayList<>();
    for (Path jar : jars) {
      Path target = folder.resolve(jar.getFileName());
      if (!jar.equals(target)) {
        pack(jar, target, jars);
      }
      packed.add(target.toString());
    }
    System.out.println(String.join(":", packed));
  }

  private static void pack(Path source, Path target, List<Path> classPath) throws IOException {
    try (JarFile jar = new JarFile(source.toFile(), false);
        OutputStream file = Files.newOutputStream(target);
        JarOutputStream out = new JarOutputStream(file, withoutDigests(jar.getManifest()))) {
      out.setLevel(Deflater.BEST_SPEED);
      ClassFile old = rewriter(classPath);
      for (JarEntry entry : jar.stream().toList()) {
        String name = entry.getName();
        if (entry.isDirectory() || name.equals(JarFile.MANIFEST_NAME) || isSignature(name)) {
          continue;
        }
        byte[] content = jar.getInputStream(entry).readAllBytes();
        if (isNativeLibrary(name)) {
          if (name.equals(ownLibrary())) {
            Files.write(target.resolveSibling(name), content);
          }
        } else {
          out.putNextEntry(new JarEntry(name));
          out.write(name.endsWith(".class") ? modern(old, content) : content);
          out.closeEntry();
        }
      }
    }
  }

  private static Manifest withoutDigests(Manifest manifest) {
    Manifest plain = new Manifest();
    plain.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (manifest != null) {
      plain.getMainAttributes().putAll(manifest.getMainAttributes());
    }
    return plain;
  }

  private static boolean isSignature(String name) {
    return name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }

  private static boolean isNativeLibrary(String name) {
    return name.startsWith("librocksdbjni-");
  }

  /** The file that RocksDB looks for on the library path before it unpacks its jar. */
  private static String ownLibrary() {
    String system = System.getProperty("os.name").startsWith("Mac") ? "osx" : "linux";
    String machine =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> system.equals("osx") ? "-x86_64" : "64";
          case "aarch64", "arm64" -> system.equals("osx") ? "-arm64" : "-aarch64";
          default -> "-" + System.getProperty("os.arch");
        };
    String suffix = system.equals("osx") ? ".jnilib" : Files.exists(MUSL) ? "-musl.so" : ".so";
    return "librocksdbjni-" + system + machine + suffix;
  }

  private static final Path MUSL = Path.of("/etc/alpine-release");

  private static ClassFile rewriter(List<Path> classPath) throws IOException {
    URL[] urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath.get(i).toUri().toURL();
    }
    ClassLoader loader = new URLClassLoader(urls);
    return ClassFile.of(
        StackMapsOption.GENERATE_STACK_MAPS,
        ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(loader)
                .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /** A class from before stack maps, with stack maps; any other as it is. */
  private static byte[] modern(ClassFile rewriter, byte[] content) {
    int major = (content[6] & 0xff) << 8 | content[7] & 0xff;
    if (major >= FIRST_WITH_STACK_MAPS) {
      return content;
    }
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(FIRST_WITH_STACK_MAPS + 2, 0);
          } else {
            builder.with(element);
          }
        };
    return rewriter.transformClass(
        rewriter.parse(content),
        version.andThen(ClassTransform.transformingMethodBodies(CodeBuilder::with)));
  }
}
