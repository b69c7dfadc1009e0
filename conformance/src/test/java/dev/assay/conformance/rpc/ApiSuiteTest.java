package dev.assay.conformance.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.Suites;
import dev.assay.conformance.json.Json;
import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import dev.assay.contracts.LocalChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiSuiteTest {

  @Test
  void answersFitTheSchemasAndErrorsAreTheSame() throws IOException {
    Optional<Path> folder = Suites.find(ApiSuite.FOLDER);
    if (folder.isEmpty()) {
      return;
    }
    ApiDescription description = new ApiDescription(folder.get().resolve("openrpc.json"));
    List<String> failures = new ArrayList<>();
    int passed = 0;
    try (LocalChain chain = LocalChain.start();
        Endpoint node = new Endpoint(chain.rpcUrl())) {
      ApiSuite suite = new ApiSuite(description, node);
      List<Case> cases = new ArrayList<>();
      suite.requests().forEach((method, ours) -> ours.forEach(each -> cases.add(in(method, each))));
      for (Path examples : ApiSuite.exampleFolders(folder.get())) {
        suite.examples(examples).forEach(each -> cases.add(in(examples.toString(), each)));
      }
      for (Case each : cases) {
        passed += each.verdict() == Verdict.PASSED ? 1 : 0;
        if (each.verdict() == Verdict.FAILED) {
          failures.add(each.name() + ": " + each.detail());
        }
      }
    }
    assertEquals("", String.join("\n", failures));
    assertTrue(passed >= 250, "few cases: " + passed);
  }

  private static Case in(String group, Case each) {
    return new Case(group + " " + each.name(), each.verdict(), each.detail());
  }

  private static List<String> violations(String schema, String value) {
    return new Schema(Json.parse(schema)).violations(Json.parse(value));
  }

  @Test
  void eachKeywordRefuses() {
    assertEquals(List.of(), violations("{\"type\":\"integer\",\"minimum\":1}", "1"));
    assertEquals(1, violations("{\"type\":\"integer\"}", "1.5").size());
    assertEquals(1, violations("{\"type\":\"string\"}", "1").size());
    assertEquals(1, violations("{\"minimum\":1}", "0").size());
    assertEquals(1, violations("{\"maximum\":1}", "1.01").size());
    assertEquals(1, violations("{\"pattern\":\"^0x[0-9a-f]+$\"}", "\"0xG\"").size());
    assertEquals(1, violations("{\"enum\":[\"a\",\"b\"]}", "\"c\"").size());
    assertEquals(1, violations("{\"const\":3}", "4").size());
    assertEquals(1, violations("{\"required\":[\"a\"]}", "{\"b\":1}").size());
    assertEquals(1, violations("{\"properties\":{\"a\":{\"type\":\"null\"}}}", "{\"a\":1}").size());
    assertEquals(
        1,
        violations("{\"properties\":{\"a\":{}},\"additionalProperties\":false}", "{\"b\":1}")
            .size());
    assertEquals(
        1, violations("{\"additionalProperties\":{\"type\":\"string\"}}", "{\"b\":1}").size());
    assertEquals(
        1, violations("{\"patternProperties\":{\"^b$\":{\"type\":\"null\"}}}", "{\"b\":1}").size());
    assertEquals(1, violations("{\"items\":{\"type\":\"string\"}}", "[\"a\",1]").size());
    assertEquals(
        1, violations("{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"string\"}]}", "1").size());
    assertEquals(
        1, violations("{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\"}]}", "1").size());
    assertEquals(1, violations("{\"not\":{\"type\":\"null\"}}", "null").size());
  }
}
