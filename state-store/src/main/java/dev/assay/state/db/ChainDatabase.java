package dev.assay.state.db;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Blocks, receipts and states of one chain.
 *
 * <p>One thread writes ({@link #prepare}, {@link #commit}, {@link #rollbackTo}); any thread reads,
 * also while it writes, and sees whole blocks only. Views need no closing.
 *
 * <p>Reading methods throw {@link DatabaseFailure} when the disk fails.
 */
public interface ChainDatabase extends AutoCloseable {
  /**
   * Opens or creates the database in a directory.
   *
   * @throws DatabaseFailure with the reason: in use, newer than this program, blocks missing,
   *     corrupt, or whatever the disk says
   */
  static ChainDatabase open(Path directory, DatabaseOptions options) {
    return open(directory, options, FaultPoint.Visitor.NONE);
  }

  /** The same, telling of the moments at which a process may die so that it hurts most. */
  static ChainDatabase open(Path directory, DatabaseOptions options, FaultPoint.Visitor faults) {
    return RocksChainDatabase.open(directory, options, faults);
  }

  /** The newest block; none before the genesis block is committed. */
  Optional<Head> head();

  /** Acknowledged blocks whose loss this open accepted, see {@link DatabaseOptions#acceptLoss}. */
  Optional<LostBlocks> lost();

  // ---- blocks

  /** Header at a height. */
  Optional<BlockHeader> header(long number);

  /** Header of a block. */
  Optional<BlockHeader> header(Hash hash);

  /** Block at a height. */
  Optional<Block> block(long number);

  /** Block of a hash. */
  Optional<Block> block(Hash hash);

  /** Hash of the block at a height. */
  Optional<Hash> blockHash(long number);

  /** Receipts of the block at a height, in the order of its transactions. */
  Optional<List<Receipt>> receipts(long number);

  /** Where a transaction is. */
  Optional<TransactionLocation> transaction(Hash hash);

  // ---- states

  /** State after the newest block; the empty state before the genesis block. */
  StateView latest();

  /**
   * State after the block at a height.
   *
   * @throws StateUnavailable now or at a later read, once the block is pruned or rolled back
   */
  StateView at(long number);

  /** Lowest height whose state is kept. */
  long oldestState();

  /** Code by its hash, whatever block deployed it. */
  Optional<Bytes> code(Hash codeHash);

  /**
   * Proof of an account and slots of its storage in the state after a block.
   *
   * @throws StateUnavailable when the block is not kept
   */
  AccountProof proof(Address address, List<UInt256> slots, long number);

  // ---- writing

  /** Applies a difference to the newest state, in memory. */
  PreparedState prepare(StateDiff diff);

  /**
   * Appends a block: state, block, receipts and indexes in one atomic write, on disk as the
   * durability option promises when this returns.
   *
   * @throws IllegalArgumentException when the block does not follow the head, its header does not
   *     name the prepared root, or the receipts are not as many as the transactions
   * @throws DatabaseFailure when the write fails; nothing of it is visible then, and the next
   *     {@link #prepare} tries to go on
   */
  default void commit(Block block, List<Receipt> receipts, PreparedState state) {
    commit(block, block.hash(), hashes(block), receipts, state);
  }

  /**
   * The same by a caller who knows the hashes: of the block, and of its transactions in their
   * order.
   */
  void commit(
      Block block, Hash hash, List<Hash> transactions, List<Receipt> receipts, PreparedState state);

  /** Hashes of a block's transactions. */
  static List<Hash> hashes(Block block) {
    return block.transactions().stream().map(Transaction::hash).toList();
  }

  /**
   * Begins with a chain from elsewhere, in one atomic write: its blocks from the first on, and the
   * state after the newest, prepared over the empty one. Older states are not known.
   *
   * @throws IllegalArgumentException when there are blocks already, the blocks are no chain, or the
   *     newest does not name the prepared root
   */
  void adopt(List<PastBlock> older, PastBlock newest, PreparedState state);

  /** A block that was made elsewhere. */
  record PastBlock(Block block, List<Receipt> receipts) {
    /** Copies the receipts. */
    public PastBlock {
      receipts = List.copyOf(receipts);
    }
  }

  /**
   * Makes the block at a height the newest again, in one atomic write.
   *
   * @throws StateUnavailable when its state is not kept
   */
  void rollbackTo(long number);

  // ---- care

  /**
   * Verifies everything against the header of the newest block; nobody may write meanwhile.
   *
   * @throws DatabaseFailure when the disk fails
   */
  DatabaseCheck.Report check(DatabaseCheck.Progress progress);

  /**
   * Makes a copy in another directory of the same disk, by linking files; nobody may commit
   * meanwhile.
   */
  void checkpoint(Path directory);

  /** Rewrites all files, so that nothing deleted or overwritten takes space any more. */
  void compact();

  /** Sizes. */
  DatabaseStats stats();

  /**
   * Shows the newest state, in the order of hashed keys; nobody may commit meanwhile.
   *
   * @throws UnnamedState when what came into it was not kept by name, see {@link
   *     DatabaseOptions#preimages}
   */
  void walk(StateVisitor visitor);

  /**
   * Writes the newest state and its block as a portable snapshot; nobody may commit meanwhile.
   *
   * @throws IllegalStateException for a chain without blocks
   */
  void exportTo(OutputStream stream) throws IOException;

  /**
   * Creates a database from a snapshot: a chain that begins with its block. Everything is verified
   * against the state root of the block's header; a refused snapshot leaves no database.
   *
   * @throws DatabaseFailure when the snapshot is refused or the directory holds a chain already
   */
  static Head importFrom(InputStream stream, Path directory, DatabaseOptions options)
      throws IOException {
    return Snapshot.importFrom(stream, directory, options);
  }

  @Override
  void close();
}
