package dev.assay.conformance.arch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What every file of the repository keeps to. Each check returns a line for each thing wrong. */
final class Hygiene {
  static final int LONGEST_JAVA_FILE = 600;
  static final long LARGEST_BINARY_BYTES = 1 << 20;

  private static final Set<String> SKIPPED =
      Set.of("target", "node_modules", ".git", ".idea", ".jqwik-database");
  private static final Set<String> BINARY = Set.of("wasm", "br", "gz", "rlp", "png", "bin");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern BANNED_TYPE =
      Pattern.compile("\\w*(Manager|Utils?|Helper|Impl|Data|Info)\\.java");
  // In pieces, so that the rule does not find itself.
  private static final Pattern MARKER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  private final Path root;
  private final List<Path> files;

  private Hygiene(Path root, List<Path> files) {
    this.root = root;
    this.files = files;
  }

  /** The files below a folder, but for what builds and tools leave there. */
  static Hygiene of(Path root) {
    var files = new ArrayList<Path>();
    try {
      Files.walkFileTree(root, collector(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Hygiene(root, files.stream().sorted().toList());
  }

  private static SimpleFileVisitor<Path> collector(List<Path> files) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return SKIPPED.contains(folder.getFileName().toString())
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!SKIPPED.contains(file.getFileName().toString())) {
          files.add(file);
        }
        return FileVisitResult.CONTINUE;
      }
    };
  }

  int fileCount() {
    return files.size();
  }

  List<String> oddNames() {
    return files.stream()
        .filter(file -> !NAME.matcher(file.getFileName().toString()).matches())
        .map(file -> name(file) + ": odd file name")
        .toList();
  }

  List<String> bannedTypeNames() {
    return javaFiles()
        .filter(file -> !name(file).contains("/node/rpc/")) // called like the method it answers
        .filter(file -> BANNED_TYPE.matcher(file.getFileName().toString()).matches())
        .map(file -> name(file) + ": a name that says nothing")
        .toList();
  }

  List<String> largeBinaries() {
    return files.stream()
        .filter(file -> isBinary(file) && size(file) > LARGEST_BINARY_BYTES)
        .map(file -> name(file) + ": " + size(file) + " bytes")
        .toList();
  }

  /** Tabs, trailing space, carriage returns, a missing or doubled last line end, leftover marks. */
  List<String> untidyText() {
    return files.stream().filter(file -> !isBinary(file)).flatMap(this::untidy).toList();
  }

  private Stream<String> untidy(Path file) {
    var text = text(file);
    var lines = text.split("\n", -1);
    var inLines =
        IntStream.range(0, lines.length)
            .boxed()
            .flatMap(i -> untidy(lines[i]).map(what -> name(file) + ":" + (i + 1) + ": " + what));
    return Stream.concat(inLines, untidyEnd(text).map(what -> name(file) + ": " + what));
  }

  private static Stream<String> untidy(String line) {
    return Stream.of(
            line.contains("\t") ? "tab" : "",
            line.contains("\r") ? "carriage return" : "",
            line.endsWith(" ") ? "trailing space" : "",
            MARKER.matcher(line).find() ? "leftover mark" : "")
        .filter(what -> !what.isEmpty());
  }

  private static Stream<String> untidyEnd(String text) {
    if (text.isEmpty()) {
      return Stream.of("empty file");
    }
    if (!text.endsWith("\n")) {
      return Stream.of("no line end at the end");
    }
    return text.endsWith("\n\n") ? Stream.of("empty line at the end") : Stream.of();
  }

  /** Java files over the limit that have no exemption, and exemptions that nobody needs. */
  List<String> longFiles(Set<String> exempt) {
    var lengths = new TreeMap<String, Long>();
    javaFiles().forEach(file -> lengths.put(name(file), text(file).lines().count()));
    var unneeded = new TreeSet<>(exempt);
    var problems = new ArrayList<String>();
    lengths.forEach(
        (name, length) -> {
          if (length > LONGEST_JAVA_FILE && !unneeded.remove(name)) {
            problems.add(name + ": " + length + " lines");
          }
        });
    unneeded.forEach(name -> problems.add(name + ": exempt, but not over the limit"));
    return problems;
  }

  /** Packages of main code without a {@code package-info.java} that is null-marked and speaks. */
  List<String> silentPackages() {
    var packages = new TreeMap<String, Path>();
    javaFiles()
        .filter(file -> name(file).contains("src/main/java/"))
        .forEach(file -> packages.put(name(file.getParent()), file.getParent()));
    var problems = new ArrayList<String>();
    packages.forEach(
        (name, folder) -> {
          var manual = folder.resolve("package-info.java");
          if (!Files.exists(manual)) {
            problems.add(name + ": no package-info.java");
          } else if (!text(manual).contains("@NullMarked") || !text(manual).startsWith("/**")) {
            problems.add(name + ": package-info.java without @NullMarked or without its purpose");
          }
        });
    return problems;
  }

  private Stream<Path> javaFiles() {
    return files.stream().filter(file -> file.toString().endsWith(".java"));
  }

  private String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static boolean isBinary(Path file) {
    var name = file.getFileName().toString();
    return BINARY.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new UncheckedIOException(file + " is neither UTF-8 nor of a known binary kind", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
