package dev.assay.node.rpc;

import dev.assay.host.BlockContext;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.host.Failure;
import dev.assay.node.chain.RevertReason;
import dev.assay.state.chain.AccessListEntry;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import java.util.List;
import java.util.Map;

/**
 * From the transaction object of a call to the message that is simulated, and back to an answer.
 */
public final class Calls {
  /** The transaction to simulate. */
  public static final Param<TransactionArgs> TRANSACTION =
      Param.required("transaction", TransactionArgs.TYPE);

  /** The block over whose state it is. */
  public static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);

  /** What is different about the state. */
  public static final Param<StateOverrides> OVERRIDES =
      Param.optional("overrides", StateOverrides.TYPE, StateOverrides.NONE);

  private Calls() {}

  /** The message, with at most {@code maxGas}. */
  public static CallRequest request(TransactionArgs args, BlockContext block, long maxGas) {
    UInt256 price =
        args.maxFeePerGas()
            .map(
                max ->
                    max.min(block.baseFee().add(args.maxPriorityFeePerGas().orElse(UInt256.ZERO))))
            .or(args::gasPrice)
            .orElse(UInt256.ZERO);
    return new CallRequest(
        args.from().orElse(Address.ZERO),
        args.to().orElse(null),
        Math.min(args.gas().orElse(maxGas), maxGas),
        price,
        args.value().orElse(UInt256.ZERO),
        args.data(),
        args.accessList().orElse(List.of()));
  }

  /** The same message with an access list. */
  public static CallRequest withAccessList(CallRequest request, List<AccessListEntry> entries) {
    return new CallRequest(
        request.from(),
        request.to(),
        request.gas(),
        request.gasPrice(),
        request.value(),
        request.data(),
        entries);
  }

  /** The same message with another gas limit. */
  public static CallRequest withGas(CallRequest request, long gas) {
    return new CallRequest(
        request.from(),
        request.to(),
        gas,
        request.gasPrice(),
        request.value(),
        request.data(),
        request.accessList());
  }

  /** What a call returned, or the error that clients expect when it did not succeed. */
  public static Bytes output(CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Success success -> success.output();
      case CallOutcome.Revert(_, var output) -> throw reverted(output);
      case CallOutcome.Failed failed -> throw failed(failed);
    };
  }

  /** The error of a revert: code 3, the reason in words, the data in hex. */
  public static RpcException reverted(Bytes output) {
    return new RpcException(
        RpcError.EXECUTION_REVERTED,
        RevertReason.of(output)
            .map(reason -> "execution reverted: " + reason)
            .orElse("execution reverted"),
        new Json.Str(output.toHex()));
  }

  private static RpcException failed(CallOutcome.Failed failed) {
    if (failed.failure() == Failure.CANCELLED) {
      return new RpcException(RpcError.TIMEOUT, "execution aborted (timeout)");
    }
    if (failed.backtrace().isEmpty()) {
      return new RpcException(RpcError.SERVER_ERROR, failed.message());
    }
    List<Json> frames = failed.backtrace().stream().<Json>map(line -> new Json.Str(line)).toList();
    return new RpcException(
        RpcError.SERVER_ERROR,
        failed.message(),
        new Json.Obj(
            Map.of(
                "failure", new Json.Str(failed.failure().text()),
                "backtrace", new Json.Arr(frames))));
  }
}
