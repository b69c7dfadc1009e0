package dev.assay.state.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretKeyTest {
  private static final SecretKey FIRST_TEST_ACCOUNT =
      SecretKey.fromHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

  @Test
  void addressOfAKey() {
    assertEquals(
        "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
        Addresses.checksummed(FIRST_TEST_ACCOUNT.address()));
  }

  /** RFC 6979 over secp256k1 with SHA-256, key 1: the widely published vector. */
  @Test
  void signsDeterministically() {
    Hash digest = Hash.fromHex("a0dc65ffca799873cbea0ac274015b9526505daaaed385155425f7337704883e");
    Signature signature = SecretKey.of(UInt256.ONE).sign(digest);
    assertEquals(
        "0x934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8",
        signature.r().toHex());
    assertEquals(
        "0x2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5",
        signature.s().toHex());
  }

  @Test
  void recoversTheSigner() {
    Random random = new Random(3);
    byte[] bytes = new byte[32];
    for (int i = 0; i < 50; i++) {
      random.nextBytes(bytes);
      SecretKey key = SecretKey.of(UInt256.of(bytes).shiftRight(1));
      Hash digest = Keccak.hash(bytes);
      Signature signature = key.sign(digest);
      assertTrue(signature.isCanonical());
      assertEquals(Optional.of(key.publicKey()), SenderRecovery.recoverKey(digest, signature));
      Signature high =
          new Signature(
              1 - signature.yParity(),
              signature.r(),
              Signature.CURVE_ORDER.subtract(signature.s()));
      assertFalse(high.isCanonical());
      assertEquals(Optional.of(key.address()), SenderRecovery.recover(digest, high));
    }
  }

  @Test
  void rangesAreChecked() {
    Hash digest = Keccak.hash(Bytes.EMPTY);
    UInt256 order = Signature.CURVE_ORDER;
    for (UInt256 bad : new UInt256[] {UInt256.ZERO, order, UInt256.MAX}) {
      assertFalse(new Signature(0, bad, UInt256.ONE).isInRange());
      assertFalse(new Signature(0, UInt256.ONE, bad).isInRange());
      assertEquals(
          Optional.empty(), SenderRecovery.recover(digest, new Signature(0, bad, UInt256.ONE)));
      assertThrows(IllegalArgumentException.class, () -> SecretKey.of(bad));
    }
    assertTrue(new Signature(0, order.subtract(UInt256.ONE), UInt256.ONE).isInRange());
    assertTrue(new Signature(0, UInt256.ONE, Signature.HALF_ORDER).isCanonical());
    assertFalse(new Signature(0, UInt256.ONE, Signature.HALF_ORDER.add(UInt256.ONE)).isCanonical());
    assertThrows(IllegalArgumentException.class, () -> new Signature(2, UInt256.ONE, UInt256.ONE));
    // x = 5 is of no point of the curve.
    assertEquals(
        Optional.empty(),
        SenderRecovery.recover(digest, new Signature(0, UInt256.of(5), UInt256.ONE)));
  }

  /** The examples of EIP-1014 and of a first deployment. */
  @Test
  void createdAddresses() {
    Address deployer = Address.fromHex("0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0");
    assertEquals(
        Address.fromHex("0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d"),
        Addresses.created(deployer, 0));
    assertEquals(
        Address.fromHex("0xfffd933a0bc612844eaf0c6fe3e5b8e9b6c1d19c"),
        Addresses.created(deployer, 3));
    Address zero = Address.ZERO;
    assertEquals(
        Address.fromHex("0x4D1A2e2bB4F88F0250f26Ffff098B0b30B26BF38"),
        Addresses.created2(zero, Hash.ZERO, Keccak.hash(new byte[1])));
    assertEquals(
        Address.fromHex("0xE33C0C7F7df4809055C3ebA6c09CFe4BaF1BD9e0"),
        Addresses.created2(zero, Hash.ZERO, Keccak.hash(new byte[0])));
  }

  @Test
  void textOfAddressesIsChecked() {
    assertTrue(Addresses.isWellFormed("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
    assertTrue(Addresses.isWellFormed("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"));
    assertFalse(Addresses.isWellFormed("0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
    assertFalse(Addresses.isWellFormed("0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226"));
    assertFalse(Addresses.isWellFormed("0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226g"));
  }

  @Test
  void textFormHidesTheKey() {
    String text = FIRST_TEST_ACCOUNT.toString();
    assertFalse(text.contains("ac0974"));
    assertTrue(text.getBytes(StandardCharsets.US_ASCII).length < 64);
  }
}
