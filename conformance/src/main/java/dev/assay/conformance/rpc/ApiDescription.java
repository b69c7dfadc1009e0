package dev.assay.conformance.rpc;

import dev.assay.conformance.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The OpenRPC document of ethereum/execution-apis: which methods there are, what they answer. */
public final class ApiDescription {
  private final Map<String, Schema> results = new TreeMap<>();

  /** Reads the document. */
  public ApiDescription(Path document) throws IOException {
    for (Json method : Json.read(document).get("methods").elements()) {
      results.put(method.get("name").text(), new Schema(method.get("result").get("schema")));
    }
  }

  /** Its methods by name. */
  public Set<String> methods() {
    return results.keySet();
  }

  /** What a method answers. */
  public Optional<Schema> result(String method) {
    return Optional.ofNullable(results.get(method));
  }
}
