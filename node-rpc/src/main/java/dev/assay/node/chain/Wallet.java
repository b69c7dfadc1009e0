package dev.assay.node.chain;

import dev.assay.host.ExecutionOptions;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accounts that the node signs for: those of the phrase, and impersonated ones without a key. */
public final class Wallet {
  private final Map<Address, SecretKey> keys = new LinkedHashMap<>();
  private final Set<Address> impersonated = new LinkedHashSet<>();
  private volatile boolean impersonatesAll;

  /** A wallet of the phrase's accounts. */
  public Wallet(DevAccounts accounts) {
    for (DevAccounts.Key key : accounts.keys()) {
      SecretKey secret = SecretKey.of(UInt256.of(key.secret()));
      keys.put(secret.address(), secret);
    }
  }

  /** The accounts with keys, in path order, then the impersonated ones. */
  public synchronized List<Address> addresses() {
    List<Address> all = new ArrayList<>(keys.keySet());
    impersonated.stream().filter(address -> !keys.containsKey(address)).forEach(all::add);
    return all;
  }

  /** The key of an account. */
  public Optional<SecretKey> key(Address address) {
    return Optional.ofNullable(keys.get(address));
  }

  /** Lets transactions of that account through without its key, or no longer. */
  public synchronized void impersonate(Address address, boolean on) {
    if (on) {
      impersonated.add(address);
    } else {
      impersonated.remove(address);
    }
  }

  /** Lets transactions of every account through without a key, or no longer. */
  public void impersonateAll(boolean on) {
    impersonatesAll = on;
  }

  /** The transaction signed for its sender; empty when the node may not sign for that account. */
  public synchronized Optional<Transaction> sign(Transaction unsigned, Address sender) {
    SecretKey key = keys.get(sender);
    if (key != null) {
      return Optional.of(unsigned.signedBy(key));
    }
    return impersonatesAll || impersonated.contains(sender)
        ? Optional.of(unsigned.withSignature(markOf(sender)))
        : Optional.empty();
  }

  /**
   * The mark of an impersonated sender in place of a signature: r is the address, s is zero, which
   * no signature has. It travels with the block, so the sender is known after a restart.
   */
  private static Signature markOf(Address sender) {
    return new Signature(0, sender.toUInt256(), UInt256.ZERO);
  }

  /** The sender that such a mark names. */
  static Optional<Address> marked(Transaction transaction) {
    Signature signature = transaction.signature();
    return signature.s().isZero() && signature.r().bitLength() <= 160 && !signature.r().isZero()
        ? Optional.of(signature.r().toAddress())
        : Optional.empty();
  }

  /** The options under which a transaction runs: an impersonated sender may be a contract. */
  static ExecutionOptions options(Transaction transaction, ExecutionOptions options) {
    return marked(transaction).isPresent() ? options.withContractSenders() : options;
  }
}
