import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks or rewrites every Java file below a folder with google-java-format. Run by the build in
 * the JDK it selected, because the formatter parses with the compiler of the JDK it runs in.
 *
 * <p>Arguments: {@code check|write FOLDER}. Exit code 0: all files are (now) formatted, 1: some are
 * not, 2: wrong arguments.
 */
final class Format {
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git");
  private static final Formatter FORMATTER = new Formatter(JavaFormatterOptions.defaultOptions());

  private Format() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2 || !Set.of("check", "write").contains(args[0])) {
      System.err.println("usage: Format check|write FOLDER");
      System.exit(2);
    }
    var write = args[0].equals("write");
    var root = Path.of(args[1]);
    var wrong =
        javaFiles(root).parallelStream()
            .flatMap(file -> format(root, file, write).stream())
            .toList();
    wrong.forEach(System.err::println);
    if (!write && !wrong.isEmpty()) {
      System.err.printf(
          "%d files are not formatted; to format them: mvn -N -q verify -Dformat%n", wrong.size());
      System.exit(1);
    }
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** A line about the file if it was not formatted. */
  private static Optional<String> format(Path root, Path file, boolean write) {
    try {
      var source = Files.readString(file);
      var formatted = formatted(source);
      if (formatted.equals(source)) {
        return Optional.empty();
      }
      if (write) {
        Files.writeString(file, formatted);
      }
      var name = root.relativize(file);
      return Optional.of(
          write ? "formatted " + name : name + ":" + firstDifference(source, formatted));
    } catch (FormatterException e) {
      return Optional.of(root.relativize(file) + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static String formatted(String source) throws FormatterException {
    var imports =
        ImportOrderer.reorderImports(
            RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
    return FORMATTER.formatSource(imports);
  }

  private static String firstDifference(String source, String formatted) {
    var is = source.lines().toList();
    var want = formatted.lines().toList();
    int line = 0;
    while (line < is.size() && line < want.size() && is.get(line).equals(want.get(line))) {
      line++;
    }
    return (line + 1) + ": expected: " + (line < want.size() ? want.get(line) : "end of file");
  }
}
