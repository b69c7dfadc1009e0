package dev.assay.state.db;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.Receipt;
import dev.assay.state.db.DatabaseFailure.Kind;
import dev.assay.state.db.StateWriter.Written;
import dev.assay.state.trie.BranchMemory;
import dev.assay.state.trie.ResidentTrie;
import dev.assay.state.trie.TrieCorruption;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The chain in RocksDB.
 *
 * <p>A commit computes everything first, then writes one batch (journal, code, block, receipts,
 * indexes, and the head last), then the marker, and only then says so. Whatever goes wrong before
 * the batch is written leaves no trace. Tables, history and undo lists follow in the background,
 * see {@link Settler}; until then the {@link Tail} has them.
 */
final class RocksChainDatabase implements ChainDatabase {
  /** The folder of RocksDB in the data directory. */
  static final String TABLES = "rocksdb";

  /** What a small block takes besides its changes. */
  private static final int BLOCK_BYTES = 4 << 10;

  private static final int LARGEST_ESTIMATE = 64 << 20;

  private final DatabaseOptions options;
  private final RocksStore store;
  private final KeyCache keys;
  private final Tail tail = new Tail();
  private final LiveTables tables;
  private final TableCache cache;
  private final TrieMemory tries;
  private final BranchMemory proven;
  private final ForkJoin forks;
  private volatile ResidentTrie newestTrie = ResidentTrie.of(Hash.EMPTY_TRIE);
  private final HeadMarker marker;
  private final BlockTable blocks;
  private final HeadCell heads;
  private final Optional<LostBlocks> lost;
  private final WalSync sync;
  private final Pruner pruner;
  private final Settler settler;
  private final FilterFill filling;
  private final FaultPoint.Visitor faults;
  private boolean failed;

  private RocksChainDatabase(
      DatabaseOptions options, RocksStore store, HeadMarker marker, FaultPoint.Visitor faults) {
    this.faults = faults;
    this.options = options;
    this.store = store;
    this.keys = new KeyCache(options.keyBytes());
    this.tables = new LiveTables(store, tail);
    this.cache = new TableCache(tables, options.valueBytes());
    this.tries = new TrieMemory(options.trieBytes());
    this.proven = new BranchMemory(options.proofBytes());
    this.marker = marker;
    this.blocks = new BlockTable(store);
    Meta meta = new Meta(store);
    meta.checkSchema();
    Optional<Head> head = meta.head();
    this.heads = new HeadCell(head, meta.oldestState());
    this.pruner = new Pruner(store, heads, options, faults);
    this.settler = new Settler(store, tail, pruner, options, faults);
    this.filling = new FilterFill(store);
    head.ifPresent(this::replay);
    this.lost = OpenCheck.check(tables, head, marker, options.acceptLoss());
    this.forks = new ForkJoin(options.threads());
    this.sync = WalSync.start(options.durability(), store, marker);
    pruner.start();
    settler.start();
    filling.start();
  }

  static RocksChainDatabase open(
      Path directory, DatabaseOptions options, FaultPoint.Visitor faults) {
    RocksStore store = RocksStore.open(directory.resolve(TABLES), options);
    try {
      HeadMarker marker = HeadMarker.open(directory);
      try {
        return new RocksChainDatabase(options, store, marker, faults);
      } catch (RuntimeException failure) {
        marker.close();
        throw failure;
      }
    } catch (RuntimeException failure) {
      store.close();
      throw failure;
    }
  }

  @Override
  public Optional<Head> head() {
    return heads.head();
  }

  @Override
  public Optional<LostBlocks> lost() {
    return lost;
  }

  // ---- blocks

  @Override
  public Optional<BlockHeader> header(long number) {
    return number < 0 || number > heads.number() ? Optional.empty() : blocks.header(number);
  }

  @Override
  public Optional<BlockHeader> header(Hash hash) {
    return blocks.number(hash).flatMap(this::header);
  }

  @Override
  public Optional<Block> block(long number) {
    return number < 0 || number > heads.number() ? Optional.empty() : blocks.block(number);
  }

  @Override
  public Optional<Block> block(Hash hash) {
    return blocks.number(hash).flatMap(this::block);
  }

  @Override
  public Optional<Hash> blockHash(long number) {
    return header(number).map(BlockHeader::hash);
  }

