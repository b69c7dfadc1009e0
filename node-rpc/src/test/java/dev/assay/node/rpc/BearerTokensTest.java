package dev.assay.node.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.node.rpc.ControlGate.Admission;
import dev.assay.node.rpc.RpcSession.Rights;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Who is let through, to the second. */
public class BearerTokensTest {
  private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final long NOW = 1_800_000_000;
  private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private final ControlGate gate = new BearerTokens(SECRET, () -> NOW);

  /** A token as any client library makes it. */
  public static String token(byte[] secret, String header, String claims) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String text =
        base64.encodeToString(header.getBytes(UTF_8))
            + "."
            + base64.encodeToString(claims.getBytes(UTF_8));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return text + "." + base64.encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A token of this second. */
  public static String token(byte[] secret, long issued) {
    return token(secret, HS256, "{\"iat\":" + issued + "}");
  }

  private void assertRefused(String why, String authorization) {
    assertEquals(new Admission.Refused(why), gate.admit(Optional.of(authorization)));
  }

  @Test
  void noTokenIsTheRightToWhatNeedsNone() {
    assertEquals(new Admission.Admitted(Rights.WITHOUT_TOKEN), gate.admit(Optional.empty()));
  }

  @Test
  void aTokenCountsForAMinuteBeforeAndAfter() {
    for (long issued : new long[] {NOW - 60, NOW - 59, NOW, NOW + 59, NOW + 60}) {
      assertEquals(
          new Admission.Admitted(Rights.ALL),
          gate.admit(Optional.of("Bearer " + token(SECRET, issued))));
    }
    assertRefused("the token is stale", "Bearer " + token(SECRET, NOW - 61));
    assertRefused("the token is of the future", "bearer " + token(SECRET, NOW + 61));
  }

  @Test
  void anExpiryIsRespected() {
    String claims = "{\"iat\":" + NOW + ",\"exp\":";
    assertRefused("the token is expired", "Bearer " + token(SECRET, HS256, claims + NOW + "}"));
    assertEquals(
        new Admission.Admitted(Rights.ALL),
        gate.admit(Optional.of("Bearer " + token(SECRET, HS256, claims + (NOW + 1) + "}"))));
  }

  @Test
  void anotherSecretIsRefused() {
    byte[] other = SECRET.clone();
    other[31] ^= 1;
    assertRefused(
        "the token's signature is not of this node's secret", "Bearer " + token(other, NOW));
  }

  @Test
  void otherAlgorithmsAreRefusedWhateverTheSignature() {
    String claims = "{\"iat\":" + NOW + "}";
    for (String algorithm : new String[] {"none", "None", "HS384", "RS256", ""}) {
      assertRefused(
          "the token's algorithm is not HS256",
          "Bearer " + token(SECRET, "{\"alg\":\"" + algorithm + "\"}", claims));
    }
    String none = token(SECRET, "{\"alg\":\"none\"}", claims);
    assertRefused(
        "the token's algorithm is not HS256",
        "Bearer " + none.substring(0, none.lastIndexOf('.') + 1));
  }

  @Test
  void whatIsNoTokenIsRefused() {
    assertRefused("want a bearer token", "Basic YTpi");
    assertRefused("malformed token", "Bearer ");
    assertRefused("malformed token", "Bearer a.b");
    assertRefused("malformed token", "Bearer a.b.c");
    assertRefused("malformed token", "Bearer " + token(SECRET, HS256, "[]"));
    assertRefused("malformed token", "Bearer " + token(SECRET, HS256, "{\"iat\":\"soon\"}"));
    assertRefused("the token has no issued-at claim", "Bearer " + token(SECRET, HS256, "{}"));
  }
}
