package dev.assay.node.rpc;

import dev.assay.host.CallRequest;
import dev.assay.node.chain.Simulator;
import dev.assay.node.chain.Submission;
import dev.assay.state.chain.AccessListTransaction;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.LegacyTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Signature;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.List;
import java.util.OptionalLong;

/** From transaction objects and raw bytes to transactions, and into the pool. */
public final class Envelopes {
  private Envelopes() {}

  /** The transaction in raw bytes, or the error that says what is wrong with them. */
  public static Transaction decode(Bytes raw) {
    try {
      return Transaction.decode(raw);
    } catch (RlpError e) {
      String text = String.valueOf(e.getMessage());
      throw new RpcException(
          RpcError.SERVER_ERROR,
          text.contains("not supported")
              ? "transaction type not supported: " + text
              : "invalid transaction: " + text);
    }
  }

  /** The unsigned transaction of an object, with what it leaves open filled in. */
  public static Transaction complete(NodeServices node, TransactionArgs args, Address sender) {
    if (args.chainId().isPresent() && args.chainId().get() != node.chain().chainId()) {
      throw new RpcException(
          RpcError.SERVER_ERROR,
          "chainId does not match node's (have="
              + args.chainId().get()
              + ", want="
              + node.chain().chainId()
              + ")");
    }
    if (args.to().isEmpty() && args.data().isEmpty()) {
      throw new RpcException(RpcError.SERVER_ERROR, "contract creation without any data provided");
    }
    long type = args.type().orElseGet(() -> suggestedType(args));
    long nonce =
        args.nonce()
            .orElseGet(
                () ->
                    node.pool()
                        .nextNonce(sender)
                        .orElse(node.account(sender, BlockId.Tag.LATEST).nonce()));
    long gas = args.gas().orElseGet(() -> estimate(node, args, sender));
    UInt256 tip = args.maxPriorityFeePerGas().orElseGet(() -> node.fees().tip());
    UInt256 baseFee = node.producer().draft().baseFeePerGas();
    return build(node.chain().chainId(), type, nonce, gas, tip, baseFee, args);
  }

  /** The unsigned transaction that a simulated call stands for; fees are zero unless given. */
  public static Transaction simulated(long chainId, TransactionArgs args, long nonce, long gas) {
    long type = args.type().orElseGet(() -> suggestedType(args));
    UInt256 tip = args.maxPriorityFeePerGas().or(args::gasPrice).orElse(UInt256.ZERO);
    return build(chainId, type, nonce, gas, tip, UInt256.ZERO, args);
  }

  private static Transaction build(
      long chainId,
      long type,
      long nonce,
      long gas,
      UInt256 tip,
      UInt256 baseFee,
      TransactionArgs args) {
    UInt256 value = args.value().orElse(UInt256.ZERO);
    UInt256 price = args.gasPrice().orElse(baseFee.add(tip));
    if (type == 0) {
      return new LegacyTransaction(
          OptionalLong.of(chainId),
          nonce,
          price,
          gas,
          args.to(),
          value,
          args.data(),
          Signature.NONE);
    }
    if (type == 1) {
      return new AccessListTransaction(
          chainId,
          nonce,
          price,
          gas,
          args.to(),
          value,
          args.data(),
          args.accessList().orElse(List.of()),
          Signature.NONE);
    }
    if (type != 2) {
      throw new RpcException(RpcError.SERVER_ERROR, "transaction type not supported: " + type);
    }
    UInt256 max = args.maxFeePerGas().or(args::gasPrice).orElse(baseFee.add(baseFee).add(tip));
    return new DynamicFeeTransaction(
        chainId,
        nonce,
        args.maxPriorityFeePerGas().isPresent() ? tip : tip.min(max),
        max,
        gas,
        args.to(),
        value,
        args.data(),
        args.accessList().orElse(List.of()),
        Signature.NONE);
  }

  private static long suggestedType(TransactionArgs args) {
    if (args.gasPrice().isEmpty()) {
      return 2;
    }
    return args.accessList().isPresent() ? 1 : 0;
  }

  /** The gas that a transaction object needs. */
  public static long estimate(NodeServices node, TransactionArgs args, Address sender) {
    CallRequest request =
        Calls.request(args, node.context(BlockId.Tag.PENDING), node.producer().draft().gasLimit());
    CallRequest asSender =
        new CallRequest(
            sender,
            request.to(),
            request.gas(),
            UInt256.ZERO,
            request.value(),
            request.data(),
            request.accessList());
    return switch (node.simulator()
        .estimate(node.state(BlockId.Tag.PENDING), node.context(BlockId.Tag.PENDING), asSender)) {
      case Simulator.Estimate.Enough(var gas) -> gas;
      case Simulator.Estimate.Fails(var outcome) -> {
        Calls.output(outcome);
        yield request.gas();
      }
    };
  }

  /** Puts a signed transaction into the pool; answers when automatic mining is done with it. */
  public static RpcResult submit(Submission.Outcome outcome) {
    return switch (outcome) {
      case Submission.Outcome.Accepted(_, var settled) ->
          new RpcResult.Later(settled.thenApply(Envelopes::hash));
      case Submission.Outcome.Refused(var refusal) ->
          throw new RpcException(RpcError.SERVER_ERROR, refusal.message());
    };
  }

  private static RpcResult hash(Hash hash) {
    return RpcResult.hash(hash);
  }

  /** The signed transaction of a sender that the node signs for. */
  public static Transaction sign(NodeServices node, Transaction unsigned, Address sender) {
    return node.wallet()
        .sign(unsigned, sender)
        .orElseThrow(() -> new RpcException(RpcError.SERVER_ERROR, "unknown account " + sender));
  }
}
