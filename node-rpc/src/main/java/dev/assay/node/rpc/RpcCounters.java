package dev.assay.node.rpc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each method was called, how often in vain, and how long its handler took. */
public final class RpcCounters {
  private final Map<String, Counter> byMethod = new TreeMap<>();

  /** Counters for a list of methods; aliases count as the method. */
  RpcCounters(Collection<RpcMethod> methods) {
    methods.forEach(method -> byMethod.put(method.name(), new Counter()));
  }

  private static final class Counter {
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder nanos = new LongAdder();
  }

  /** The figures of a method. */
  public record Counts(String method, long requests, long failures, long nanos) {}

  void called(RpcMethod method, long nanos) {
    Counter counter = byMethod.get(method.name());
    if (counter != null) {
      counter.requests.increment();
      counter.nanos.add(nanos);
    }
  }

  void failed(RpcMethod method) {
    Counter counter = byMethod.get(method.name());
    if (counter != null) {
      counter.failures.increment();
    }
  }

  /** The figures of the methods that were called, by name. */
  public List<Counts> asked() {
    return byMethod.entrySet().stream()
        .map(
            entry ->
                new Counts(
                    entry.getKey(),
                    entry.getValue().requests.sum(),
                    entry.getValue().failures.sum(),
                    entry.getValue().nanos.sum()))
        .filter(counts -> counts.requests() > 0)
        .toList();
  }
}
