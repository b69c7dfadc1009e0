package dev.assay.node.metrics;

import dev.assay.node.rpc.RpcCounters.Counts;
import dev.assay.state.chain.BlockHeader;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The metrics, in the order in which they are written. */
public enum Metric {
  /** EIP-2159. */
  HEIGHT(
      "ethereum_blockchain_height",
      Kind.GAUGE,
      "Height of the newest block.",
      source -> source.chain().tip().number()),
  /** EIP-2159; nobody else makes blocks, so it is the height. */
  BEST_KNOWN(
      "ethereum_best_known_block_number",
      Kind.GAUGE,
      "Height of the highest block known.",
      source -> source.chain().tip().number()),
  /** EIP-2159. */
  PEERS("ethereum_peer_count", Kind.GAUGE, "Peers: a single node has none.", _ -> 0),
  /** EIP-2159. */
  PEER_LIMIT("ethereum_peer_limit", Kind.GAUGE, "Peers allowed.", _ -> 0),
  /** Of the newest block. */
  BLOCK_TIME(
      "assay_block_timestamp_seconds",
      Kind.GAUGE,
      "Timestamp of the newest block.",
      source -> head(source).timestamp()),
  /** Of the newest block. */
  BLOCK_GAS_USED(
      "assay_block_gas_used",
      Kind.GAUGE,
      "Gas used by the newest block.",
      source -> head(source).gasUsed()),
  /** Of the newest block. */
  BLOCK_GAS_LIMIT(
      "assay_block_gas_limit",
      Kind.GAUGE,
      "Gas limit of the newest block.",
      source -> head(source).gasLimit()),
  /** Of the newest block. */
  BASE_FEE(
      "assay_block_base_fee_wei",
      Kind.GAUGE,
      "Base fee of the newest block.",
      source -> head(source).baseFeePerGas().toBigInteger().doubleValue()),
  /** Of the newest block. */
  BLOCK_TRANSACTIONS(
      "assay_block_transactions",
      Kind.GAUGE,
      "Transactions in the newest block.",
      source -> source.chain().tip().block().transactionHashes().size()),
  /** Whether blocks can be written. */
  READY(
      "assay_ready",
      Kind.GAUGE,
      "1 when the last block could be written, else 0.",
      source -> source.producer().healthy() ? 1 : 0),
  /** In the pool. */
  PENDING(
      "assay_txpool_pending",
      Kind.GAUGE,
      "Transactions that the next block may take.",
      source -> source.pool().pendingCount()),
  /** In the pool. */
  QUEUED(
      "assay_txpool_queued",
      Kind.GAUGE,
      "Transactions that wait for an earlier nonce.",
      source -> source.pool().queuedCount()),
  /** By method. */
  RPC_REQUESTS(
      "assay_rpc_requests_total", "Calls by method, batches counted singly.", Counts::requests),
  /** By method. */
  RPC_FAILURES(
      "assay_rpc_failures_total", "Calls answered with an error, by method.", Counts::failures),
  /** By method. */
  RPC_SECONDS(
      "assay_rpc_seconds_total",
      "Time in the handlers of a method, waiting for blocks not counted.",
      counts -> counts.nanos() / 1e9),
  /** Of the code cache. */
  PROGRAMS(
      "assay_code_programs",
      Kind.GAUGE,
      "Contracts held ready to run.",
      source -> source.programs().figures().programs()),
  /** Of the code cache. */
  PROGRAM_BYTES(
      "assay_code_bytes",
      Kind.GAUGE,
      "What they weigh, compiled code included.",
      source -> source.programs().figures().bytes()),
  /** Of the code cache. */
  PROGRAM_HITS(
      "assay_code_hits_total",
      Kind.COUNTER,
      "Contracts found ready.",
      source -> source.programs().figures().hits()),
  /** Of the code cache. */
  PROGRAM_MISSES(
      "assay_code_misses_total",
      Kind.COUNTER,
      "Contracts made ready again.",
      source -> source.programs().figures().misses()),
  /** Of the code cache. */
  PROGRAM_EVICTIONS(
      "assay_code_evictions_total",
      Kind.COUNTER,
      "Contracts dropped for want of room.",
      source -> source.programs().figures().evictions()),
  /** Of the code cache. */
  COMPILE_QUEUE(
      "assay_compile_queue",
      Kind.GAUGE,
      "Contracts that wait to be compiled, or are.",
      source -> source.programs().figures().waiting()),
  /** Of the code cache. */
  COMPILED(
      "assay_compiled_total",
      Kind.COUNTER,
      "Contracts compiled.",
      source -> source.programs().figures().compiled()),
  /** Of the code cache. */
  COMPILE_SECONDS(
      "assay_compile_seconds_total",
      Kind.COUNTER,
      "Time that took.",
      source -> source.programs().figures().compileNanos() / 1e9),
  /** Of the code cache. */
  COMPILED_LOADED(
      "assay_compiled_loaded_total",
      Kind.COUNTER,
      "Contracts found compiled on disk.",
      source -> source.programs().figures().loaded()),
  /** Of the code cache. */
  COMPILED_UNREADABLE(
      "assay_compiled_unreadable_total",
      Kind.COUNTER,
      "Files of compiled code that were damaged, and ignored.",
      source -> source.programs().figures().unreadable()),
  /** Of the code cache. */
  COMPILE_POSTPONED(
      "assay_compile_postponed_total",
      Kind.COUNTER,
      "Times a contract found the queue full.",
      source -> source.programs().figures().postponed()),
  /** Of the code cache. */
  COMPILE_FAILED(
      "assay_compile_failed_total",
      Kind.COUNTER,
      "Faults of the compiler; the contract stays interpreted.",
      source -> source.programs().figures().failed()),
  /** Of the process. */
  HEAP(
      "process_heap_bytes",
      Kind.GAUGE,
      "Java heap in use, garbage included.",
      _ -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()),
  /** Of the process. */
  CPU(
      "process_cpu_seconds_total",
      Kind.COUNTER,
      "Processor time used.",
      _ ->
          ProcessHandle.current()
              .info()
              .totalCpuDuration()
              .map(d -> d.toNanos() / 1e9)
              .orElse(0.0)),
  /** Of the process. */
  STARTED(
      "process_start_time_seconds",
      Kind.GAUGE,
      "When the process started, seconds since 1970.",
      _ -> ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);

