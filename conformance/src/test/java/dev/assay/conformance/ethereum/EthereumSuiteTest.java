package dev.assay.conformance.ethereum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.Suites;
import dev.assay.conformance.json.Json;
import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ethereum's vectors; of the large derived sets one case in twenty, the command runs them all. */
class EthereumSuiteTest {
  private static final int EVERY = 20;

  @TestFactory
  Stream<DynamicTest> vectors() throws IOException {
    var folder = Suites.find("ethereum");
    if (folder.isEmpty()) {
      return Stream.empty();
    }
    var files = EthereumSuite.in(folder.get(), EVERY).files();
    assertTrue(files.size() > 100, () -> files.size() + " files");
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> assertHolds(file.cases().get())));
  }

  private static void assertHolds(List<Case> cases) {
    assertEquals(List.of(), cases.stream().filter(c -> c.verdict() == Verdict.FAILED).toList());
  }

  @Test
  void aWrongRootFails() {
    var vector = "{\"one\":{\"in\":[[\"dog\",\"puppy\"]],\"root\":\"%s\"}}";
    var right = "0xed6e08740e4a267eca9d4740f71f573e9aabbcc739b16a2fa6c1baed5ec21278";
    var wrong = right.replace("0xed", "0xee");
    assertEquals(
        Verdict.PASSED, verdict(TrieVectors.check("t", Json.parse(vector.formatted(right)))));
    assertEquals(
        Verdict.FAILED, verdict(TrieVectors.check("t", Json.parse(vector.formatted(wrong)))));
  }

  @Test
  void wrongEncodingsFail() {
    var vector = "{\"one\":{\"in\":%s,\"out\":\"%s\"}}";
    assertEquals(Verdict.PASSED, rlp(vector.formatted("[\"cat\"]", "0xc483636174")));
    assertEquals(Verdict.FAILED, rlp(vector.formatted("[\"cow\"]", "0xc483636174")));
    assertEquals(Verdict.PASSED, rlp(vector.formatted("\"INVALID\"", "0x8100")));
    assertEquals(Verdict.FAILED, rlp(vector.formatted("\"INVALID\"", "0x00")));
    assertEquals(Verdict.FAILED, rlp(vector.formatted("\"VALID\"", "0x8100")));
  }

  private static Verdict rlp(String vector) {
    return verdict(RlpVectors.check("r", Json.parse(vector)));
  }

  private static Verdict verdict(List<Case> cases) {
    return cases.getFirst().verdict();
  }
}
