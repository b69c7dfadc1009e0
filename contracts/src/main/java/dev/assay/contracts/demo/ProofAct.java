package dev.assay.contracts.demo;

import dev.assay.contracts.DeployedContract;
import dev.assay.contracts.LocalChain;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthGetProof;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.utils.Numeric;

/** Asks for a proof of a token balance and verifies it against the block's state root. */
record ProofAct(Screen screen, LocalChain chain) {

  /** Mapping slot 0 of the token: balances. */
  private static String balanceSlot(String holder) {
    return Hash.sha3("0x" + "0".repeat(24) + holder.substring(2) + "0".repeat(64));
  }

  void prove(DeployedContract token, String name, String holder) {
    EthBlock.Block block =
        chain
            .ask(chain.client().ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
            .getBlock();
    EthGetProof.Proof proof =
        screen.step(
            "eth_getProof of %s's balance verifies against the state root".formatted(name),
            () -> verified(token, holder, block));
    screen.detail("block %s, state root %s".formatted(block.getNumber(), block.getStateRoot()));
    screen.detail(
        "%d nodes to the account, %d to the slot; one flipped bit is noticed"
            .formatted(
                proof.getAccountProof().size(),
                proof.getStorageProof().getFirst().getProof().size()));
  }

  private EthGetProof.Proof verified(DeployedContract token, String holder, EthBlock.Block block) {
    String slot = balanceSlot(holder);
    EthGetProof.Proof proof =
        chain
            .ask(
                chain
                    .client()
                    .ethGetProof(
                        token.address(), List.of(slot), Numeric.encodeQuantity(block.getNumber())))
            .getResult();
    try {
      verify(block.getStateRoot(), token, slot, proof, token.integer("balanceOf", holder));
    } catch (MerkleProof.Rejected e) {
      throw new IllegalStateException("the proof was rejected: " + e.getMessage(), e);
    }
    Expect.equal("a proof with a flipped bit", false, accepted(block, token, proof));
    return proof;
  }

  private static void verify(
      String stateRoot,
      DeployedContract token,
      String slot,
      EthGetProof.Proof proof,
      BigInteger balance)
      throws MerkleProof.Rejected {
    byte[] account =
        MerkleProof.value(stateRoot, token.address(), proof.getAccountProof())
            .orElseThrow(() -> new MerkleProof.Rejected("there is no such account"));
    if (!Arrays.equals(account, encode(proof))) {
      throw new MerkleProof.Rejected("the account differs from what the trie holds");
    }
    BigInteger proven =
        MerkleProof.word(
            proof.getStorageHash(), slot, proof.getStorageProof().getFirst().getProof());
    Expect.equal("the proven balance", balance, proven);
  }

  private static byte[] encode(EthGetProof.Proof account) {
    return RlpEncoder.encode(
        new RlpList(
            RlpString.create(Numeric.toBigInt(account.getNonce())),
            RlpString.create(account.getBalance()),
            RlpString.create(Numeric.hexStringToByteArray(account.getStorageHash())),
            RlpString.create(Numeric.hexStringToByteArray(account.getCodeHash()))));
  }

  /** Whether the verifier would believe the same proof with its last bit turned. */
  private static boolean accepted(
      EthBlock.Block block, DeployedContract token, EthGetProof.Proof proof) {
    List<String> nodes = proof.getAccountProof();
    byte[] last = Numeric.hexStringToByteArray(nodes.getLast());
    last[last.length - 1] ^= 1;
    List<String> forged = new ArrayList<>(nodes.subList(0, nodes.size() - 1));
    forged.add(Numeric.toHexString(last));
    try {
      MerkleProof.value(block.getStateRoot(), token.address(), forged);
      return true;
    } catch (MerkleProof.Rejected expected) {
      return false;
    }
  }
}
