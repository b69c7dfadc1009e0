package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.trie.Proof;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountRlp;
import java.util.Optional;

/** Holds proofs against what they claim. */
final class ProofCheck {
  private ProofCheck() {}

  static void verify(Hash root, AccountProof proof) {
    Optional<Bytes> expected =
        proof.account().equals(Account.EMPTY)
            ? Optional.empty()
            : Optional.of(Bytes.wrap(AccountRlp.encode(proof.account())));
    assertEquals(
        expected, Proof.verify(root, Keccak.hash(proof.address()).toBytes(), proof.nodes()));
  }
}
