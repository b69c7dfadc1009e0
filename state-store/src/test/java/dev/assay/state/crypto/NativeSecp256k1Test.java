package dev.assay.state.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both implementations find the same signer, or none, of whatever they are given. */
class NativeSecp256k1Test {
  private static final UInt256 LAST = Signature.CURVE_ORDER.subtract(UInt256.ONE);

  private static void same(Hash digest, Signature signature) {
    assertEquals(
        SenderRecovery.recoverPortably(digest, signature),
        SenderRecovery.recoverKey(digest, signature),
        () -> signature + " of " + digest);
  }

  @Test
  void agreesOnSignaturesAndOnWhatComesOfThem() {
    Random random = new Random(11);
    for (int i = 1; i <= 200; i++) {
      Hash digest = Keccak.hash(new byte[] {(byte) i, (byte) (i >> 8)});
      Signature good = SecretKey.of(UInt256.of(random.nextInt(1, 1 << 30))).sign(digest);
      UInt256 high = Signature.CURVE_ORDER.subtract(good.s());
      Signature malleable = new Signature(1 - good.yParity(), good.r(), high);
      same(digest, good);
      same(digest, malleable);
      assertEquals(SenderRecovery.recover(digest, good), SenderRecovery.recover(digest, malleable));
      same(digest, new Signature(1 - good.yParity(), good.r(), good.s()));
      same(digest, new Signature(good.yParity(), good.s(), good.r()));
      same(Hash.ZERO, good);
    }
  }

  @Test
  void agreesAtTheEdges() {
    List<UInt256> edges =
        List.of(
            UInt256.ZERO,
            UInt256.ONE,
            UInt256.of(2),
            UInt256.of(5),
            Signature.HALF_ORDER,
            Signature.HALF_ORDER.add(UInt256.ONE),
            LAST,
            Signature.CURVE_ORDER,
            Signature.CURVE_ORDER.add(UInt256.ONE),
            UInt256.ZERO.subtract(UInt256.ONE));
    List<Hash> digests =
        List.of(Hash.ZERO, Hash.EMPTY_CODE, LAST.toHash(), Signature.CURVE_ORDER.toHash());
    for (UInt256 r : edges) {
      for (UInt256 s : edges) {
        for (Hash digest : digests) {
          same(digest, new Signature(0, r, s));
          same(digest, new Signature(1, r, s));
        }
      }
    }
  }

  /** A key at infinity: with digest = r and s chosen so, the two products cancel. */
  @Test
  void aSignatureOfNoKeyIsOfNobody() {
    // The nonce point is the generator, so r is its x; digest = s makes u1 G + u2 R vanish.
    UInt256 r = UInt256.fromHex("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
    Signature signature = new Signature(0, r, UInt256.of(77));
    Hash digest = UInt256.of(77).toHash();
    assertEquals(Optional.empty(), SenderRecovery.recoverPortably(digest, signature));
    same(digest, signature);
  }

  /** Without its library a process recovers the same senders, by bouncycastle. */
  @Test
  void isReplacedWhereItCannotBeLoaded() throws IOException, InterruptedException {
    String without =
        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .filter(entry -> !entry.contains("secp256k1-kmp-jni"))
            .collect(Collectors.joining(java.io.File.pathSeparator));
    assertEquals(
        told(System.getProperty("java.class.path")).substring(12), told(without).substring(12));
    assertTrue(told(without).startsWith("bouncycastle"), told(without));
  }

  private static String told(String classPath) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                Recovering.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.US_ASCII);
      assertEquals(0, process.waitFor());
      return text;
    }
  }

  /** A process that says which implementation it has, and a sender; both names have 12 letters. */
  static final class Recovering {
    public static void main(String[] arguments) {
      Signature signature = SecretKey.of(UInt256.of(9)).sign(Hash.EMPTY_CODE);
      System.out.print(SenderRecovery.implementation());
      System.out.print(SenderRecovery.recover(Hash.EMPTY_CODE, signature).orElseThrow());
    }
  }
}
