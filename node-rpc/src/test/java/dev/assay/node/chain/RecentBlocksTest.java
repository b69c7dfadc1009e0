package dev.assay.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentBlocksTest {
  private final RecentBlocks recent = new RecentBlocks(bytes(2, 8));

  @Test
  void findsBlocksByHeightAndByTheirTransactions() {
    ChainBlock block = append(7, 3);
    assertEquals(Optional.of(block), recent.block(7));
    assertEquals(
        Optional.of(new MinedTransaction(block, 2)), recent.transaction(transactionHash(7, 2)));
    assertEquals(Optional.empty(), recent.transaction(transactionHash(7, 3)));
    assertEquals(Optional.empty(), recent.block(8));
  }

  @Test
  void keepsUpToItsCapacityAndThenForgetsTheOldest() {
    append(1, 4);
    append(2, 4);
    assertTrue(recent.block(1).isPresent(), "just full");
    append(3, 0);
    assertEquals(Optional.empty(), recent.block(1), "one block too many");
    assertEquals(Optional.empty(), recent.transaction(transactionHash(1, 0)));
    assertTrue(recent.transaction(transactionHash(2, 0)).isPresent());
  }

  @Test
  void keepsTheNewestBlockHoweverHeavy() {
    append(1, 1);
    append(2, 50);
    assertEquals(Optional.empty(), recent.block(1));
    assertTrue(recent.transaction(transactionHash(2, 49)).isPresent());
  }

  @Test
  void forgetsWhatIsRolledBackAndTakesItsSuccessors() {
    append(1, 1);
    append(2, 1);
    append(3, 1);
    recent.truncate(1);
    assertTrue(recent.block(1).isPresent());
    assertEquals(Optional.empty(), recent.block(2));
    assertEquals(Optional.empty(), recent.transaction(transactionHash(3, 0)));
    ChainBlock other = append(2, 7);
    assertEquals(Optional.of(other), recent.block(2));
    assertTrue(recent.block(1).isPresent(), "weight of what was forgotten is free again");
  }

  private static long bytes(int blocks, int transactions) {
    return (long) blocks * ChainBlock.BLOCK_BYTES
        + (long) transactions * ChainBlock.TRANSACTION_BYTES;
  }

  private ChainBlock append(long number, int transactions) {
    ChainBlock block = block(number, transactions);
    recent.append(block);
    return block;
  }

  static ChainBlock block(long number, int transactions) {
    BlockHeader header =
        BlockHeader.draft(
            Hash.ZERO, number, number, Address.ZERO, 30_000_000, UInt256.ONE, Hash.ZERO);
    List<Hash> hashes = new ArrayList<>();
    for (int i = 0; i < transactions; i++) {
      hashes.add(transactionHash(number, i));
    }
    return new ChainBlock(new Block(header, List.of()), header.hash(), hashes, List.of());
  }

  private static Hash transactionHash(long number, int index) {
    return Keccak.hash(new byte[] {(byte) number, (byte) index});
  }
}
