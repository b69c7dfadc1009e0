package dev.assay.state.world;

import dev.assay.state.chain.Log;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.JournalEntry.AccountWarmed;
import dev.assay.state.world.JournalEntry.BalanceChanged;
import dev.assay.state.world.JournalEntry.CodeChanged;
import dev.assay.state.world.JournalEntry.Created;
import dev.assay.state.world.JournalEntry.LogEmitted;
import dev.assay.state.world.JournalEntry.MarkedDestroyed;
import dev.assay.state.world.JournalEntry.MarkedNew;
import dev.assay.state.world.JournalEntry.NonceChanged;
import dev.assay.state.world.JournalEntry.RefundChanged;
import dev.assay.state.world.JournalEntry.SlotWarmed;
import dev.assay.state.world.JournalEntry.StorageChanged;
import dev.assay.state.world.JournalEntry.Touched;
import dev.assay.state.world.JournalEntry.TransientChanged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state as transactions change it: an overlay over a {@link StateView}, for one thread.
 *
 * <p>Within a transaction every change is one journal entry. {@link #checkpoint()} names a point of
 * the journal, {@link #rollback} undoes the entries after it, one constant step each; a checkpoint
 * that is not rolled back to needs no closing, and any number may be open (a chain's call depth is
 * at most 1024). Warm accounts and slots (EIP-2929), transient storage (EIP-1153), the refund
 * counter, and logs roll back with everything else and end with the transaction.
 *
 * <p>{@link #endTransaction()} makes changes final for the transactions that follow: touched
 * accounts that are empty disappear (EIP-161), words of storage become the originals of EIP-2200.
 * {@link #diff()} is what all of them changed.
 *
 * <p>Reading never changes a result; reads are remembered, so each account and slot is asked of the
 * view once.
 */
public final class WorldState {
  private final StateView parent;
  private final Map<Address, LiveAccount> accounts = new LinkedHashMap<>();
  private final Map<Hash, Bytes> deployedCode = new LinkedHashMap<>();

  private final List<JournalEntry> journal = new ArrayList<>();
  private final List<LiveAccount> touched = new ArrayList<>();
  private final List<LiveSlot> transactionSlots = new ArrayList<>();
  private Set<Address> alwaysWarm = Collections.emptySet();
  private final Set<Address> warmAccounts = new LinkedHashSet<>();
  private final Set<SlotKey> warmSlots = new LinkedHashSet<>();
  private final Map<SlotKey, UInt256> transientStorage = new LinkedHashMap<>();
  private final List<Log> logs = new ArrayList<>();
  private long refund;

  /** An overlay over a state, with no change yet. */
  public WorldState(StateView parent) {
    this.parent = parent;
  }

  // ---- checkpoints

  /** Names the present point of the transaction. */
  public int checkpoint() {
    return journal.size();
  }

  /**
   * Returns to a point of the present transaction.
   *
   * @throws IllegalArgumentException when nothing that is still open has that name
   */
  public void rollback(int checkpoint) {
    if (checkpoint < 0 || checkpoint > journal.size()) {
      throw new IllegalArgumentException("no checkpoint " + checkpoint);
    }
    while (journal.size() > checkpoint) {
      undo(journal.removeLast());
    }
  }

  private void undo(JournalEntry entry) {
    switch (entry) {
      case Created(LiveAccount account) -> account.exists = false;
      case NonceChanged(LiveAccount account, long before) -> account.nonce = before;
      case BalanceChanged(LiveAccount account, UInt256 before) -> account.balance = before;
      case CodeChanged(LiveAccount account, Hash before) -> account.codeHash = before;
      case Touched(LiveAccount account) -> account.touched = false;
      case MarkedNew(LiveAccount account) -> account.newInTransaction = false;
      case MarkedDestroyed(LiveAccount account) -> account.destroyed = false;
      case StorageChanged(LiveSlot slot, UInt256 before) -> slot.current = before;
      case TransientChanged(SlotKey key, UInt256 before) -> transientStorage.put(key, before);
      case AccountWarmed(Address address) -> warmAccounts.remove(address);
      case SlotWarmed(SlotKey key) -> warmSlots.remove(key);
      case RefundChanged(long before) -> refund = before;
      case LogEmitted() -> logs.removeLast();
    }
  }

  // ---- accounts

  /** Whether the account exists, be it empty. */
  public boolean exists(Address address) {
    return live(address).exists;
  }

  /** Whether the account is absent or empty: nonce and balance zero, no code (EIP-161). */
  public boolean isEmpty(Address address) {
    return live(address).isEmpty();
  }

  /** Nonce, an unsigned 64-bit number; zero when absent. */
  public long nonce(Address address) {
    return live(address).nonce;
  }

  /** Changes the nonce. */
  public void nonce(Address address, long nonce) {
    LiveAccount account = forWriting(address);
    journal.add(new NonceChanged(account, account.nonce));
    account.nonce = nonce;
  }

  /** Balance in wei; zero when absent. */
  public UInt256 balance(Address address) {
    return live(address).balance;
  }

  /** Changes the balance: genesis allocations and development tools. */
  public void balance(Address address, UInt256 balance) {
    LiveAccount account = forWriting(address);
    journal.add(new BalanceChanged(account, account.balance));
    account.balance = balance;
  }

  /** Adds wei to an account; zero only touches it. */
  public void credit(Address address, UInt256 amount) {
    if (amount.isZero()) {
      touch(address);
    } else {
      balance(address, balance(address).addExact(amount));
    }
  }

  /**
   * Takes wei from an account; zero only touches it.
   *
   * @throws ArithmeticException when it has less
   */
  public void debit(Address address, UInt256 amount) {
    if (amount.isZero()) {
      touch(address);
    } else {
      balance(address, balance(address).subtractExact(amount));
    }
  }

  /** Marks the account as touched: it disappears with the transaction if it is empty then. */
  public void touch(Address address) {
    touch(live(address));
  }

  private void touch(LiveAccount account) {
    if (!account.touched) {
      account.touched = true;
      touched.add(account);
      journal.add(new Touched(account));
    }
  }

  /** Hash of the code; {@link Hash#EMPTY_CODE} when absent or without code. */
  public Hash codeHash(Address address) {
    return live(address).codeHash;
  }

  /** Code; the empty string when absent or without code. */
  public Bytes code(Address address) {
    return code(live(address).codeHash);
  }

  /** Code by its hash, among what was deployed here and in the view. */
  public Bytes code(Hash codeHash) {
    Bytes here = deployedCode.get(codeHash);
    return here == null ? parent.code(codeHash) : here;
  }

  /** Deploys code; the hash is computed here. */
  public void code(Address address, Bytes code) {
    LiveAccount account = forWriting(address);
    Hash hash = Keccak.hash(code);
    journal.add(new CodeChanged(account, account.codeHash));
    account.codeHash = hash;
    if (!code.isEmpty()) {
      deployedCode.put(hash, code);
    }
  }

  // ---- creation and removal

  /**
   * Whether no contract may be created at the address: it has a nonce, code, or storage (EIP-684,
   * EIP-7610).
   */
  public boolean hasCollision(Address address) {
    LiveAccount account = live(address);
    return account.nonce != 0
        || !account.codeHash.equals(Hash.EMPTY_CODE)
        || account.hadStorage()
        || account.slots.values().stream().anyMatch(slot -> !slot.current.isZero());
  }

  /** Begins a contract at an address: it exists with nonce 1 (EIP-161) and keeps its balance. */
  public void createContract(Address address) {
    LiveAccount account = forWriting(address);
    if (!account.newInTransaction) {
      account.newInTransaction = true;
      journal.add(new MarkedNew(account));
    }
    nonce(address, 1);
  }

  /** Whether the present transaction created the contract at the address. */
  public boolean isNewInTransaction(Address address) {
    return live(address).newInTransaction;
  }

  /**
   * Marks a contract for removal at the end of the transaction, storage and all. Only contracts of
   * the same transaction may be (EIP-6780); moving the balance is the caller's.
   */
  public void destroy(Address address) {
    LiveAccount account = forWriting(address);
    if (!account.newInTransaction) {
      throw new IllegalStateException(address + " was not created in this transaction");
    }
    if (!account.destroyed) {
      account.destroyed = true;
      journal.add(new MarkedDestroyed(account));
    }
  }

  // ---- storage

  /** Word in a slot now. */
  public UInt256 storage(Address address, UInt256 slot) {
    return slot(live(address), slot).current;
  }

  /** Word in a slot at the start of the transaction (the original value of EIP-2200). */
  public UInt256 originalStorage(Address address, UInt256 slot) {
    return slot(live(address), slot).original;
  }

  /** Writes a slot. */
  public void storage(Address address, UInt256 slot, UInt256 word) {
    LiveSlot live = slot(forWriting(address), slot);
    if (live.current.equals(word)) {
      return;
    }
    if (!live.inTransaction) {
      live.inTransaction = true;
      transactionSlots.add(live);
    }
    journal.add(new StorageChanged(live, live.current));
    live.current = word;
  }

  /** Word in a slot of transient storage (EIP-1153). */
  public UInt256 transientStorage(Address address, UInt256 slot) {
    return transientStorage.getOrDefault(new SlotKey(address, slot), UInt256.ZERO);
  }

  /** Writes a slot of transient storage. */
  public void transientStorage(Address address, UInt256 slot, UInt256 word) {
    SlotKey key = new SlotKey(address, slot);
    UInt256 before = transientStorage.put(key, word);
    journal.add(new TransientChanged(key, before == null ? UInt256.ZERO : before));
  }

  // ---- access lists, refunds, logs

  /** Says which accounts are warm throughout the transaction, whatever is undone. */
  public void alwaysWarm(Set<Address> addresses) {
    alwaysWarm = addresses;
  }

  /** Makes an account warm; true when it was cold (EIP-2929). */
  public boolean warm(Address address) {
    boolean cold = !alwaysWarm.contains(address) && warmAccounts.add(address);
    if (cold) {
      journal.add(new AccountWarmed(address));
    }
    return cold;
  }

  /** Makes a slot warm; true when it was cold (EIP-2929). */
  public boolean warm(Address address, UInt256 slot) {
    SlotKey key = new SlotKey(address, slot);
    boolean cold = warmSlots.add(key);
    if (cold) {
      journal.add(new SlotWarmed(key));
    }
    return cold;
  }

  /** Whether an account is warm. */
  public boolean isWarm(Address address) {
    return alwaysWarm.contains(address) || warmAccounts.contains(address);
  }

  /** Whether a slot is warm. */
  public boolean isWarm(Address address, UInt256 slot) {
    return warmSlots.contains(new SlotKey(address, slot));
  }

  /** Refund counter of the transaction, in gas. */
  public long refund() {
    return refund;
  }

  /** Adds to the refund counter, or with a negative number takes from it. */
  public void addRefund(long gas) {
    journal.add(new RefundChanged(refund));
    refund = Math.addExact(refund, gas);
  }

  /** Emits a log. */
  public void log(Log log) {
    logs.add(log);
    journal.add(new LogEmitted());
  }

  /** Logs of the transaction so far. */
  public List<Log> logs() {
    return List.copyOf(logs);
  }

  // ---- transactions

  /**
   * Makes the changes of the transaction final and begins the next: what was destroyed or is empty
   * and touched disappears; warmth, transient storage, refunds and logs are forgotten.
   */
  public void endTransaction() {
    for (LiveAccount account : touched) {
      if (account.destroyed || (account.touched && account.isEmpty())) {
        account.erase();
      }
      account.touched = false;
      account.newInTransaction = false;
      account.destroyed = false;
    }
    for (LiveSlot slot : transactionSlots) {
      slot.original = slot.current;
      slot.inTransaction = false;
    }
    touched.clear();
    transactionSlots.clear();
    journal.clear();
    alwaysWarm = Collections.emptySet();
    warmAccounts.clear();
    warmSlots.clear();
    transientStorage.clear();
    logs.clear();
    refund = 0;
  }

  /** Everything that differs from the view; call after {@link #endTransaction()}. */
  public StateDiff diff() {
    SortedMap<Address, AccountChange> changes = new TreeMap<>();
    SortedMap<Hash, Bytes> code = new TreeMap<>();
    for (LiveAccount account : accounts.values()) {
      if (account.differs()) {
        changes.put(account.address, change(account));
        Bytes deployed = deployedCode.get(account.codeHash);
        if (deployed != null) {
          code.put(account.codeHash, deployed);
        }
      }
    }
    return new StateDiff(changes, code);
  }

  private static AccountChange change(LiveAccount account) {
    if (!account.exists) {
      return new AccountChange.Deleted();
    }
    SortedMap<UInt256, UInt256> storage = new TreeMap<>();
    account.slots.forEach(
        (key, slot) -> {
          if (!slot.current.equals(slot.base)) {
            storage.put(key, slot.current);
          }
        });
    boolean cleared = account.storageCleared && account.base.isPresent();
    return new AccountChange.Updated(
        account.nonce, account.balance, account.codeHash, cleared, storage);
  }

  // ---- the overlay

  private LiveAccount live(Address address) {
    LiveAccount account = accounts.get(address);
    if (account == null) {
      account = new LiveAccount(address, parent.account(address));
      accounts.put(address, account);
    }
    return account;
  }

  private LiveAccount forWriting(Address address) {
    LiveAccount account = live(address);
    touch(account);
    if (!account.exists) {
      account.exists = true;
      journal.add(new Created(account));
    }
    return account;
  }

  private LiveSlot slot(LiveAccount account, UInt256 key) {
    LiveSlot slot = account.slots.get(key);
    if (slot == null) {
      UInt256 base = account.hadStorage() ? parent.storage(account.address, key) : UInt256.ZERO;
      slot = new LiveSlot(base);
      account.slots.put(key, slot);
    }
    return slot;
  }
}
