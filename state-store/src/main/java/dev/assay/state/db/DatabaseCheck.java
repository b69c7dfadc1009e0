package dev.assay.state.db;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.BlockRoots;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.trie.TrieAudit;
import dev.assay.state.trie.TrieCorruption;
import dev.assay.state.trie.TrieLeaf;
import dev.assay.state.types.Hash;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountRlp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Verifies everything a database holds against the header of its head: every node and leaf of the
 * newest state, code hashes, every block with its links, roots, receipts and indexes, and that
 * nothing stands in the tables that the root does not commit to. Reads only.
 */
public final class DatabaseCheck {
  /** Something that is not as it must be. */
  public record Problem(String where, String what) {}

  /** How much was verified, and what was found. */
  public record Report(
      long blocks, long accounts, long slots, long trieRecords, List<Problem> problems) {
    /** Copies the problems. */
    public Report {
      problems = List.copyOf(problems);
    }
  }

  /** Told what is being verified: a stage, what is done of it, and what there is (0: unknown). */
  public interface Progress {
    /** So much of a stage is done. */
    void at(String stage, long done, long total);
  }

  private static final int STEP = 1_000;

  private final RocksStore store;
  private final BlockTable blocks;
  private final TableReader tables;
  private final Progress progress;
  private final List<Problem> problems = new ArrayList<>();
  private long accounts;
  private long slots;
  private long records;

  private DatabaseCheck(RocksStore store, Progress progress) {
    this.store = store;
    this.blocks = new BlockTable(store);
    this.tables = new LiveTables(store);
    this.progress = progress;
  }

  static Report run(
      RocksStore store, Optional<Head> head, long oldestState, long oldestBody, Progress progress) {
    DatabaseCheck check = new DatabaseCheck(store, progress);
    long lowest = head.map(found -> check.chain(found, oldestState, oldestBody)).orElse(0L);
    check.state(head.map(Head::stateRoot).orElse(Hash.EMPTY_TRIE));
    long count = head.map(found -> found.number() - lowest + 1).orElse(0L);
    return new Report(count, check.accounts, check.slots, check.records, check.problems);
  }

  private void guarded(String where, Runnable step) {
    try {
      step.run();
    } catch (RlpError | TrieCorruption | IllegalArgumentException found) {
      problem(where, String.valueOf(found.getMessage()));
    }
  }

  private void problem(String where, String what) {
    problems.add(new Problem(where, what));
  }

  private void require(boolean holds, String where, String otherwise) {
    if (!holds) {
      problem(where, otherwise);
    }
  }

  // ---- blocks

  /** From the head down to the lowest block kept; returns that. */
  private long chain(Head head, long oldestState, long oldestBody) {
    Hash expected = head.hash();
    long number = head.number();
    while (number >= 0) {
      Optional<Hash> parent =
          number < oldestBody ? headerOnly(number, expected) : block(number, expected);
      if (number > oldestState) {
        require(
            store.get(ColumnFamily.UNDO, UndoRecord.key(number)) != null,
            "block " + number,
            "its undo list is missing");
      }
      if (parent.isEmpty() || (number > 0 && blocks.header(number - 1).isEmpty())) {
        return number;
      }
      expected = parent.get();
      number--;
      progressOf("blocks", head.number() - number, head.number() + 1);
    }
    return 0;
  }

  private Optional<Hash> headerOnly(long number, Hash expected) {
    Optional<BlockHeader> header = blocks.header(number);
    require(
        header.filter(found -> found.hash().equals(expected)).isPresent(),
        "block " + number,
        "its header is missing or not the one its child names");
    return header.map(BlockHeader::parentHash);
  }

  private Optional<Hash> block(long number, Hash expected) {
    String where = "block " + number;
    List<Hash> parent = new ArrayList<>(1);
    guarded(
        where,
        () -> {
          Optional<Block> found = blocks.block(number);
          require(found.isPresent(), where, "is missing");
          found.ifPresent(
              block -> {
                parent.add(block.header().parentHash());
                block(where, block, expected);
              });
        });
    return parent.stream().findFirst();
  }

  private void block(String where, Block block, Hash expected) {
    BlockHeader header = block.header();
    require(header.hash().equals(expected), where, "its hash is not the one its child names");
    require(
        blocks.header(block.number()).filter(header::equals).isPresent(),
        where,
        "its header record differs");
    require(
        blocks.number(expected).filter(number -> number == block.number()).isPresent(),
        where,
        "its hash is not in the index");
    require(
        BlockRoots.transactions(block.transactions()).equals(header.transactionsRoot()),
        where,
        "its transactions are not those of its header");
    List<Receipt> receipts = blocks.receipts(block.number()).orElse(List.of());
    require(
        BlockRoots.receipts(receipts).equals(header.receiptsRoot()),
        where,
        "its receipts are not those of its header");
    int index = 0;
    for (Transaction transaction : block.transactions()) {
      TransactionLocation location = new TransactionLocation(block.number(), expected, index++);
      require(
          blocks.transaction(transaction.hash()).filter(location::equals).isPresent(),
          where,
          "transaction " + (index - 1) + " is not in the index");
    }
  }

  // ---- state

  private void state(Hash root) {
    long expected = store.property(ColumnFamily.ACCOUNTS, "rocksdb.estimate-num-keys");
    guarded(
        "state trie",
        () ->
            audit(
                TableTrie.ofState(tables),
                root,
                leaf -> {
                  accounts++;
                  progressOf("accounts", accounts, expected);
                  account(leaf.key(), AccountRlp.decode(leaf.value()));
                }));
    if (problems.isEmpty()) {
      requireCount(ColumnFamily.ACCOUNTS, accounts);
      requireCount(ColumnFamily.SLOTS, slots);
      requireCount(ColumnFamily.TRIE, records);
    }
  }

  private void account(Hash key, Account account) {
    String where = "account " + key;
    if (account.hasCode()) {
      byte[] code = store.get(ColumnFamily.CODE, account.codeHash().toArray());
      require(code != null, where, "its code is missing");
      require(
          code == null || Keccak.hash(code).equals(account.codeHash()),
          where,
          "its code does not hash to its code hash");
    }
    guarded(
        where,
        () ->
            audit(
                TableTrie.ofStorage(tables, key),
                account.storageRoot(),
                leaf -> {
                  slots++;
                  progressOf("slots", slots, 0);
                }));
  }

  /** Adds after the walk: a walk of accounts contains those of their storage. */
  private void audit(TableTrie trie, Hash root, Consumer<TrieLeaf> leaves) {
    long walked = TrieAudit.audit(trie, root, leaves);
    records += walked;
  }

  /** The walk has met every entry exactly once, so a table with more has entries of no state. */
  private void requireCount(ColumnFamily family, long met) {
    long[] count = new long[1];
    store.scan(
        family,
        new byte[0],
        (key, value) -> {
          count[0]++;
          return true;
        });
    require(
        count[0] == met,
        "table " + family,
        "holds " + count[0] + " entries, the state root commits to " + met);
  }

  private void progressOf(String stage, long done, long total) {
    if (done % STEP == 0) {
      progress.at(stage, done, total);
    }
  }

  /** A progress that nobody watches. */
  public static Progress silently() {
    return (stage, done, total) -> {};
  }

  /** A progress that is told as text. */
  public static Progress telling(Consumer<String> line) {
    return (stage, done, total) ->
        line.accept(total > 0 ? stage + " " + done + " of " + total : stage + " " + done);
  }
}
