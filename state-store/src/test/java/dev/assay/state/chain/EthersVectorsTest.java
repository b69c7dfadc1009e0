package dev.assay.state.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.crypto.Addresses;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.Signature;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The public test cases of ethers.js, where they are present. */
class EthersVectorsTest {
  @Test
  void transactionsAreSignedAndRecoveredAlike() throws IOException {
    int signed = 0;
    for (Map<String, String> vector : vectors("transactions")) {
      SecretKey key = SecretKey.fromHex(text(vector, "privateKey"));
      for (String form : List.of("Legacy", "Eip155", "Berlin", "London")) {
        Bytes encoded = Bytes.fromHex(vector.getOrDefault("signed" + form, ""));
        if (!encoded.isEmpty()) {
          assertSignedAlike(key, encoded);
          signed++;
        }
      }
      Bytes blob = Bytes.fromHex(vector.getOrDefault("signedCancun", ""));
      if (!blob.isEmpty()) {
        RlpError error = assertThrows(RlpError.class, () -> Transaction.decode(blob));
        assertTrue(String.valueOf(error.getMessage()).contains("EIP-4844"));
      }
    }
    assertTrue(signed > 4_000, () -> "too few vectors");
  }

  private static void assertSignedAlike(SecretKey key, Bytes encoded) {
    Transaction transaction = Transaction.decode(encoded);
    assertEquals(encoded, transaction.encode());
    Transaction unsigned = transaction.withSignature(Signature.NONE);
    assertEquals(transaction, unsigned.signedBy(key));
    assertEquals(Optional.of(key.address()), transaction.sender());
  }

  @Test
  void digestsAreAlike() throws IOException {
    for (Map<String, String> vector : vectors("hashes")) {
      assertEquals(
          Hash.fromHex(text(vector, "keccak256")),
          Keccak.hash(Bytes.fromHex(text(vector, "data"))));
    }
  }

  @Test
  void accountsAreAlike() throws IOException {
    for (Map<String, String> vector : vectors("accounts")) {
      if (vector.containsKey("privateKey")) {
        Address address = SecretKey.fromHex(text(vector, "privateKey")).address();
        assertEquals(text(vector, "address"), Addresses.checksummed(address));
      }
    }
  }

  private static String text(Map<String, String> vector, String name) {
    String value = vector.get(name);
    assertTrue(value != null, () -> name + " is missing");
    return String.valueOf(value);
  }

  private static List<Map<String, String>> vectors(String name) throws IOException {
    Path root = Path.of(System.getProperty("assay.suites", "../../shared/suites"));
    Path file = root.resolve("crypto/ethers/" + name + ".json.gz");
    Assumptions.assumeTrue(Files.exists(file), () -> "no " + file + ": own vectors only");
    List<Map<String, String>> vectors = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        vectors.add(strings(parser));
      }
    }
    return vectors;
  }

  /** The members of an object that are strings. */
  private static Map<String, String> strings(JsonParser parser) {
    Map<String, String> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        members.put(name, parser.getString());
      } else {
        parser.skipChildren();
      }
    }
    return members;
  }
}
