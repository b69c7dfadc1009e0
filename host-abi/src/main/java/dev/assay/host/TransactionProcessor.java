package dev.assay.host;

import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.host.call.MessageExecutor;
import dev.assay.host.call.TransactionContext;
import dev.assay.host.code.CodeCache;
import dev.assay.host.precompile.Precompile;
import dev.assay.host.predeploy.Predeploy;
import dev.assay.metering.GasCost;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.IntrinsicGas;
import dev.assay.state.chain.AccessListEntry;
import dev.assay.state.chain.Log;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Addresses;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.StateView;
import dev.assay.state.world.WorldState;
import dev.assay.vm.runtime.ResourceLimits;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Executes transactions and calls: a pure function of state, block and transaction. Safe to share;
 * the only thing it remembers is translated code, in the cache.
 */
public final class TransactionProcessor {
  /** Accounts that no transaction pays a first touch of. */
  private static final Set<Address> BUILT_IN =
      Stream.concat(
              Arrays.stream(Precompile.values()).map(each -> Address.of(each.address())),
              Arrays.stream(Predeploy.values()).map(Predeploy::address))
          .collect(Collectors.toCollection(LinkedHashSet::new));

  private final GasSchedule schedule;
  private final CodeCache cache;
  private final TransactionRules rules;
  private final int javaSlots;

  /** A processor for chains with this schedule, on any thread. */
  public TransactionProcessor(GasSchedule schedule, CodeCache cache) {
    this(
        schedule, cache, ResourceLimits.FEW_JAVA_SLOTS * (long) ResourceLimits.JAVA_BYTES_PER_SLOT);
  }

  /**
   * A processor on threads with large stacks.
   *
   * @param stackBytes what compiled code may take of their stacks; no result depends on it
   */
  public TransactionProcessor(GasSchedule schedule, CodeCache cache, long stackBytes) {
    this.javaSlots =
        (int) Math.min(Integer.MAX_VALUE, stackBytes / ResourceLimits.JAVA_BYTES_PER_SLOT);
    this.schedule = schedule;
    this.cache = cache;
    this.rules = new TransactionRules(schedule);
  }

  /** Prices, limits and features. */
  public GasSchedule schedule() {
    return schedule;
  }

  /** Translated code. */
  public CodeCache cache() {
    return cache;
  }

  /**
   * Whether a transaction could be in a block, as far as its sender's account and the block are
   * concerned.
   *
   * @param sender who signed it
   * @param gasAvailable gas that is left in the block
   * @return why not, or empty when it could
   */
  public Optional<TransactionResult.Invalid> validate(
      WorldState world,
      BlockContext block,
      Transaction transaction,
      Address sender,
      long gasAvailable) {
    return Optional.ofNullable(
        rules.violated(world, block, transaction, sender, gasAvailable, false));
  }

  /**
   * Validates and executes a transaction. An invalid one changes nothing; otherwise its changes are
   * final in {@code world} ({@link WorldState#endTransaction}).
   *
   * @param sender who signed it
   * @param gasUsedBefore by the transactions before it in the block
   */
  public TransactionResult process(
      WorldState world,
      BlockContext block,
      Transaction transaction,
      Address sender,
      long gasUsedBefore,
      ExecutionOptions options) {
    long available = block.gasLimit() - gasUsedBefore;
    var invalid =
        rules.violated(world, block, transaction, sender, available, options.contractsMaySend());
    if (invalid != null) {
      return invalid;
    }
    Run run =
        new Run(
            world,
            block,
            sender,
            transaction.to().orElse(null),
            transaction.gasLimit(),
            transaction.effectiveGasPrice(block.baseFee()),
            transaction.value(),
            transaction.input(),
            transaction.accessList(),
            options);
    CallOutcome outcome = execute(run, () -> "transaction " + transaction.hash());
    world.endTransaction();
    Receipt receipt =
        Receipt.of(
            transaction.type(),
            outcome.succeeded(),
            gasUsedBefore + outcome.gasUsed(),
            outcome.logs());
    return new TransactionResult.Included(receipt, outcome);
  }

  /**
   * Executes a message on a state without changing it: {@code eth_call}, gas estimation. One that
   * offers no gas price sees a base fee of zero, as clients know it from geth: a contract may rely
   * on the base fee being no more than the price.
   */
  public CallOutcome call(
      StateView state, BlockContext block, CallRequest request, ExecutionOptions options) {
    return apply(new WorldState(state), block, request, options);
  }

  /** Why a message could not begin, or empty when it could. */
  public Optional<TransactionResult.Invalid> refused(WorldState world, CallRequest request) {
    return Optional.ofNullable(rules.refusal(world, request));
  }

