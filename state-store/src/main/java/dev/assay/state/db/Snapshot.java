package dev.assay.state.db;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.Receipt;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.db.DatabaseFailure.Kind;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.trie.Forks;
import dev.assay.state.trie.LeafChange;
import dev.assay.state.trie.ResidentTrie;
import dev.assay.state.trie.TrieUpdate;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountRlp;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The newest state and its block in one portable stream.
 *
 * <p>After a magic number come frames: length 4, CRC-32C of the payload 4, payload. The payload is
 * an RLP list whose first item is its kind: the head (block, receipts), code, an account with its
 * first slots, more slots of that account, the end. Accounts and slots are in the order of their
 * hashed keys, so that equal states are equal files. Nothing in a file is believed: the importer
 * rebuilds every trie and accepts the state only if its root is that of the header.
 */
final class Snapshot {
  private static final long MAGIC = 0x4153534159534E31L;
  private static final int HEAD = 0;
  private static final int CODE = 1;
  private static final int ACCOUNT = 2;
  private static final int SLOTS = 3;
  private static final int END = 4;
  private static final int SLOTS_A_FRAME = 1_000;
  private static final int ACCOUNTS_A_BATCH = 10_000;
  private static final int MAX_FRAME = 64 << 20;

  private Snapshot() {}

  // ---- export

  static void write(RocksStore store, Block block, List<Receipt> receipts, OutputStream stream)
      throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeLong(MAGIC);
    RlpWriter head = frame(HEAD).bytes(block.encode()).startList();
    receipts.forEach(receipt -> head.bytes(receipt.encode()));
    write(out, head.endList());
    try {
      store.scan(
          ColumnFamily.ACCOUNTS,
          new byte[0],
          (key, value) -> {
            writeAccount(store, out, key, FlatTables.decodeAccount(value));
            return true;
          });
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
    write(out, frame(END));
    out.flush();
  }

  private static RlpWriter frame(int kind) {
    return new RlpWriter(256).startList().number(kind);
  }

