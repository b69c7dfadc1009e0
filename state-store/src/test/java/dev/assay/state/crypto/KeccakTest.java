package dev.assay.state.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.state.types.Hash;
import dev.assay.state.types.Hex;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;

/** Published digests, and BouncyCastle at every length around the block and on random input. */
class KeccakTest {
  @Test
  void publishedDigests() {
    assertEquals(Hash.EMPTY_CODE, Keccak.hash(new byte[0]));
    assertEquals(Hash.EMPTY_TRIE, Keccak.hash(new byte[] {(byte) 0x80}));
    assertEquals(Hash.EMPTY_LIST, Keccak.hash(new byte[] {(byte) 0xC0}));
    assertDigest("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
    assertDigest("testing", "5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02");
    assertDigest(
        "Transfer(address,address,uint256)",
        "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
    assertDigest(
        "The quick brown fox jumps over the lazy dog",
        "4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15");
  }

  private static void assertDigest(String text, String expected) {
    assertEquals(
        Hash.fromHex(expected), Keccak.hash(text.getBytes(StandardCharsets.US_ASCII)), text);
  }

  @Test
  void agreesWithBouncyCastleAtEveryLength() {
    byte[] input = new byte[600];
    new Random(1).nextBytes(input);
    for (int length = 0; length <= input.length; length++) {
      assertAgrees(input, 0, length);
    }
  }

  /** {@code -Dassay.keccak.rounds=10000000} for the long run. */
  @Test
  void agreesWithBouncyCastleOnRandomInput() {
    int rounds = Integer.getInteger("assay.keccak.rounds", 20_000);
    Random random = new Random(2);
    byte[] input = new byte[1_024];
    for (int i = 0; i < rounds; i++) {
      random.nextBytes(input);
      int offset = random.nextInt(16);
      assertAgrees(input, offset, random.nextInt(i % 8 == 0 ? 1_000 : 200));
    }
  }

  private static void assertAgrees(byte[] input, int offset, int length) {
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(input, offset, length);
    byte[] expected = new byte[32];
    digest.doFinal(expected, 0);
    Hash actual = Keccak.hash(input, offset, length);
    assertEquals(Hex.encode(expected), actual.toHex(), () -> "length " + length);
    byte[] written = new byte[40];
    Keccak.hash(input, offset, length, written, 5);
    assertEquals(actual, Hash.of(written, 5));
  }
}