  /**
   * The same as {@link #call}, with the changes kept in {@code world}, final: for messages that
   * follow one another.
   */
  public CallOutcome apply(
      WorldState world, BlockContext block, CallRequest request, ExecutionOptions options) {
    var refusal = rules.refusal(world, request);
    if (refusal != null) {
      return new CallOutcome.Failed(0, Failure.REFUSED, refusal.message(), null);
    }
    CallOutcome outcome =
        execute(
            new Run(
                world,
                request.gasPrice().isZero() ? block.withoutBaseFee() : block,
                request.from(),
                request.to(),
                request.gas(),
                request.gasPrice(),
                request.value(),
                request.data(),
                request.accessList(),
                options),
            () -> "call from " + request.from() + " to " + request.to());
    world.endTransaction();
    return outcome;
  }

  /** A message from outside, however it came. */
  private record Run(
      WorldState world,
      BlockContext block,
      Address sender,
      @Nullable Address to,
      long gasLimit,
      UInt256 gasPrice,
      UInt256 value,
      Bytes input,
      List<AccessListEntry> accessList,
      ExecutionOptions options) {
    Run with(ExecutionOptions others) {
      return new Run(
          world, block, sender, to, gasLimit, gasPrice, value, input, accessList, others);
    }
  }

  /** Executes once, or on both engines where that is wanted and nobody watches. */
  private CallOutcome execute(Run run, Supplier<String> name) {
    boolean once = cache.mode() != EngineMode.BOTH || run.options.tracer() != null;
    return once
        ? execute(run)
        : new EngineComparison(run.world, run.options, name)
            .run(options -> execute(run.with(options)));
  }

  private CallOutcome execute(Run run) {
    IntrinsicGas intrinsic =
        TransactionRules.intrinsic(schedule, run.input, run.to == null, run.accessList);
    long nonce = run.world.nonce(run.sender);
    run.world.debit(run.sender, UInt256.of(run.gasLimit).multiply(run.gasPrice));
    run.world.nonce(run.sender, nonce + 1);
    warmUp(run);
    TransactionContext context =
        TransactionContext.of(
            run.world,
            run.block,
            schedule,
            cache,
            run.sender,
            run.gasPrice,
            run.options,
            javaSlots);
    CallResult result =
        new MessageExecutor(context).execute(message(run, nonce, run.gasLimit - intrinsic.gas()));
    long used = run.gasLimit - result.gasLeft();
    long refund = Math.min(run.world.refund(), used / schedule.cost(GasCost.REFUND_QUOTIENT));
    long billed = Math.max(used - refund, intrinsic.floor());
    settle(run, billed);
    return outcome(result, billed, used - billed, run.world.logs());
  }

  private static Message message(Run run, long nonce, long gas) {
    Address to = run.to;
    boolean creation = to == null;
    Address recipient = to == null ? Addresses.created(run.sender, nonce) : to;
    if (creation) {
      run.world.warm(recipient);
    }
    return new Message(
        creation ? Message.Kind.CREATE : Message.Kind.CALL,
        run.sender,
        recipient,
        recipient,
        run.value,
        run.input,
        gas,
        false,
        0,
        null);
  }

  /** What is warm from the start: EIP-2929, EIP-2930, EIP-3651. */
  private static void warmUp(Run run) {
    WorldState world = run.world;
    world.alwaysWarm(BUILT_IN);
    world.warm(run.sender);
    world.warm(run.block.coinbase());
    if (run.to != null) {
      world.warm(run.to);
    }
    for (AccessListEntry entry : run.accessList) {
      world.warm(entry.address());
      for (Hash key : entry.storageKeys()) {
        world.warm(entry.address(), key.toUInt256());
      }
    }
  }

  /** Gives back what was not used and pays the block's producer; the base fee is burnt. */
  private static void settle(Run run, long billed) {
    UInt256 unused = UInt256.of(run.gasLimit - billed);
    run.world.credit(run.sender, unused.multiply(run.gasPrice));
    UInt256 baseFee = run.block.baseFee().min(run.gasPrice);
    UInt256 tip = run.gasPrice.subtract(baseFee);
    run.world.credit(run.block.coinbase(), UInt256.of(billed).multiply(tip));
  }

  private static CallOutcome outcome(
      CallResult result, long billed, long refunded, List<Log> logs) {
    return switch (result) {
      case CallResult.Success(long left, Bytes output, Address created) ->
          new CallOutcome.Success(billed, Math.max(0, refunded), output, logs, created);
      case CallResult.Revert(long left, Bytes output) -> new CallOutcome.Revert(billed, output);
      case CallResult.Failed failed ->
          new CallOutcome.Failed(billed, failed.failure(), failed.message(), failed.trap());
    };
  }
}