  private static void write(DataOutputStream out, RlpWriter open) {
    byte[] payload = open.endList().toByteArray();
    CRC32C checksum = new CRC32C();
    checksum.update(payload, 0, payload.length);
    try {
      out.writeInt(payload.length);
      out.writeInt((int) checksum.getValue());
      out.write(payload);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void writeAccount(
      RocksStore store, DataOutputStream out, byte[] key, Account account) {
    if (account.hasCode()) {
      byte[] code = store.get(ColumnFamily.CODE, account.codeHash().toArray());
      if (code == null) {
        throw new DatabaseFailure(Kind.CORRUPT, "code " + account.codeHash() + " is missing");
      }
      write(out, frame(CODE).bytes(code));
    }
    write(
        out,
        frame(ACCOUNT)
            .bytes(key)
            .number(account.nonce())
            .number(account.balance())
            .hash(account.codeHash())
            .hash(account.storageRoot()));
    RlpWriter[] slots = {frame(SLOTS)};
    int[] count = {0};
    store.scanPrefix(
        ColumnFamily.SLOTS,
        key,
        (slot, word) -> {
          slots[0].hash(FlatTables.lastHash(slot)).bytes(word);
          if (++count[0] % SLOTS_A_FRAME == 0) {
            write(out, slots[0]);
            slots[0] = frame(SLOTS);
          }
          return true;
        });
    if (count[0] % SLOTS_A_FRAME != 0) {
      write(out, slots[0]);
    }
  }

  // ---- import

  /** Makes a data directory of what is in a stream; it is there whole or not at all. */
  static Head importFrom(InputStream stream, Path directory, DatabaseOptions options)
      throws IOException {
    Path tables = directory.resolve(RocksChainDatabase.TABLES);
    if (Files.exists(tables)) {
      throw new DatabaseFailure(Kind.INPUT_OUTPUT, directory + " holds a chain already");
    }
    Path unfinished = directory.resolve(RocksChainDatabase.TABLES + ".importing");
    deleteAll(unfinished);
    Head head;
    try (RocksStore store = RocksStore.open(unfinished, options)) {
      new Meta(store).checkSchema();
      head = read(store, stream);
      store.sync();
    } catch (RuntimeException | IOException failure) {
      deleteAll(unfinished);
      throw failure;
    }
    try (HeadMarker marker = HeadMarker.open(directory)) {
      marker.write(head);
    }
    Files.move(unfinished, tables, StandardCopyOption.ATOMIC_MOVE);
    return head;
  }

  private static void deleteAll(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Fills an empty store; the head is written last, and only if all roots agree. */
  static Head read(RocksStore store, InputStream stream) throws IOException {
    return new Importer(store, new DataInputStream(stream)).run();
  }

  private static final class Importer {
    private final RocksStore store;
    private final DataInputStream in;
    private ResidentTrie state = ResidentTrie.of(Hash.EMPTY_TRIE);
    private int era;
    private final SortedMap<Hash, Account> pending = new TreeMap<>();
    private Hash owner = Hash.ZERO;
    private Account account = Account.EMPTY;
    private ResidentTrie storage = ResidentTrie.of(Hash.EMPTY_TRIE);
    private boolean inAccount;

    Importer(RocksStore store, DataInputStream in) {
      this.store = store;
      this.in = in;
    }

    Head run() throws IOException {
      if (in.readLong() != MAGIC) {
        throw corrupt("this is no snapshot");
      }
      try {
        return frames();
      } catch (RlpError malformed) {
        throw corrupt("malformed frame: " + malformed.getMessage());
      } catch (EOFException truncated) {
        throw corrupt("it ends before its end frame");
      }
    }

    private Head frames() throws IOException {
      RlpReader first = next();
      if (first.uint64() != HEAD) {
        throw corrupt("it does not begin with the head");
      }
      Block block = Block.decode(first.bytes());
      List<Receipt> receipts = new ArrayList<>();
      first.enterList();
      while (first.hasMore()) {
        receipts.add(Receipt.decode(first.bytes()));
      }
      while (frame(next())) {
        if (pending.size() >= ACCOUNTS_A_BATCH) {
          flushAccounts();
        }
      }
      flushAccounts();
      Hash root = state.root();
      if (!root.equals(block.header().stateRoot())) {
        throw corrupt("its state has root " + root + ", its header " + block.header().stateRoot());
      }
      Head head = new Head(block.number(), block.hash(), root);
      try (RocksStore.Batch batch = store.batch()) {
        BlockTable.put(batch, block, head.hash(), ChainDatabase.hashes(block), receipts);
        Meta.putOldestState(batch, head.number());
        Meta.putSettled(batch, head.number());
        Meta.putHead(batch, head);
        batch.write();
      }
      return head;
    }

    private RlpReader next() throws IOException {
      int length = in.readInt();
      int checksum = in.readInt();
      if (length < 0 || length > MAX_FRAME) {
        throw corrupt("frame of " + length + " bytes");
      }
      byte[] payload = in.readNBytes(length);
      CRC32C actual = new CRC32C();
      actual.update(payload, 0, payload.length);
      if (payload.length < length || (int) actual.getValue() != checksum) {
        throw corrupt("a frame fails its checksum");
      }
      RlpReader reader = new RlpReader(payload);
      reader.enterList();
      return reader;
    }

    /** Takes a frame; false at the end. */
    private boolean frame(RlpReader reader) {
      int kind = (int) reader.uint64();
      switch (kind) {
        case CODE -> code(reader.bytes());
        case ACCOUNT -> account(reader);
        case SLOTS -> slots(reader);
        case END -> endAccount();
        default -> throw corrupt("frame of kind " + kind);
      }
      return kind != END;
    }

    private void code(Bytes code) {
      try (RocksStore.Batch batch = store.batch()) {
        batch.put(ColumnFamily.CODE, Keccak.hash(code).toArray(), code.unsafeArray());
        batch.write();
      }
    }

    private void account(RlpReader reader) {
      endAccount();
      owner = reader.hash();
      long nonce = reader.uint64();
      UInt256 balance = reader.uint256();
      Hash codeHash = reader.hash();
      account = new Account(nonce, balance, reader.hash(), codeHash);
      storage = ResidentTrie.of(Hash.EMPTY_TRIE);
      inAccount = true;
      boolean hasCode =
          !account.hasCode() || store.get(ColumnFamily.CODE, codeHash.toArray()) != null;
      if (!hasCode) {
        throw corrupt("code " + codeHash + " of account " + owner + " is missing");
      }
    }

    private void slots(RlpReader reader) {
      List<LeafChange> leaves = new ArrayList<>();
      SortedMap<Hash, UInt256> words = new TreeMap<>();
      while (reader.hasMore()) {
        words.put(reader.hash(), UInt256.of(reader.bytesUpTo(UInt256.SIZE).unsafeArray()));
      }
      words.forEach(
          (slot, word) -> leaves.add(LeafChange.put(slot, AccountRlp.encode(word), false)));
      TableTrie trie = TableTrie.ofStorage(new LiveTables(store), owner);
      TrieUpdate update = TrieUpdate.apply(trie, storage, leaves, Forks.NONE, ++era);
      storage = update.trie();
      storage.forget(era);
      try (RocksStore.Batch batch = store.batch()) {
        trie.changes(update).forEach(batch::put);
        words.forEach(
            (slot, word) ->
                batch.put(
                    ColumnFamily.SLOTS, FlatTables.slotKey(owner, slot), FlatTables.encode(word)));
        batch.write();
      }
    }

    private void endAccount() {
      if (!inAccount) {
        return;
      }
      if (!storage.root().equals(account.storageRoot())) {
        throw corrupt("the storage of account " + owner + " has root " + storage.root());
      }
      pending.put(owner, account);
      inAccount = false;
    }

    private void flushAccounts() {
      List<LeafChange> leaves = new ArrayList<>();
      pending.forEach(
          (key, value) -> leaves.add(LeafChange.put(key, AccountRlp.encode(value), false)));
      TableTrie trie = TableTrie.ofState(new LiveTables(store));
      TrieUpdate update = TrieUpdate.apply(trie, state, leaves, Forks.NONE, ++era);
      state = update.trie();
      state.forget(era);
      try (RocksStore.Batch batch = store.batch()) {
        trie.changes(update).forEach(batch::put);
        pending.forEach(
            (key, value) ->
                batch.put(ColumnFamily.ACCOUNTS, key.toArray(), FlatTables.encode(value)));
        batch.write();
      }
      pending.clear();
    }

    private static DatabaseFailure corrupt(String what) {
      return new DatabaseFailure(Kind.CORRUPT, "the snapshot is refused: " + what);
    }
  }
}