  /** What may become of a figure. */
  public enum Kind {
    /** It rises and falls. */
    GAUGE("gauge"),
    /** It only rises, until the process ends. */
    COUNTER("counter");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * A figure.
   *
   * @param labels what it is of, as {@code {method="eth_call"}}; empty for the only one
   */
  public record Sample(String labels, double value) {}

  private final String metricName;
  private final Kind kind;
  private final String help;
  private final Function<MetricSource, List<Sample>> samples;

  Metric(String name, Kind kind, String help, ToDoubleFunction<MetricSource> value) {
    this.metricName = name;
    this.kind = kind;
    this.help = help;
    this.samples = source -> List.of(new Sample("", value.applyAsDouble(source)));
  }

  Metric(String name, String help, ToDoubleFunction<Counts> ofMethod) {
    this.metricName = name;
    this.kind = Kind.COUNTER;
    this.help = help;
    this.samples =
        source ->
            source.rpc().asked().stream()
                .map(
                    counts ->
                        new Sample(
                            "{method=\"" + counts.method() + "\"}", ofMethod.applyAsDouble(counts)))
                .toList();
  }

  private static BlockHeader head(MetricSource source) {
    return source.chain().tip().header();
  }

  /** The name that dashboards use. */
  public String metricName() {
    return metricName;
  }

  /** Every metric in Prometheus' text format, version 0.0.4. */
  public static String page(MetricSource source) {
    StringBuilder page = new StringBuilder();
    for (Metric metric : values()) {
      page.append("# HELP ").append(metric.metricName).append(' ').append(metric.help).append('\n');
      page.append("# TYPE ").append(metric.metricName).append(' ').append(metric.kind.text());
      page.append('\n');
      for (Sample sample : metric.samples.apply(source)) {
        page.append(metric.metricName).append(sample.labels()).append(' ');
        page.append(sample.value()).append('\n');
      }
    }
    return page.toString();
  }
}
