package dev.assay.conformance.spec;

import dev.assay.conformance.report.Case;
import dev.assay.conformance.text.MalformedText;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Tier;
import dev.assay.vm.isa.FeatureSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The scripts below a folder. Those of {@code core-1.0} and {@code core-2.0} run with the features
 * of that version, as they expect newer ones to be refused; all others with everything there is.
 */
public final class SpecSuite {
  private static final Pattern LEVEL = Pattern.compile("(core|proposal|custom|legacy)-[^/]*");

  private static final String CONVERSION = "conversion";

  private final List<Path> files;
  private final Path root;
  private final Tier tier;
  private final KnownFailures known = KnownFailures.load();

  private SpecSuite(Path root, List<Path> files, Tier tier) {
    this.root = root;
    this.tier = tier;
    this.files = files;
  }

  /** Finds the scripts, converted ones first; see {@link #in(Path, boolean, Tier)}. */
  public static SpecSuite in(Path folder) throws IOException {
    return in(folder, false, Tier.INTERPRETER);
  }

  /**
   * Finds the scripts.
   *
   * @param folder one script, the folder of all suites, the one of the WebAssembly suites, or one
   *     below it; proposals that are not part of the standard are taken only from below their own
   *     folder
   * @param text whether to take the {@code .wast} file of a script that is there converted too
   * @param tier what runs the modules
   */
  public static SpecSuite in(Path folder, boolean text, Tier tier) throws IOException {
    var inner = folder.resolve("wasm-spec");
    var start = (Files.isDirectory(inner) ? inner : folder).toAbsolutePath().normalize();
    var root = root(start);
    var named = LEVEL.matcher(root.relativize(start).toString()).lookingAt();
    return new SpecSuite(
        root,
        ScriptReader.find(start, text).stream()
            .filter(file -> named || isStandard(root.relativize(file).toString()))
            .toList(),
        tier);
  }

  private static boolean isStandard(String name) {
    return !LEVEL.matcher(name).lookingAt() || name.startsWith("core-");
  }

  /** The folder that names of scripts start from: the parent of the level's folder. */
  private static Path root(Path start) {
    for (var folder = start; folder != null; folder = folder.getParent()) {
      var name = folder.getFileName();
      var parent = folder.getParent();
      if (name != null && parent != null && LEVEL.matcher(name.toString()).matches()) {
        return parent;
      }
    }
    return Files.isRegularFile(start) ? Objects.requireNonNull(start.getParent()) : start;
  }

  /** The files of the scripts, in the order of their names. */
  public List<Path> files() {
    return files;
  }

  /** What a script is called. */
  public String name(Path file) {
    return ScriptReader.name(root, file);
  }

  /** Runs a script. */
  public List<Case> run(Path file) {
    return known.judge(name(file), cases(file));
  }

  /** A script that has to be converted begins with a case of its own, that it could be. */
  private List<Case> cases(Path file) {
    try {
      var script = ScriptReader.read(root, file);
      var cases = ScriptRunner.run(script, engine(script.name()));
      return ScriptReader.isText(file) ? with(Case.passed(CONVERSION), cases) : cases;
    } catch (MalformedText e) {
      return List.of(Case.failed(CONVERSION, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Case> with(Case first, List<Case> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }

  private Engine engine(String script) {
    return new Engine(EngineConfig.DEFAULT.with(features(script)).with(tier));
  }

  private static FeatureSet features(String script) {
    if (script.startsWith("core-1.0")) {
      return FeatureSet.WASM_1;
    }
    return script.startsWith("core-2.0") ? FeatureSet.WASM_2 : FeatureSet.ALL_IMPLEMENTED;
  }
}
