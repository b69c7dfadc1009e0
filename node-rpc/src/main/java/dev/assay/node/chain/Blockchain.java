package dev.assay.node.chain;

import dev.assay.node.NodeStartException;
import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.SenderCache;
import dev.assay.state.chain.Transaction;
import dev.assay.state.db.AccountProof;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.Head;
import dev.assay.state.db.PreparedState;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The chain as readers see it: an immutable {@link Tip} replaced by each block after it is on disk.
 * Only the block producer calls the methods that write.
 */
public final class Blockchain {
  /** Little, so that most of what it holds dies young: what a block leaves is garbage soon. */
  private static final long RECENT_BYTES = 2L << 20;

  private static final long READ_BYTES = 32L << 20;
  private static final int SENDERS = 20_000;

  private final ChainDatabase database;
  private final long chainId;
  private final SenderCache senders = new SenderCache(SENDERS);
  private final List<ChainListener> listeners = new CopyOnWriteArrayList<>();
  private final RecentBlocks recent = new RecentBlocks(RECENT_BYTES);
  private final ReadBlocks readBlocks = new ReadBlocks(READ_BYTES);
  private final LogIndex logs = new LogIndex();
  private volatile Tip tip;

  /**
   * The newest block and the state that the next one starts from.
   *
   * @param block the block
   * @param state the state after it, with the edits since
   * @param edits changes by control methods that no block holds yet
   */
  public record Tip(ChainBlock block, StateView state, StateDiff edits) {
    /** Height. */
    public long number() {
      return block.number();
    }

    /** The header. */
    public BlockHeader header() {
      return block.header();
    }
  }

  /** Who wants to know of new blocks; called on the writer's thread, so be quick. */
  public interface ChainListener {
    /** A block is on disk and visible. */
    void onBlock(ChainBlock block);
  }

  private Blockchain(ChainDatabase database, long chainId, Tip tip) {
    this.database = database;
    this.chainId = chainId;
    this.tip = tip;
  }

  /**
   * Continues the chain of a database, or begins it.
   *
   * @throws NodeStartException if the database holds another chain
   */
  public static Blockchain open(ChainDatabase database, Genesis genesis) {
    if (database.head().isEmpty()) {
      PreparedState state = database.prepare(genesis.state());
      database.commit(genesis.block(state.root()), List.of(), state);
    }
    return continued(database, genesis);
  }

  /**
   * Begins the chain of an empty database where a dump was made, or at the first block with the
   * dump's accounts where it has no blocks.
   *
   * @throws NodeStartException if there is a chain already, the dump's is another, or its state is
   *     not what its newest block says
   */
  public static Blockchain restore(ChainDatabase database, Genesis genesis, StateDump dump) {
    if (database.head().isPresent()) {
      throw new NodeStartException(
          "the data directory holds a chain already: a state is loaded into an empty one", null);
    }
    if (dump.past().isEmpty()) {
      Blockchain chain = open(database, genesis);
      chain.edit(dump.asEdit());
      return chain;
    }
    var past = dump.past().get();
    PreparedState state = database.prepare(dump.committedState());
    try {
      database.adopt(past.blocks().subList(0, past.blocks().size() - 1), past.newest(), state);
    } catch (IllegalArgumentException e) {
      throw new NodeStartException("the dump is refused: " + e.getMessage(), e);
    }
    Blockchain chain = continued(database, genesis);
    StateDiff edits = dump.editsSince();
    if (!edits.isEmpty()) {
      chain.edit(edits);
    }
    return chain;
  }

  private static Blockchain continued(ChainDatabase database, Genesis genesis) {
    long held = database.header(0).flatMap(Genesis::chainIdOf).orElse(genesis.chainId());
    if (held != genesis.chainId()) {
      throw new NodeStartException(
          "the data directory holds a chain with id "
              + held
              + ", not "
              + genesis.chainId()
              + ": use --chain-id "
              + held
              + " or another --data-dir",
          null);
    }
    return new Blockchain(database, held, tipOf(database));
  }

  private static Tip tipOf(ChainDatabase database) {
    Head head = database.head().orElseThrow();
    return new Tip(read(database, head.number()).orElseThrow(), database.latest(), StateDiff.EMPTY);
  }

  private static Optional<ChainBlock> read(ChainDatabase database, long number) {
    return database
        .block(number)
        .map(
            block ->
                new ChainBlock(
                    block,
                    database.blockHash(number).orElseGet(block::hash),
                    block.transactions().stream().map(Transaction::hash).toList(),
                    database.receipts(number).orElseThrow()));
  }

  /** The newest block and its state. */
  public Tip tip() {
    return tip;
  }

  /** EIP-155 chain id. */
  public long chainId() {
    return chainId;
  }

