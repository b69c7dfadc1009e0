package dev.assay.conformance.ethereum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.Suites;
import dev.assay.conformance.json.Json;
import dev.assay.host.precompile.Precompile;
import dev.assay.state.crypto.PublicKey;
import dev.assay.state.crypto.SenderRecovery;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Wycheproof's signatures made to deceive: what it calls valid verifies or recovers to its key,
 * what it calls invalid does not.
 */
class WycheproofTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final int SIGNATURE_BYTES = 64;
  private static final String ONE = "0".repeat(63) + "1";

  /** Such nonce points need a second bit to be found again, and Ethereum's signatures have one. */
  private static final Set<String> BEYOND_ONE_BIT =
      Set.of(
          "k*G has a large x-coordinate",
          "r = 2, x = n + 2 is the smallest possible x with a reduction");

  /** What one file's cases are put to; takes a public key without its prefix byte. */
  private interface Verifier {
    boolean accepts(byte[] key, byte[] message, byte[] signature);

    default boolean shouldAccept(Json test) {
      return test.get("result").text().equals("valid");
    }
  }

  @TestFactory
  Stream<DynamicTest> signatures() {
    return Stream.concat(
        file("ecdsa_secp256r1_sha256_p1363_test", WycheproofTest::verifiesOnP256),
        file("ecdsa_secp256k1_sha256_p1363_test", new Recovery()));
  }

  private static Stream<DynamicTest> file(String name, Verifier verifier) {
    Optional<Path> found = Suites.find("crypto/wycheproof");
    return found.stream()
        .map(folder -> folder.resolve(name + ".json"))
        .map(path -> DynamicTest.dynamicTest(name, () -> check(path, verifier)));
  }

  private static void check(Path file, Verifier verifier) throws IOException {
    Json suite = Json.read(file);
    int cases = 0;
    for (Json group : suite.get("testGroups").elements()) {
      byte[] key = HEX.parseHex(group.get("publicKey").get("uncompressed").text().substring(2));
      for (Json test : group.get("tests").elements()) {
        byte[] message = HEX.parseHex(test.get("msg").text());
        byte[] signature = HEX.parseHex(test.get("sig").text());
        assertEquals(
            verifier.shouldAccept(test),
            verifier.accepts(key, message, signature),
            () -> "case " + test.get("tcId").text() + ": " + test.get("comment").text());
        cases++;
      }
    }
    assertEquals(suite.get("numberOfTests").intValue(), cases);
    assertTrue(cases > 0);
  }

  private static boolean verifiesOnP256(byte[] key, byte[] message, byte[] signature) {
    byte[] input = HEX.parseHex(hex(sha256(message)) + hex(signature) + hex(key));
    Optional<String> output = Precompile.P256_VERIFY.run(input).map(HEX::formatHex);
    return output.orElseThrow().equals(ONE);
  }

  /** Accepts a signature if the key is among those it can be of. */
  private record Recovery() implements Verifier {
    @Override
    public boolean accepts(byte[] key, byte[] message, byte[] signature) {
      if (signature.length != SIGNATURE_BYTES) {
        return false; // no transaction can carry it
      }
      UInt256 r = UInt256.fromHex(hex(signature).substring(0, 64));
      UInt256 s = UInt256.fromHex(hex(signature).substring(64));
      Hash digest = Hash.of(sha256(message));
      return IntStream.of(0, 1)
          .mapToObj(parity -> SenderRecovery.recoverKey(digest, new Signature(parity, r, s)))
          .flatMap(Optional::stream)
          .map(PublicKey::toArray)
          .anyMatch(recovered -> Arrays.equals(recovered, key));
    }

    @Override
    public boolean shouldAccept(Json test) {
      String comment = test.get("comment").text();
      return Verifier.super.shouldAccept(test) && !BEYOND_ONE_BIT.contains(comment);
    }
  }

  private static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