  @Override
  public Optional<List<Receipt>> receipts(long number) {
    return number < 0 || number > heads.number() ? Optional.empty() : blocks.receipts(number);
  }

  @Override
  public Optional<TransactionLocation> transaction(Hash hash) {
    return blocks.transaction(hash).filter(location -> location.blockNumber() <= heads.number());
  }

  @Override
  public Optional<Bytes> code(Hash codeHash) {
    return Optional.ofNullable(store.get(ColumnFamily.CODE, codeHash.toArray())).map(Bytes::wrap);
  }

  // ---- states

  /** Whether every account that is not there is known not to be. */
  boolean knowsAbsentAccounts() {
    return store.knowsAccounts();
  }

  @Override
  public StateView latest() {
    return heads.head().isEmpty() ? StateView.empty() : view(heads.number());
  }

  @Override
  public StateView at(long number) {
    return view(number);
  }

  private TableView view(long number) {
    // Before a rollback, which ends the view, or after it, when the block is gone.
    return store.sharedly(
        () -> {
          if (number < 0 || number > heads.number()) {
            throw new StateUnavailable(number, "the newest block is " + heads.number());
          }
          return new TableView(store, keys, new PastTables(tables, cache, heads, number));
        });
  }

  @Override
  public long oldestState() {
    return heads.oldestKept();
  }

  @Override
  public AccountProof proof(Address address, List<UInt256> slots, long number) {
    TableView view = view(number);
    Hash root =
        header(number)
            .map(BlockHeader::stateRoot)
            .orElseThrow(() -> new StateUnavailable(number, "its header is missing"));
    return view.prove(proven, newestTrie, root, address, slots);
  }

  // ---- writing

  private record Prepared(Hash parentRoot, StateDiff diff, Written written)
      implements PreparedState {
    @Override
    public Hash root() {
      return written.root();
    }

    @Override
    public long permutations() {
      return written.permutations();
    }
  }

  @Override
  public PreparedState prepare(StateDiff diff) {
    recoverIfNeeded();
    Hash root = heads.head().map(Head::stateRoot).orElse(Hash.EMPTY_TRIE);
    try {
      return new Prepared(
          root,
          diff,
          StateWriter.write(
              new CachedTables(tables, cache),
              keys,
              tries,
              forks,
              root,
              diff,
              options.preimages()));
    } catch (TrieCorruption corruption) {
      // What did not verify must not be believed the next time.
      forget();
      throw corruption;
    }
  }

  @Override
  public void commit(
      Block block,
      Hash hash,
      List<Hash> transactions,
      List<Receipt> receipts,
      PreparedState state) {
    Prepared prepared = requireFit(block, receipts, state);
    Head head = new Head(block.number(), hash, prepared.root());
    long oldest = oldestAfter(block.number());
    // Sorted, because the database takes sorted keys three times as fast.
    BlockChanges changes = changes(block.number(), prepared);
    boolean first = block.number() == 0;
    try (RocksStore.Batch batch = batchOf(changes, prepared, first)) {
      BlockTable.put(batch, block, hash, transactions, receipts);
      if (oldest > heads.oldestKept()) {
        Meta.putOldestState(batch, oldest);
      }
      Meta.putHead(batch, head);
      faults.at(FaultPoint.BEFORE_WRITE);
      Optional<BlockChanges> waiting = first ? Optional.empty() : Optional.of(changes);
      write(batch, head, oldest, prepared.written(), waiting);
    }
    heads.publish(head);
    settler.added();
    pruner.wake();
  }

  private void write(
      RocksStore.Batch batch,
      Head head,
      long oldest,
      Written written,
      Optional<BlockChanges> waiting) {
    heads.begin(head.number(), oldest);
    cache.begin();
    try {
      batch.write();
      faults.at(FaultPoint.AFTER_WRITE);
      marker.write(head);
      sync.written();
    } catch (RuntimeException failure) {
      failed = true;
      forget();
      heads.abandon();
      throw failure;
    }
    // Before the caches are open to readers, who would take what is stored for the newest.
    waiting.ifPresent(tail::add);
    heads.beginCaching(head.number());
    cache.written(written.changes());
    tries.written(written.state(), written.storages());
    newestTrie = written.state();
  }

  private void recoverIfNeeded() {
    if (failed || settler.hasFailed()) {
      failed = true;
      settler.without(
          () -> {
            recover();
            return null;
          });
    }
  }

