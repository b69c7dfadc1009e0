package dev.assay.node.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.node.rpc.RpcSession.Rights;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * JSON web tokens as the engine API of execution clients takes them: HS256 under a shared secret,
 * with an issued-at claim at most {@value #SECONDS_APART} seconds from now; an expiry is respected.
 */
public final class BearerTokens implements ControlGate {
  /** How far the clocks of client and node may be apart. */
  static final long SECONDS_APART = 60;

  private static final String SCHEME = "bearer ";
  private static final String ALGORITHM = "HS256";
  private static final String HMAC = "HmacSHA256";
  private static final JsonReader READER = new JsonReader(RequestLimits.DEFAULT);

  private final SecretKeySpec key;
  private final LongSupplier seconds;

  /** Tokens under a secret, by a clock of seconds since 1970. */
  public BearerTokens(byte[] secret, LongSupplier seconds) {
    this.key = new SecretKeySpec(secret, HMAC);
    this.seconds = seconds;
  }

  @Override
  public Admission admit(Optional<String> authorization) {
    if (authorization.isEmpty()) {
      return new Admission.Admitted(Rights.WITHOUT_TOKEN);
    }
    String header = authorization.get();
    if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return new Admission.Refused("want a bearer token");
    }
    return problem(header.substring(SCHEME.length()).strip())
        .<Admission>map(Admission.Refused::new)
        .orElseGet(() -> new Admission.Admitted(Rights.ALL));
  }

  /** What is wrong with a token. */
  private Optional<String> problem(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.of("malformed token");
    }
    try {
      Base64.Decoder base64 = Base64.getUrlDecoder();
      Json.Obj header = ParamTypes.object(READER.read(base64.decode(parts[0])));
      if (!(header.get("alg") instanceof Json.Str(var algorithm)) || !algorithm.equals(ALGORITHM)) {
        return Optional.of("the token's algorithm is not " + ALGORITHM);
      }
      if (!MessageDigest.isEqual(signature(parts[0] + "." + parts[1]), base64.decode(parts[2]))) {
        return Optional.of("the token's signature is not of this node's secret");
      }
      return untimely(ParamTypes.object(READER.read(base64.decode(parts[1]))));
    } catch (IllegalArgumentException | RpcException | MalformedParam malformed) {
      return Optional.of("malformed token");
    }
  }

  private byte[] signature(String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  private Optional<String> untimely(Json.Obj claims) {
    if (claims.get("iat") instanceof Json.Null) {
      return Optional.of("the token has no issued-at claim");
    }
    long now = seconds.getAsLong();
    long issued = ParamTypes.LONG.read(claims.get("iat"));
    if (Math.abs(now - issued) > SECONDS_APART) {
      return Optional.of(issued < now ? "the token is stale" : "the token is of the future");
    }
    boolean expired =
        !(claims.get("exp") instanceof Json.Null) && ParamTypes.LONG.read(claims.get("exp")) <= now;
    return expired ? Optional.of("the token is expired") : Optional.empty();
  }
}
