package dev.assay.state.db;

import dev.assay.state.chain.BlockHeader;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.db.DatabaseFailure.Kind;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.trie.TrieCorruption;
import dev.assay.state.trie.TrieProof;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.List;
import java.util.Optional;

/** Compares the database with the marker beside it before anything is served. */
final class OpenCheck {
  /** Blocks below the head whose links are followed at every open. */
  private static final int LINKS = 64;

  private static final Head NO_BLOCK = new Head(HeadCell.NONE, Hash.ZERO, Hash.EMPTY_TRIE);

  private OpenCheck() {}

  /** Refuses a head that is not that of a chain. */
  static void checkChain(RocksStore store, Head head) {
    BlockTable blocks = new BlockTable(store);
    checkHead(head, blocks);
    checkLinks(head, blocks);
  }

  /**
   * Refuses a database that is shorter than what was acknowledged, or of another chain.
   *
   * @return the acknowledged blocks that are missing, when that is accepted
   * @throws DatabaseFailure with what is missing and the command that accepts it
   */
  static Optional<LostBlocks> check(
      LiveTables tables, Optional<Head> head, HeadMarker marker, boolean acceptLoss) {
    BlockTable blocks = new BlockTable(tables.store());
    head.ifPresent(found -> checkRoot(found, tables));
    if (acceptLoss) {
      Optional<LostBlocks> lost = marker.found().flatMap(last -> LostBlocks.between(head, last));
      marker.write(head.orElse(NO_BLOCK));
      return lost;
    }
    if (marker.isDamaged()) {
      throw new DatabaseFailure(
          Kind.CORRUPT,
          "the head marker is damaged, so it cannot be told whether blocks are missing; 'assay db"
              + " repair --recover' continues from "
              + head.map(OpenCheck::text).orElse("an empty chain"));
    }
    if (marker.found().isEmpty() && head.isEmpty()) {
      // From now on an empty chain is on record, and its first block can be missed.
      marker.write(NO_BLOCK);
      return Optional.empty();
    }
    if (marker.found().isEmpty()) {
      throw new DatabaseFailure(
          Kind.CORRUPT,
          "the head marker is gone, so it cannot be told whether blocks are missing; 'assay"
              + " db repair --recover' continues from "
              + head.map(OpenCheck::text).orElse("an empty chain"));
    }
    checkAcknowledged(head, marker.found().get(), blocks);
    return Optional.empty();
  }

  private static void checkHead(Head head, BlockTable blocks) {
    BlockHeader header =
        blocks
            .header(head.number())
            .orElseThrow(
                () ->
                    new DatabaseFailure(
                        Kind.CORRUPT, "the header of the head, " + text(head) + ", is missing"));
    if (!header.hash().equals(head.hash()) || !header.stateRoot().equals(head.stateRoot())) {
      throw new DatabaseFailure(
          Kind.CORRUPT, "the header of the head, " + text(head) + ", is of another block");
    }
  }

  /** A log that lost its middle leaves a gap, which the newest block alone does not show. */
  private static void checkLinks(Head head, BlockTable blocks) {
    Hash expected = head.hash();
    for (long number = head.number(); number > head.number() - LINKS; number--) {
      Optional<BlockHeader> header = number < 0 ? Optional.empty() : blocks.header(number);
      if (header.isEmpty() && (number < 0 || isLowest(blocks, number))) {
        return;
      }
      if (header.isEmpty() || !header.get().hash().equals(expected)) {
        throw new DatabaseFailure(
            Kind.CORRUPT,
            "block " + number + " is missing or not the one its child names: the log is damaged");
      }
      expected = header.get().parentHash();
    }
  }

  /** A chain that began with a snapshot has nothing below its first block. */
  private static boolean isLowest(BlockTable blocks, long number) {
    return blocks.header(0).isEmpty() && blocks.header(number - 1).isEmpty();
  }

  private static void checkRoot(Head head, LiveTables tables) {
    TableTrie trie = TableTrie.ofState(tables);
    List<Bytes> path;
    try {
      path = TrieProof.prove(trie, head.stateRoot(), Hash.ZERO);
    } catch (TrieCorruption | RlpError damaged) {
      throw new DatabaseFailure(Kind.CORRUPT, "the state is damaged: " + damaged.getMessage());
    }
    boolean isOfHead = path.isEmpty() || Keccak.hash(path.getFirst()).equals(head.stateRoot());
    if (!isOfHead) {
      throw new DatabaseFailure(
          Kind.CORRUPT, "the state in the tables is not that of " + text(head));
    }
  }

  private static void checkAcknowledged(Optional<Head> head, Head acknowledged, BlockTable blocks) {
    long number = head.map(Head::number).orElse(HeadCell.NONE);
    if (number < acknowledged.number()) {
      throw new DatabaseFailure(
          Kind.BLOCKS_MISSING,
          "blocks "
              + (number + 1)
              + " to "
              + acknowledged.number()
              + " were acknowledged and are missing from the database; 'assay db repair --recover'"
              + " accepts the loss and continues from "
              + head.map(OpenCheck::text).orElse("an empty chain"));
    }
    boolean same =
        acknowledged.number() == HeadCell.NONE
            || blocks
                .header(acknowledged.number())
                .map(header -> header.hash().equals(acknowledged.hash()))
                .orElse(false);
    if (!same) {
      throw new DatabaseFailure(
          Kind.CORRUPT,
          "the acknowledged " + text(acknowledged) + " is not the one of the database");
    }
  }

  private static String text(Head head) {
    return "block " + head.number() + " " + head.hash();
  }
}