  /**
   * Opens the database again after a write failed. A block that reached the disk although nobody
   * was told is taken back.
   */
  private void recover() {
    store.exclusively(
        () -> {
          store.reopen();
          settler.recovered();
          tail.rolledBackTo(HeadCell.NONE);
          Optional<Head> head = new Meta(store).head().map(this::acknowledged);
          head.ifPresent(this::replay);
          forget();
          head.ifPresent(heads::publish);
        });
    sync.recovered();
    sync.written();
    failed = false;
    filling.recovered();
    pruner.wake();
  }

  /** The head that was found, or the one that was published if that is older. */
  private Head acknowledged(Head found) {
    Head head = heads.head().filter(known -> known.number() < found.number()).orElse(found);
    if (!head.equals(found)) {
      try (RocksStore.Batch batch = store.batch()) {
        takeBack(batch, found.number(), head, false);
        batch.write();
      }
    }
    return head;
  }

  /** Brings back what the tables do not hold yet. */
  private void replay(Head head) {
    OpenCheck.checkChain(store, head);
    Replay.run(store, tail, settler, head.number());
  }

  /** Empties the caches: what they hold may not be what the tables hold. */
  private void forget() {
    cache.clear();
    tries.clear();
  }

  private Prepared requireFit(Block block, List<Receipt> receipts, PreparedState state) {
    if (!(state instanceof Prepared prepared)) {
      throw new IllegalArgumentException("the state was not prepared by this database");
    }
    Optional<Head> parent = heads.head();
    BlockHeader header = block.header();
    require(header.number() == heads.number() + 1, "the head is block " + heads.number());
    require(
        parent.isEmpty() || header.parentHash().equals(parent.get().hash()),
        "its parent is not the head");
    requireState(block, receipts, prepared);
    return prepared;
  }

  private void requireState(Block block, List<Receipt> receipts, Prepared prepared) {
    Hash parentRoot = heads.head().map(Head::stateRoot).orElse(Hash.EMPTY_TRIE);
    BlockHeader header = block.header();
    require(prepared.parentRoot().equals(parentRoot), "the state was prepared over another head");
    require(header.stateRoot().equals(prepared.root()), "its state root is not the prepared one");
    require(
        receipts.size() == block.transactions().size(),
        receipts.size() + " receipts for " + block.transactions().size() + " transactions");
  }

