package dev.assay.state.chain;

import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers the senders of the transactions seen last, by transaction hash. Thread-safe; a miss
 * computes outside the lock, so that recovery runs on as many threads as ask.
 */
public final class SenderCache {
  private final Map<Hash, Optional<Address>> senders;

  /** A cache of at most so many senders. */
  public SenderCache(int capacity) {
    senders =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Hash, Optional<Address>> eldest) {
            return size() > capacity;
          }
        };
  }

  /** The sender of a transaction, see {@link Transaction#sender()}. */
  public Optional<Address> sender(Transaction transaction) {
    return sender(transaction.hash(), transaction);
  }

  /** The sender of a transaction whose hash is known. */
  public Optional<Address> sender(Hash hash, Transaction transaction) {
    Optional<Address> known;
    synchronized (senders) {
      known = senders.get(hash);
    }
    if (known == null) {
      known = transaction.sender();
      synchronized (senders) {
        senders.put(hash, known);
      }
    }
    return known;
  }
}
