package dev.assay.conformance.ethereum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.conformance.Suites;
import dev.assay.conformance.json.Json;
import dev.assay.host.precompile.Precompile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The published vectors of the precompiled contracts: output, failure and gas. */
class PrecompileVectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  /** A file of vectors and the precompile it is for. */
  private record Vectors(String file, Precompile precompile) {}

  private static final List<Vectors> FILES =
      List.of(
          new Vectors("ecRecover", Precompile.ECRECOVER),
          new Vectors("modexp_eip2565", Precompile.MODEXP),
          new Vectors("bn256Add", Precompile.BN254_ADD),
          new Vectors("bn256ScalarMul", Precompile.BN254_MULTIPLY),
          new Vectors("bn256Pairing", Precompile.BN254_PAIRING),
          new Vectors("blake2F", Precompile.BLAKE2F),
          new Vectors("fail-blake2f", Precompile.BLAKE2F),
          new Vectors("pointEvaluation", Precompile.POINT_EVALUATION),
          new Vectors("p256Verify", Precompile.P256_VERIFY));

  @TestFactory
  Stream<DynamicTest> vectors() {
    Optional<Path> folder = Suites.find("crypto/geth-precompiles");
    return folder.stream()
        .flatMap(
            path ->
                FILES.stream()
                    .map(file -> DynamicTest.dynamicTest(file.file(), () -> check(path, file))));
  }

  private static void check(Path folder, Vectors vectors) throws IOException {
    List<Json> cases = Json.read(folder.resolve(vectors.file() + ".json")).elements();
    assertFalse(cases.isEmpty());
    for (Json vector : cases) {
      String name = vector.find("Name").map(Json::text).orElse("without a name");
      byte[] input = HEX.parseHex(vector.get("Input").text());
      Optional<String> expected = vector.find("Expected").map(Json::text);
      vector
          .find("Gas")
          .ifPresent(gas -> assertEquals(gas.intValue(), vectors.precompile().gas(input), name));
      assertEquals(expected, vectors.precompile().run(input).map(HEX::formatHex), name);
    }
  }
}
