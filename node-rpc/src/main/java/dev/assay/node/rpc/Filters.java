package dev.assay.node.rpc;

import dev.assay.node.chain.Blockchain;
import dev.assay.state.types.Hash;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Filters that clients poll. A filter remembers how far it was read; one that nobody reads for
 * {@link RequestLimits#filterIdle} is dropped. Identifiers are random: a client cannot guess, and
 * so not drain, the filter of another.
 */
public final class Filters {
  private static final int PENDING_KEPT = 10_000;

  private final Blockchain chain;
  private final RequestLimits limits;
  private final LongSupplier nanoTime;
  private final SecureRandom random = new SecureRandom();
  private final Map<Hash, Filter> filters = new LinkedHashMap<>();

  /** What a filter collects. */
  public sealed interface Kind {
    /** Logs. */
    record Logs(LogFilter filter) implements Kind {}

    /** Hashes of blocks. */
    record Blocks() implements Kind {}

    /** Hashes of transactions that entered the pool. */
    record Pending() implements Kind {}
  }

  private static final class Filter {
    private final Kind kind;
    private final List<Hash> pending = new ArrayList<>();
    private long seen;
    private long readAt;

    Filter(Kind kind, long seen, long readAt) {
      this.kind = kind;
      this.seen = seen;
      this.readAt = readAt;
    }
  }

  /** What a filter has to tell. */
  public sealed interface Changes {
    /** Blocks after one height, up to another. */
    record Blocks(long after, long upTo) implements Changes {}

    /** Logs of such blocks. */
    record Logs(LogFilter filter, long after, long upTo) implements Changes {}

    /** Transactions. */
    record Pending(List<Hash> hashes) implements Changes {}
  }

  /** No filters yet. */
  public Filters(Blockchain chain, RequestLimits limits, LongSupplier nanoTime) {
    this.chain = chain;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** Makes a filter that collects from now on. */
  public synchronized Hash create(Kind kind) {
    expire();
    if (filters.size() >= limits.filters()) {
      throw new RpcException(
          RpcError.LIMIT_EXCEEDED, "too many filters, at most " + limits.filters());
    }
    Hash hash = Identifiers.next(random);
    filters.put(hash, new Filter(kind, chain.tip().number(), nanoTime.getAsLong()));
    return hash;
  }

  /** Forgets a filter; false if there is none. */
  public synchronized boolean remove(Hash id) {
    return filters.remove(id) != null;
  }

  /** What happened since the filter was last read. */
  public synchronized Changes changes(Hash id) {
    Filter filter = existing(id);
    long head = chain.tip().number();
    long after = Math.min(filter.seen, head);
    filter.seen = head;
    filter.readAt = nanoTime.getAsLong();
    return switch (filter.kind) {
      case Kind.Blocks() -> new Changes.Blocks(after, head);
      case Kind.Logs(var wanted) -> new Changes.Logs(wanted, after, head);
      case Kind.Pending() -> {
        List<Hash> hashes = List.copyOf(filter.pending);
        filter.pending.clear();
        yield new Changes.Pending(hashes);
      }
    };
  }

  /** What a log filter was made with. */
  public synchronized LogFilter logFilter(Hash id) {
    Filter filter = existing(id);
    filter.readAt = nanoTime.getAsLong();
    if (filter.kind instanceof Kind.Logs(var wanted)) {
      return wanted;
    }
    throw new RpcException(RpcError.SERVER_ERROR, "filter not found");
  }

  /** A transaction entered the pool. */
  public synchronized void onPending(Hash hash) {
    for (Filter filter : filters.values()) {
      if (filter.kind instanceof Kind.Pending && filter.pending.size() < PENDING_KEPT) {
        filter.pending.add(hash);
      }
    }
  }

  private Filter existing(Hash id) {
    expire();
    return Optional.ofNullable(filters.get(id))
        .orElseThrow(() -> new RpcException(RpcError.SERVER_ERROR, "filter not found"));
  }

  private void expire() {
    Duration idle = limits.filterIdle();
    long now = nanoTime.getAsLong();
    filters.values().removeIf(filter -> now - filter.readAt > idle.toNanos());
  }
}
