package dev.assay.conformance.bench.wasm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runtimes that can take part: ours, V8 where node is installed, and JVM runtimes from Maven
 * Central, which are resolved and compiled into the work folder on first use and never committed.
 */
final class Contenders {

  /** What the name of a contender ends in that has run other modules before. */
  static final String MIXED = "-mixed";

  private static final int MIX_SCALE = 250;

  private static final List<String> JVM_FLAGS =
      List.of(
          "-Xmx2g",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final String COPY_DEPENDENCIES =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

  /** A peer on the JVM: its folder of dependencies and sources, and its engine class. */
  private record JvmPeer(String name, String folder, String engine, int scale, double warm) {}

  private static final List<JvmPeer> JVM_PEERS =
      List.of(
          new JvmPeer("chicory-interp", "chicory", "ChicoryInterp", 250, 1.0),
          new JvmPeer("chicory-compiler", "chicory", "ChicoryAot", 10, 1.2),
          new JvmPeer("endive-interp", "endive", "EndiveInterp", 250, 1.0),
          new JvmPeer("endive-compiler", "endive-aot", "EndiveAot", 10, 1.2),
          new JvmPeer("graalwasm-interp", "graalwasm", "GraalWasm", 250, 1.5));

  private final KernelSuite suite;
  private final Path work;
  private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");

  Contenders(KernelSuite suite, Path work) {
    this.suite = suite;
    this.work = work;
  }

  /** Names that {@code --peer} takes. */
  static List<String> peerNames() {
    Stream<String> jvm = JVM_PEERS.stream().map(JvmPeer::name);
    return Stream.concat(Stream.of("v8", "v8-liftoff"), jvm).toList();
  }

  /** Our engine in a process of its own, on this process's class path. */
  Contender ours(OurMode mode) {
    List<String> command = ourJava(KernelMain.class);
    command.add(mode.name());
    command.addAll(arguments());
    return new Contender(mode.title(), 50, 2.0, 1.0, List.copyOf(command));
  }

  /** The same in a process that has run all kernels before. */
  Contender oursMixed(OurMode mode) {
    List<String> command = new ArrayList<>(ours(mode).command());
    for (KernelSuite.Kernel kernel : suite.kernels()) {
      command.add(suite.wasm(kernel).toString());
      command.add(Integer.toString(kernel.roundsAt(MIX_SCALE)));
    }
    return new Contender(mode.title() + MIXED, 50, 2.0, 1.0, List.copyOf(command));
  }

  /** A Java command with a main class of ours, open for its arguments. */
  List<String> ourJava(Class<?> main) {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(JVM_FLAGS);
    command.addAll(List.of("-XX:-OmitStackTraceInFastThrow", "-XX:-ClipInlining", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    return command;
  }

  Contender peer(String name) {
    if (name.startsWith("v8")) {
      return v8(name);
    }
    return JVM_PEERS.stream()
        .filter(peer -> peer.name().equals(name))
        .findFirst()
        .map(this::jvm)
        .orElseThrow(
            () -> new IllegalArgumentException("unknown peer " + name + "; use " + peerNames()));
  }

  private Contender v8(String name) {
    List<String> command = new ArrayList<>(List.of("node"));
    if (name.equals("v8-liftoff")) {
      command.add("--liftoff-only");
    }
    command.add(suite.folder().resolve("js").resolve("run.mjs").toString());
    command.addAll(arguments());
    return new Contender(name, 10, 0.4, 0.5, List.copyOf(command));
  }

  private static List<String> arguments() {
    return List.of("{wasm}", "{n}", "{warm}", "{measure}", "{max}");
  }

  private Contender jvm(JvmPeer peer) {
    Path classes = compile(peer);
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(JVM_FLAGS);
    command.addAll(List.of("-cp", classes + ":" + libraries(peer) + "/*"));
    command.addAll(List.of("wasmbench.Main", peer.engine()));
    command.addAll(arguments());
    return new Contender(peer.name(), peer.scale(), peer.warm(), 0.8, List.copyOf(command));
  }

  private Path libraries(JvmPeer peer) {
    return work.resolve("lib").resolve(peer.folder());
  }

  private Path compile(JvmPeer peer) {
    Path classes = work.resolve("classes").resolve(peer.folder());
    if (Files.isDirectory(classes)) {
      return classes;
    }
    Path sources = suite.folder().resolve("java");
    Processes.run(
        work,
        List.of(
            "mvn",
            "-q",
            "-B",
            "-f",
            sources.resolve("deps").resolve(peer.folder()).resolve("pom.xml").toString(),
            COPY_DEPENDENCIES,
            "-DoutputDirectory=" + libraries(peer),
            "-DincludeScope=runtime"));
    List<String> javac =
        new ArrayList<>(
            List.of(java.resolveSibling("javac").toString(), "-cp", libraries(peer) + "/*", "-d"));
    javac.add(classes.toString());
    javac.addAll(javaFiles(sources.resolve("src").resolve("wasmbench")));
    javac.addAll(javaFiles(sources.resolve("src").resolve(peer.folder()).resolve("wasmbench")));
    Processes.run(work, javac);
    return classes;
  }

  private static List<String> javaFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
