package dev.assay.node.rpc;

import java.time.Duration;

/**
 * Every limit on what a client may ask; each is tested at n-1, n, n+1.
 *
 * @param bodyBytes HTTP request body; larger answers 413
 * @param frameBytes WebSocket message; larger closes the connection with status 1009
 * @param batchItems calls in one batch
 * @param responseBytes bytes of one answer, batches included
 * @param jsonNesting depth of arrays and objects
 * @param jsonTokens tokens in one body
 * @param jsonNumberLength characters of a number
 * @param jsonNameLength characters of a member's name
 * @param headerBytes HTTP request line and headers, each; larger answers 431 or 414
 * @param readTimeout time a client may take over the headers and body of one request
 * @param idleTimeout time a connection may be silent between requests
 * @param connections open connections, HTTP and WebSocket together
 * @param pushBytes bytes waiting for a slow WebSocket reader before it is closed
 * @param subscriptions subscriptions of one connection
 * @param filters filters of the whole node
 * @param filterIdle time after which an unread filter is dropped
 * @param callGas gas of one simulated call
 * @param callTime wall time of one simulated call, and longest wait of a request for a worker
 * @param logBlocks blocks one eth_getLogs may span
 * @param logResults logs one answer may hold
 * @param logTerms addresses, or topics at one position
 * @param feeHistoryBlocks blocks of one eth_feeHistory
 * @param feeHistoryPercentiles percentiles of one eth_feeHistory
 * @param mineBlocks blocks one control request may mine
 */
public record RequestLimits(
    int bodyBytes,
    int frameBytes,
    int batchItems,
    int responseBytes,
    int jsonNesting,
    long jsonTokens,
    int jsonNumberLength,
    int jsonNameLength,
    int headerBytes,
    Duration readTimeout,
    Duration idleTimeout,
    int connections,
    int pushBytes,
    int subscriptions,
    int filters,
    Duration filterIdle,
    long callGas,
    Duration callTime,
    int logBlocks,
    int logResults,
    int logTerms,
    int feeHistoryBlocks,
    int feeHistoryPercentiles,
    int mineBlocks) {

  /** The documented limits. */
  public static final RequestLimits DEFAULT =
      new RequestLimits(
          5 << 20,
          8 << 20,
          1000,
          25_000_000,
          64,
          1_000_000,
          256,
          1024,
          16 << 10,
          Duration.ofSeconds(30),
          Duration.ofSeconds(120),
          12_000,
          1 << 20,
          1000,
          5000,
          Duration.ofMinutes(5),
          50_000_000,
          Duration.ofSeconds(5),
          1_000_000,
          20_000,
          1000,
          1024,
          100,
          100_000);

  /** The same with other patience for slow clients. */
  public RequestLimits withTimeouts(Duration read, Duration idle) {
    return new RequestLimits(
        bodyBytes,
        frameBytes,
        batchItems,
        responseBytes,
        jsonNesting,
        jsonTokens,
        jsonNumberLength,
        jsonNameLength,
        headerBytes,
        read,
        idle,
        connections,
        pushBytes,
        subscriptions,
        filters,
        filterIdle,
        callGas,
        callTime,
        logBlocks,
        logResults,
        logTerms,
        feeHistoryBlocks,
        feeHistoryPercentiles,
        mineBlocks);
  }
}