  @Override
  public void adopt(List<PastBlock> older, PastBlock newest, PreparedState state) {
    if (!(state instanceof Prepared prepared)) {
      throw new IllegalArgumentException("the state was not prepared by this database");
    }
    require(heads.head().isEmpty(), "there is a chain already");
    requireState(newest.block(), newest.receipts(), prepared);
    long number = newest.block().number();
    Head head = new Head(number, newest.block().hash(), prepared.root());
    try (RocksStore.Batch batch = batchOf(changes(number, prepared), prepared, true)) {
      Hash parent = Hash.ZERO;
      for (PastBlock past : Stream.concat(older.stream(), Stream.of(newest)).toList()) {
        require(past.block().header().parentHash().equals(parent), "its parents are not a chain");
        parent = past.block().hash();
        List<Hash> transactions = ChainDatabase.hashes(past.block());
        BlockTable.put(batch, past.block(), parent, transactions, past.receipts());
      }
      Meta.putOldestState(batch, number);
      Meta.putHead(batch, head);
      write(batch, head, number, prepared.written(), Optional.empty());
    }
    heads.publish(head);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("the block does not fit: " + otherwise);
    }
  }

  private static BlockChanges changes(long number, Prepared prepared) {
    return BlockChanges.ofSorted(number, PrefixSort.sorted(prepared.written().changes()));
  }

  /**
   * A batch with everything that a block changes of the state: in the journal, or of the first
   * block, before which nothing was, at once in the tables.
   */
  private RocksStore.Batch batchOf(BlockChanges changes, Prepared prepared, boolean first) {
    RocksStore.Batch batch =
        store.batch((int) Math.min(BLOCK_BYTES + changes.bytes(), LARGEST_ESTIMATE));
    if (first) {
      changes.changes().forEach(batch::put);
      Meta.putSettled(batch, changes.number());
    } else {
      Journal.put(batch, changes);
    }
    for (StateWriter.Preimage preimage : prepared.written().preimages()) {
      batch.put(ColumnFamily.PREIMAGES, preimage.key().toArray(), preimage.name());
    }
    putCode(batch, prepared.diff());
    return batch;
  }

  private static void putCode(RocksStore.Batch batch, StateDiff diff) {
    diff.code()
        .forEach(
            (codeHash, code) ->
                batch.put(ColumnFamily.CODE, codeHash.toArray(), code.unsafeArray()));
  }

  private long oldestAfter(long number) {
    long allowed = options.historyBlocks() >= number ? 0 : number - options.historyBlocks();
    return Math.max(heads.oldestKept(), allowed);
  }

  @Override
  public void rollbackTo(long number) {
    recoverIfNeeded();
    if (number == heads.number()) {
      return;
    }
    Block target =
        block(number).orElseThrow(() -> new StateUnavailable(number, "there is no such block"));
    if (number < heads.oldestKept()) {
      throw new StateUnavailable(
          number, "states before block " + heads.oldestKept() + " are pruned");
    }
    Head head = new Head(number, target.hash(), target.header().stateRoot());
    settler.without(
        () -> {
          rollbackTo(head);
          return null;
        });
    sync.written();
  }

  private void rollbackTo(Head head) {
    long number = head.number();
    boolean isSettled = number < new Meta(store).settled();
    if (isSettled) {
      // The log takes back what the tables hold, so it must not be found without that.
      settler.flush();
    }
    try (RocksStore.Batch batch = store.batch()) {
      takeBack(batch, heads.number(), head, isSettled);
      store.exclusively(
          () -> {
            heads.beginRollback(number);
            batch.write();
            tail.rolledBackTo(number);
            forget();
            heads.publish(head);
          });
    }
    if (isSettled) {
      pruner.settled(number);
    }
  }

  /**
   * Takes back the blocks above a head, from the tables or before they got there. The marker is
   * written before the batch is: a process that dies between the two must not look like a loss.
   */
  private void takeBack(RocksStore.Batch batch, long newest, Head head, boolean isSettled) {
    History history = new History(store);
    for (long undone = newest; undone > head.number(); undone--) {
      if (isSettled) {
        history.undo(batch, undone);
      } else {
        batch.delete(ColumnFamily.BLOCKS, Journal.key(undone));
      }
      blocks.block(undone).ifPresent(block -> BlockTable.delete(batch, block));
    }
    if (isSettled) {
      Meta.putSettled(batch, head.number());
    }
    Meta.putHead(batch, head);
    marker.write(head);
  }

  // ---- care

  @Override
  public DatabaseCheck.Report check(DatabaseCheck.Progress progress) {
    return settler.settled(
        () ->
            pruner.without(
                () ->
                    DatabaseCheck.run(
                        store, heads.head(), heads.oldestKept(), pruner.oldestBody(), progress)));
  }

  @Override
  public void checkpoint(Path directory) {
    Path target = directory.resolve(TABLES);
    settler.settle();
    try {
      Files.createDirectories(directory);
      store.checkpoint(target);
      faults.at(FaultPoint.DURING_CHECKPOINT);
      try (HeadMarker copy = HeadMarker.open(directory)) {
        heads.head().ifPresent(copy::write);
      }
    } catch (IOException failure) {
      throw new DatabaseFailure(Kind.INPUT_OUTPUT, "cannot write " + directory, failure);
    }
  }

  @Override
  public void compact() {
    try {
      settler.flush();
      store.compact();
    } catch (DatabaseFailure failure) {
      // RocksDB takes no more writes after it: the next block opens it again.
      failed = true;
      throw failure;
    }
  }

  @Override
  public DatabaseStats stats() {
    return DatabaseStats.of(
        store, heads.head(), heads.oldestKept(), pruner.prunedStates(), pruner.oldestBody());
  }

  @Override
  public void walk(StateVisitor visitor) {
    settler.settled(
        () -> {
          StateWalk.run(store, visitor);
          return null;
        });
  }

  @Override
  public void exportTo(OutputStream stream) throws IOException {
    Head head = heads.head().orElseThrow(() -> new IllegalStateException("there is no block yet"));
    Block block = block(head.number()).orElseThrow();
    settler.settle();
    Snapshot.write(store, block, receipts(head.number()).orElseThrow(), stream);
  }

  @Override
  public void close() {
    filling.close();
    settler.close();
    pruner.close();
    sync.close();
    forks.close();
    store.close();
    marker.close();
  }
}
