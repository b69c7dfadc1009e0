package dev.assay.conformance.bench.state;

import dev.assay.conformance.bench.state.Times.Work;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.KeccakBatch;
import dev.assay.state.crypto.PublicKey;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.SenderRecovery;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.Random;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** A branch is hashed and a sender recovered, by BouncyCastle and by us. */
final class CryptoWork {
  private static final Hash DIGEST = Keccak.hash(bytes(100));
  private static final Signature SIGNATURE = SecretKey.of(UInt256.of(77)).sign(DIGEST);

  private CryptoWork() {}

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** The digest is kept and writes into an array that is there, and so do ours. */
  static Work digest() {
    byte[] input = bytes(TrieMain.BRANCH_BYTES);
    byte[] out = new byte[Hash.SIZE];
    KeccakDigest digest = new KeccakDigest(256);
    return () -> {
      digest.update(input, 0, input.length);
      digest.doFinal(out, 0);
      return out;
    };
  }

  static Work keccak() {
    byte[] input = bytes(TrieMain.BRANCH_BYTES);
    byte[] out = new byte[Hash.SIZE];
    long[] scratch = new long[Keccak.SCRATCH];
    return () -> {
      Keccak.hash(input, 0, input.length, out, 0, scratch);
      return out;
    };
  }

  /** One more of many: as many as fit side by side are hashed when the last of them comes. */
  static Work keccakTogether() {
    byte[] input = bytes(TrieMain.BRANCH_BYTES);
    byte[] out = new byte[Hash.SIZE];
    KeccakBatch batch = new KeccakBatch();
    return () -> {
      batch.add(input, input.length, out, 0);
      return out;
    };
  }

  static Work peersRecovery() {
    return () -> BouncyCastleRecovery.recover(DIGEST, SIGNATURE);
  }

  static Work recovery() {
    if (!SenderRecovery.recover(DIGEST, SIGNATURE)
        .orElseThrow()
        .equals(BouncyCastleRecovery.recover(DIGEST, SIGNATURE))) {
      throw new IllegalStateException("bouncycastle recovers another sender");
    }
    return () -> SenderRecovery.recover(DIGEST, SIGNATURE);
  }

  static Work portableRecovery() {
    return () -> SenderRecovery.recoverPortably(DIGEST, SIGNATURE).map(PublicKey::address);
  }
}
