package dev.assay.conformance.spec;

import dev.assay.conformance.json.Json;
import dev.assay.conformance.spec.Command.Action;
import dev.assay.conformance.spec.Command.ModuleFile;
import dev.assay.conformance.spec.Command.Refusal;
import dev.assay.conformance.text.Wabt;
import dev.assay.conformance.wasi.WasiFiles;
import dev.assay.vm.module.NumberType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that wasm-tools {@code json-from-wast} and wabt {@code wast2json} write, and
 * {@code .wast} files by converting them first. The two dialects differ in the sign of integers, in
 * the names of module members and in a few commands; both are understood.
 */
public final class ScriptReader {
  private ScriptReader() {}

  /**
   * The scripts below a folder, by name.
   *
   * @param text whether to take the {@code .wast} file of a script that is there converted too
   */
  public static List<Path> find(Path folder, boolean text) throws IOException {
    var other = text ? ".wast" : ".json";
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> isText(file) || file.toString().endsWith(".json"))
          .filter(file -> Files.isRegularFile(file))
          .filter(file -> file.toString().endsWith(other) || !Files.exists(sibling(file, other)))
          .sorted()
          .toList();
    }
  }

  private static Path sibling(Path file, String extension) {
    return file.resolveSibling(withoutExtension(file) + extension);
  }

  private static String withoutExtension(Path file) {
    return file.getFileName().toString().replaceFirst("\\.(json|wast)$", "");
  }

  /** Whether a script has to be converted before it can be read. */
  public static boolean isText(Path file) {
    return file.toString().endsWith(".wast");
  }

  /**
   * Reads one.
   *
   * @throws dev.assay.conformance.text.MalformedText when a {@code .wast} file cannot be converted
   */
  public static Script read(Path suite, Path file) throws IOException {
    var name = name(suite, file);
    if (isText(file)) {
      var files = Wabt.script(file.getFileName().toString(), Files.readAllBytes(file));
      var json = new String(content(files, "script.json"), StandardCharsets.UTF_8);
      return new Script(name, module -> content(files, module), commands(Json.parse(json)));
    }
    Script.Modules modules = module -> Files.readAllBytes(file.resolveSibling(module));
    return new Script(name, modules, commands(Json.read(file)));
  }

  private static byte[] content(WasiFiles files, String name) throws NoSuchFileException {
    var content = files.get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    return content;
  }

  private static List<Command> commands(Json json) {
    return json.get("commands").elements().stream().map(ScriptReader::command).toList();
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  /**
   * The folder's path below the suite; most suites have a folder of the same name per file. What is
   * read from text keeps its extension, as it passes through one program more.
   */
  static String name(Path suite, Path file) {
    var folder = folder(file);
    var script = withoutExtension(file);
    var below = suite.toAbsolutePath().relativize(folder).toString();
    var extension = isText(file) ? ".wast" : "";
    if (below.isEmpty()) {
      return script + extension;
    }
    return (folder.endsWith(script) ? below : below + "/" + script) + extension;
  }

  private static Command command(Json json) {
    int line = json.get("line").intValue();
    var type = json.get("type").text();
    return switch (type) {
      case "module" -> new Command.Module(line, name(json, "name"), file(json));
      case "module_definition" -> new Command.Definition(line, name(json, "name"), file(json));
      case "module_instance" ->
          new Command.Instantiate(line, name(json, "instance"), name(json, "module"));
      case "register" -> new Command.Register(line, json.get("as").text(), name(json, "name"));
      case "action" -> new Command.Perform(line, action(json));
      case "assert_return" -> new Command.AssertReturn(line, action(json), expected(json));
      case "assert_trap", "assert_exhaustion" ->
          new Command.AssertTrap(line, action(json), json.get("text").text());
      case "assert_malformed" -> refused(line, json, Refusal.MALFORMED);
      case "assert_invalid" -> refused(line, json, Refusal.INVALID);
      case "assert_unlinkable" -> refused(line, json, Refusal.UNLINKABLE);
      case "assert_uninstantiable" -> refused(line, json, Refusal.UNINSTANTIABLE);
      default -> new Command.Unsupported(line, type);
    };
  }

  private static Command refused(int line, Json json, Refusal refusal) {
    return new Command.AssertRefused(line, file(json), refusal, json.get("text").text());
  }

  private static @Nullable String name(Json json, String member) {
    return json.find(member).map(Json::text).orElse(null);
  }

  private static ModuleFile file(Json json) {
    var binary = json.find("binary_filename");
    if (binary.isPresent()) {
      return new ModuleFile(binary.get().text(), false);
    }
    var text = json.find("module_type").map(Json::text).orElse("binary").equals("text");
    return new ModuleFile(json.get("filename").text(), text);
  }

  private static Action action(Json json) {
    var action = json.get("action");
    var instance = name(action, "module");
    var field = action.get("field").text();
    var type = action.get("type").text();
    return switch (type) {
      case "invoke" -> new Action.Invoke(instance, field, arguments(action));
      case "get" -> new Action.Get(instance, field);
      default -> throw new IllegalArgumentException("unknown action " + type);
    };
  }

  private static long[] arguments(Json action) {
    return action.find("args").map(Json::elements).orElse(List.of()).stream()
        .map(ScriptReader::pattern)
        .flatMapToLong(ScriptReader::slots)
        .toArray();
  }

  private static LongStream slots(Expected value) {
    return switch (value) {
      case Expected.Bits(var type, long low, long high) ->
          type == NumberType.V128 ? LongStream.of(low, high) : LongStream.of(low);
      case Expected.Reference(var kind, long handle) -> LongStream.of(handle);
      case Expected.Either either -> throw new IllegalArgumentException("argument " + either);
    };
  }

  private static List<Expected> expected(Json json) {
    return json.find("expected").map(Json::elements).orElse(List.of()).stream()
        .map(ScriptReader::pattern)
        .toList();
  }

  private static Expected pattern(Json json) {
    var type = json.get("type").text();
    return switch (type) {
      case "i32" -> bits(NumberType.I32, json);
      case "i64" -> bits(NumberType.I64, json);
      case "f32" -> bits(NumberType.F32, json);
      case "f64" -> bits(NumberType.F64, json);
      case "v128" -> vector(json.get("lane_type").text(), json.get("value").elements());
      case "either" ->
          new Expected.Either(
              json.get("values").elements().stream().map(ScriptReader::pattern).toList());
      case "refnull" -> new Expected.Reference(Expected.Reference.Kind.NULL, 0);
      default -> reference(json);
    };
  }

  private static Expected.Bits bits(NumberType type, Json json) {
    return new Expected.Bits(type, number(type, json.get("value").text()), 0);
  }

  private static Expected.Bits vector(String laneType, List<Json> lanes) {
    var type = laneType.startsWith("f") ? floatType(laneType) : NumberType.I64;
    int width = 128 / lanes.size();
    var mask = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    var value = BigInteger.ZERO;
    for (int i = 0; i < lanes.size(); i++) {
      var lane = BigInteger.valueOf(number(type, lanes.get(i).text())).and(mask);
      value = value.or(lane.shiftLeft(i * width));
    }
    return new Expected.Bits(
        NumberType.V128, value.longValue(), value.shiftRight(Long.SIZE).longValue());
  }

  private static NumberType floatType(String laneType) {
    return laneType.equals("f32") ? NumberType.F32 : NumberType.F64;
  }

  private static long number(NumberType type, String text) {
    if (text.startsWith("nan:")) {
      return type == NumberType.F32 ? Expected.CANONICAL_F32 : Expected.CANONICAL_F64;
    }
    return new BigInteger(text).longValue();
  }

  /** The handle of the host's reference N is N + 1, as 0 is null. */
  private static Expected.Reference reference(Json json) {
    var value = json.find("value").map(Json::text).orElse("");
    return switch (value) {
      case "" -> new Expected.Reference(Expected.Reference.Kind.NOT_NULL, 0);
      case "null" -> new Expected.Reference(Expected.Reference.Kind.NULL, 0);
      default ->
          new Expected.Reference(Expected.Reference.Kind.HANDLE, Long.parseUnsignedLong(value) + 1);
    };
  }
}
