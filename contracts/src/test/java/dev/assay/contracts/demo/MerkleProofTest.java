package dev.assay.contracts.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;
import org.web3j.utils.Numeric;

/** Tries built by hand: one leaf, and a branch with a long and a short child. */
class MerkleProofTest {
  private static final String KEY = "0x01";
  private static final byte[] HASHED = Hash.sha3(new byte[] {1});

  /** A leaf for the rest of the hashed key after {@code skip} nibbles. */
  private static RlpList leaf(int skip, byte[] value) {
    String digits = Numeric.toHexStringNoPrefix(HASHED).substring(skip);
    String prefix = digits.length() % 2 == 0 ? "20" : "3";
    return new RlpList(bytes(prefix + digits), RlpString.create(value));
  }

  private static RlpString bytes(String digits) {
    return RlpString.create(Numeric.hexStringToByteArray(digits));
  }

  private static String hash(RlpType node) {
    return Numeric.toHexString(Hash.sha3(RlpEncoder.encode(node)));
  }

  private static String encode(RlpType node) {
    return Numeric.toHexString(RlpEncoder.encode(node));
  }

  @Test
  void oneLeaf() throws Exception {
    byte[] value = {1, 2, 3};
    RlpList leaf = leaf(0, value);
    assertArrayEquals(
        value, MerkleProof.value(hash(leaf), KEY, List.of(encode(leaf))).orElseThrow());
    assertEquals(Optional.empty(), MerkleProof.value(hash(leaf), "0x02", List.of(encode(leaf))));
  }

  @Test
  void aBranchWithTheValueBelowAndNothingBesideIt() throws Exception {
    RlpList leaf = leaf(1, RlpEncoder.encode(RlpString.create(BigInteger.valueOf(77))));
    RlpType[] children = new RlpType[17];
    Arrays.fill(children, RlpString.create(new byte[0]));
    children[(HASHED[0] >> 4) & 0xf] = bytes(hash(leaf).substring(2));
    RlpList branch = new RlpList(children);
    List<String> nodes = List.of(encode(branch), encode(leaf));
    assertEquals(
        BigInteger.valueOf(77),
        Numeric.toBigInt(MerkleProof.value(hash(branch), KEY, nodes).orElseThrow()));
    assertEquals(
        Optional.empty(),
        MerkleProof.value(hash(branch), "0x02", List.of(encode(branch))),
        "another first digit leads nowhere");
  }

  @Test
  void theEmptyTrieHoldsNothing() throws Exception {
    assertEquals(
        BigInteger.ZERO,
        MerkleProof.word(
            "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
            "0x0",
            List.of()));
  }

  @Test
  void everyFlippedBitIsNoticed() {
    RlpList leaf = leaf(0, new byte[] {9});
    byte[] encoded = RlpEncoder.encode(leaf);
    for (int bit = 0; bit < 8 * encoded.length; bit++) {
      byte[] forged = encoded.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      List<String> nodes = List.of(Numeric.toHexString(forged));
      assertThrows(MerkleProof.Rejected.class, () -> MerkleProof.value(hash(leaf), KEY, nodes));
    }
  }

  @Test
  void aProofIsNeitherShorterNorLongerThanItIs() {
    RlpList leaf = leaf(0, new byte[] {9});
    assertThrows(MerkleProof.Rejected.class, () -> MerkleProof.value(hash(leaf), KEY, List.of()));
    List<String> tooLong = new ArrayList<>(List.of(encode(leaf), encode(leaf)));
    assertThrows(MerkleProof.Rejected.class, () -> MerkleProof.value(hash(leaf), KEY, tooLong));
  }
}
