package dev.assay.conformance.ethereum;

import dev.assay.conformance.json.Json;
import dev.assay.conformance.report.Case;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Everything below a folder that one of the checks understands. */
public final class EthereumSuite {
  /** One file of vectors. */
  public record VectorFile(String name, Supplier<List<Case>> cases) {}

  private final Path root;
  private final int every;

  private EthereumSuite(Path root, int every) {
    this.root = root;
    this.every = every;
  }

  /**
   * The vectors in a folder.
   *
   * @param folder the folder of all suites or the one of Ethereum
   * @param every of the large derived sets, take one case of so many; 1 for all
   */
  public static EthereumSuite in(Path folder, int every) {
    var inner = folder.resolve("ethereum");
    return new EthereumSuite(Files.isDirectory(inner) ? inner : folder, every);
  }

  /** The files, those that are there. */
  public List<VectorFile> files() throws IOException {
    var files = new ArrayList<VectorFile>();
    add(files, "tests/TrieTests", TrieVectors::check);
    add(files, "tests/RLPTests", RlpVectors::check);
    add(files, "tests/TransactionTests", TransactionVectors::check);
    addLines(files, "derived/state-roots.jsonl.gz", StateVectors::root);
    addLines(files, "derived/state-transitions.jsonl.gz", StateVectors::transition);
    addLines(files, "derived/blocks.jsonl.gz", BlockVectors::check);
    return List.copyOf(files);
  }

  private void add(
      List<VectorFile> files, String folder, BiFunction<String, Json, List<Case>> check)
      throws IOException {
    var below = root.resolve(folder);
    if (!Files.isDirectory(below)) {
      return;
    }
    try (var found = Files.walk(below)) {
      found
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .forEach(
              file -> {
                var name = root.relativize(file).toString();
                files.add(new VectorFile(name, () -> check.apply(name, read(file))));
              });
    }
  }

  private static Json read(Path file) {
    try {
      return Json.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addLines(List<VectorFile> files, String name, BiFunction<String, Json, Case> check) {
    var file = root.resolve(name);
    if (Files.exists(file)) {
      files.add(new VectorFile(name, () -> checkLines(file, check)));
    }
  }

  private List<Case> checkLines(Path file, BiFunction<String, Json, Case> check) {
    try (var in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      var cases = new ArrayList<Case>();
      int line = 0;
      for (var text = reader.readLine(); text != null; text = reader.readLine()) {
        if (line++ % every == 0) {
          var json = Json.parse(text);
          var name = json.get("id").text();
          cases.add(guarded(name, () -> check.apply(name, json)));
        }
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs one check; an exception is a failure of what was checked. */
  static Case guarded(String name, Supplier<Case> check) {
    try {
      return check.get();
    } catch (RuntimeException e) {
      return Case.failed(name, e.toString());
    }
  }

  /** The members of a file of vectors, without what is told about the file. */
  static Stream<Case> cases(Json file, BiFunction<String, Json, Case> check) {
    return file.members().entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith("_"))
        .map(entry -> guarded(entry.getKey(), () -> check.apply(entry.getKey(), entry.getValue())));
  }

  /** A case that compares two values. */
  static Case same(String name, Object expected, Object actual) {
    return Case.of(name, expected.equals(actual) ? "" : "expected " + expected + ", got " + actual);
  }
}
