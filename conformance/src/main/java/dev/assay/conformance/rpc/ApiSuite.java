package dev.assay.conformance.rpc;

import dev.assay.conformance.json.Json;
import dev.assay.conformance.report.Case;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The two halves of the suite: our requests, whose answers must fit the document's schemas, and the
 * document's example requests. The examples were made on another chain with other contracts, so of
 * a result only its shape can be asked, and an answer that the thing is not here is as good.
 */
public final class ApiSuite {
  /** Where the suite is among the public suites. */
  public static final String FOLDER = "ethereum/execution-apis";

  private static final String WRONG_REQUEST = "-32602";
  private static final List<String> BUGS = List.of("-32603", "-32601", "-32700", "-32600");

  private final ApiDescription description;
  private final Endpoint node;
  private final Stage stage;

  /** A suite against a development chain, which it changes. */
  public ApiSuite(ApiDescription description, Endpoint node) {
    this.description = description;
    this.node = node;
    this.stage = Stage.set(node);
  }

  /** Our requests by method, with one more group that says which methods nobody asks for. */
  public Map<String, List<Case>> requests() {
    Map<String, List<Case>> groups = new LinkedHashMap<>();
    TreeSet<String> missing = new TreeSet<>(description.methods());
    missing.removeIf(name -> name.startsWith("engine_"));
    for (ApiRequest request : ApiRequest.all()) {
      missing.remove(request.method());
      groups.computeIfAbsent(request.method(), _ -> new ArrayList<>()).add(checked(request));
    }
    groups.put(
        "every method is asked for",
        List.of(Case.of("methods", missing.isEmpty() ? "" : "not asked: " + missing)));
    return groups;
  }

  private Case checked(ApiRequest request) {
    String name = request.params();
    if (request.isSkipped()) {
      return Case.skipped(name, request.expected());
    }
    Json answer = node.ask(request.method(), stage.fill(request.params()));
    return request.isError()
        ? Case.of(name, errorComplaint(answer, request.expected()))
        : Case.of(name, resultComplaint(request.method(), answer));
  }

  private static String errorComplaint(Json answer, String code) {
    Optional<Json> error = answer.find("error");
    if (error.isEmpty()) {
      return "want error " + code + ", got a result";
    }
    String got = error.get().get("code").text();
    return got.equals(code) ? "" : "want error " + code + ", got " + error.get();
  }

  private String resultComplaint(String method, Json answer) {
    Optional<Json> error = answer.find("error");
    if (error.isPresent()) {
      return "got " + error.get();
    }
    Json result = answer.members().getOrDefault("result", new Json.Null());
    return description
        .result(method)
        .map(schema -> String.join("; ", schema.violations(result)))
        .orElse("the document does not know it");
  }

  /** The folders of the document's examples. */
  public static List<Path> exampleFolders(Path suite) throws IOException {
    try (Stream<Path> folders = Files.list(suite.resolve("tests"))) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** The examples of a method. */
  public List<Case> examples(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".io"))
          .sorted()
          .flatMap(file -> example(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Case> example(Path file) {
    List<Case> cases = new ArrayList<>();
    try {
      String request = "";
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith(">> ")) {
          request = line.substring(3);
        } else if (line.startsWith("<< ")) {
          cases.add(
              example(
                  file.getFileName() + (cases.isEmpty() ? "" : " " + (cases.size() + 1)),
                  request,
                  Json.parse(line.substring(3))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  private Case example(String name, String request, Json theirs) {
    String method = Json.parse(request).get("method").text();
    Optional<String> left = OtherChain.reason(method, name);
    if (left.isPresent()) {
      return Case.skipped(name, left.get());
    }
    Json ours = Json.parse(node.post(request));
    Optional<Json> error = ours.find("error");
    if (theirs.find("error").isPresent()) {
      return Case.of(name, errorComplaint(ours, theirs.get("error").get("code").text()));
    }
    if (error.isEmpty()) {
      return Case.of(name, resultComplaint(method, ours));
    }
    String code = error.get().get("code").text();
    boolean understood = !BUGS.contains(code) && !code.equals(WRONG_REQUEST);
    return Case.of(name, understood ? "" : "not understood: " + error.get());
  }
}
