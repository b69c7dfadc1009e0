package dev.assay.node.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.state.types.Address;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * The accounts of a phrase: BIP-39 seed (empty passphrase), BIP-32 derivation, path {@code
 * m/44'/60'/0'/0/i}. The phrase's checksum word is not verified: any phrase gives accounts.
 *
 * @param keys the private keys in path order
 */
public record DevAccounts(List<Key> keys) {
  /**
   * The account that Arbitrum's own local node funds and its tutorials hand to {@code cargo
   * stylus}. It has the balance of the others here, so that their commands work as they are
   * printed; the node itself does not hold its key.
   */
  public static final Address OF_STYLUS_TUTORIALS =
      Address.fromHex("0x3f1eae7d46d88f08fc2f8ed27fcb2ab183eb2d0e");

  private static final X9ECParameters SECP256K1 = CustomNamedCurves.getByName("secp256k1");
  private static final int HARDENED = 0x8000_0000;
  private static final int[] PARENT_PATH = {44 | HARDENED, 60 | HARDENED, HARDENED, 0};

  /** A secp256k1 private key. */
  public record Key(BigInteger secret) {
    /** 0x-prefixed, 64 digits: the form wallets import. */
    public String hex() {
      return "0x" + HexFormat.of().formatHex(bytes32(secret));
    }
  }

  /** An extended private key (BIP-32). */
  private record Node(BigInteger secret, byte[] chainCode) {
    static Node of(byte[] hmac) {
      return new Node(new BigInteger(1, Arrays.copyOf(hmac, 32)), Arrays.copyOfRange(hmac, 32, 64));
    }

    Node child(int index) {
      ByteBuffer data = ByteBuffer.allocate(37);
      if (index < 0) {
        data.put((byte) 0).put(bytes32(secret));
      } else {
        data.put(SECP256K1.getG().multiply(secret).getEncoded(true));
      }
      Node tweak = of(hmacSha512(chainCode, data.putInt(index).array()));
      return new Node(tweak.secret.add(secret).mod(SECP256K1.getN()), tweak.chainCode);
    }
  }

  /** The first {@code count} accounts of a phrase. */
  public static DevAccounts derive(String mnemonic, int count) {
    Node parent = Node.of(hmacSha512("Bitcoin seed".getBytes(UTF_8), seed(mnemonic)));
    for (int index : PARENT_PATH) {
      parent = parent.child(index);
    }
    Node root = parent;
    return new DevAccounts(
        IntStream.range(0, count).mapToObj(i -> new Key(root.child(i).secret)).toList());
  }

  private static byte[] seed(String mnemonic) {
    char[] phrase = Normalizer.normalize(mnemonic, Normalizer.Form.NFKD).toCharArray();
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
          .generateSecret(new PBEKeySpec(phrase, "mnemonic".getBytes(UTF_8), 2048, 512))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks PBKDF2WithHmacSHA512", e);
    }
  }

  private static byte[] hmacSha512(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(key, "HmacSHA512"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA512", e);
    }
  }

  private static byte[] bytes32(BigInteger value) {
    byte[] signed = value.toByteArray();
    byte[] result = new byte[32];
    int length = Math.min(32, signed.length);
    System.arraycopy(signed, signed.length - length, result, 32 - length, length);
    return result;
  }
}