  /** Calls {@code listener} for each block from now on. */
  public void listen(ChainListener listener) {
    listeners.add(listener);
  }

  /** The block at a height. */
  public Optional<ChainBlock> block(long number) {
    Tip now = tip;
    if (number == now.number()) {
      return Optional.of(now.block());
    }
    if (number < 0 || number > now.number()) {
      return Optional.empty();
    }
    return recent.block(number).or(() -> onDisk(number));
  }

  private Optional<ChainBlock> onDisk(long number) {
    return readBlocks.get(number, height -> read(database, height));
  }

  /** The block of a hash. */
  public Optional<ChainBlock> block(Hash hash) {
    Tip now = tip;
    if (hash.equals(now.block().hash())) {
      return Optional.of(now.block());
    }
    return database.header(hash).flatMap(header -> block(header.number()));
  }

  /** The header at a height. */
  public Optional<BlockHeader> header(long number) {
    return number < 0 || number > tip.number()
        ? Optional.empty()
        : recent.block(number).map(ChainBlock::header).or(() -> database.header(number));
  }

  /** The transaction of that hash. */
  public Optional<MinedTransaction> transaction(Hash hash) {
    return recent.transaction(hash).or(() -> transactionOnDisk(hash));
  }

  private Optional<MinedTransaction> transactionOnDisk(Hash hash) {
    return database
        .transaction(hash)
        .flatMap(
            place ->
                block(place.blockNumber())
                    .map(block -> new MinedTransaction(block, place.index())));
  }

  /** Who sent a transaction of a block. */
  public Address sender(MinedTransaction mined) {
    return Wallet.marked(mined.transaction())
        .or(() -> senders.sender(mined.hash(), mined.transaction()))
        .orElse(Address.ZERO);
  }

  /** Who signed a transaction of that hash, if the signature is anybody's. */
  public Optional<Address> signer(Hash hash, Transaction transaction) {
    return senders.sender(hash, transaction);
  }

  /** State after the block at a height; of the newest block with the edits since. */
  public StateView stateAt(long number) {
    Tip now = tip;
    return number == now.number() ? now.state() : database.at(number);
  }

  /** Code by its hash, whatever block deployed it. */
  public Optional<Bytes> code(Hash hash) {
    return database.code(hash);
  }

  /** Proof of an account against the state root of a block; edits since are not part of it. */
  public AccountProof proof(Address address, List<UInt256> slots, long number) {
    return database.proof(address, slots, number);
  }

  /** The root that a difference to the newest state leads to. */
  PreparedState prepare(StateDiff diff) {
    return database.prepare(Edits.merge(tip.edits(), diff));
  }

  /** Writes a block, synced; then everybody sees it. */
  void append(Block block, List<Hash> hashes, List<Receipt> receipts, PreparedState state) {
    Hash hash = block.hash();
    database.commit(block, hash, hashes, receipts, state);
    ChainBlock added = new ChainBlock(block, hash, hashes, receipts);
    logs.append(added.number(), added.header().logsBloom(), logs.generation());
    recent.append(added);
    tip = new Tip(added, database.latest(), StateDiff.EMPTY);
    listeners.forEach(listener -> listener.onBlock(added));
  }

  /**
   * The heights in a range, none above the newest block, whose blocks may hold logs with one of the
   * addresses and, at each position, one of the topics; an empty list stands for any. As bits from
   * {@code from} on; some may turn out to hold none.
   */
  public BitSet mayHoldLogs(List<Address> addresses, List<List<Hash>> topics, long from, long to) {
    indexLogs();
    return logs.candidates(LogIndex.Query.of(addresses, topics), from, to);
  }

  /**
   * Brings the index of logs to the newest block; at once, but for the first time after a start.
   */
  private void indexLogs() {
    for (int generation = logs.generation(); ; generation = logs.generation()) {
      long number = logs.next();
      Optional<BlockHeader> header = header(number);
      if (header.isEmpty()) {
        return;
      }
      logs.append(number, header.get().logsBloom(), generation);
    }
  }

  /** Everything, as plain data. */
  StateDump dump() {
    return StateDump.of(database, tip);
  }

  /** Changes the newest state without a block; the next block will contain the change. */
  void edit(StateDiff diff) {
    Tip now = tip;
    StateDiff edits = Edits.merge(now.edits(), diff);
    tip = new Tip(now.block(), new Edits(database.latest(), edits), edits);
  }

  /** Makes an earlier block the newest again, with the edits it had then. */
  void rollbackTo(long number, StateDiff edits) {
    if (number < tip.number()) {
      database.rollbackTo(number);
    }
    recent.truncate(number);
    readBlocks.truncate(number);
    logs.truncate(number);
    Tip then = tipOf(database);
    tip = edits.isEmpty() ? then : new Tip(then.block(), new Edits(then.state(), edits), edits);
  }
}
