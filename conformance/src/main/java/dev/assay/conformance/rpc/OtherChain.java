package dev.assay.conformance.rpc;

import java.util.List;
import java.util.Optional;

/**
 * The examples that only the chain they were made on can answer alike: they send it EVM code or
 * blobs, or need its contracts to fail.
 */
final class OtherChain {
  private OtherChain() {}

  private record Left(String method, String name, String reason) {}

  private static final String EVM = "needs a contract or block of the chain it was made on";

  private static final String CONSENSUS = "builds payloads for a consensus client";

  private static final List<Left> LEFT =
      List.of(
          new Left("", "build-block", CONSENSUS),
          new Left("eth_call", "call-revert-abi-error", EVM),
          new Left("eth_estimateGas", "estimate-call-abi-error", EVM),
          new Left("eth_estimateGas", "estimate-failed-call", EVM),
          new Left("debug_traceBlockByHash", "trace-genesis", EVM));

  /** Why an example is left out, if it is. */
  static Optional<String> reason(String method, String name) {
    return LEFT.stream()
        .filter(each -> method.startsWith(each.method()) && name.startsWith(each.name()))
        .map(Left::reason)
        .findFirst();
  }
}
