package dev.assay.host;

import dev.assay.host.code.CodeCache;
import dev.assay.metering.GasSchedule;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.WorldState;
import dev.assay.vm.Tier;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A state in memory and what runs on it. */
final class TestChain {
  static final Address SENDER = Address.of(0xA11CE);
  static final Address OTHER = Address.of(0xB0B);
  static final Address COINBASE = Address.of(0xC01);
  static final long GAS = 10_000_000;
  static final UInt256 RICH = UInt256.fromDecimal("1000000000000000000000");
  static final BlockContext BLOCK =
      new BlockContext(
          7, 1_700_000_000, COINBASE, 60_000_000, UInt256.of(1_000_000_000), Hash.ZERO, 31_337);

  final TransactionProcessor processor;
  InMemoryState state = InMemoryState.EMPTY;
  private long contracts = 0xC0DE00;

  TestChain(GasSchedule schedule) {
    this(schedule, Tier.INTERPRETER);
  }

  TestChain(GasSchedule schedule, Tier tier) {
    this(schedule, new CodeCache(tier));
  }

  TestChain(GasSchedule schedule, CodeCache cache) {
    processor = new TransactionProcessor(schedule, cache);
    change(world -> world.balance(SENDER, RICH));
  }

  void change(java.util.function.Consumer<WorldState> change) {
    WorldState world = new WorldState(state);
    change.accept(world);
    world.endTransaction();
    state = state.apply(world.diff());
  }

  /** Puts code at a fresh address, as if it had been created there. */
  Address install(byte[] code) {
    Address address = Address.of(contracts++);
    change(
        world -> {
          world.createContract(address);
          world.code(address, Bytes.of(code));
        });
    return address;
  }

  Address install(Guest guest) {
    return install(guest.wasm());
  }

  CallOutcome call(Address to, byte[] data) {
    return call(to, data, GAS, ExecutionOptions.NONE);
  }

  CallOutcome call(Address to, byte[] data, long gas, ExecutionOptions options) {
    CallRequest request = CallRequest.of(SENDER, to, gas, Bytes.of(data));
    return processor.call(state, BLOCK, request, options);
  }

  CallOutcome call(Address to, UInt256 value, byte[] data) {
    CallRequest request =
        new CallRequest(SENDER, to, GAS, UInt256.ZERO, value, Bytes.of(data), List.of());
    return processor.call(state, BLOCK, request, ExecutionOptions.NONE);
  }

  /** A transaction of the sender, with a tip of 2 gwei. */
  Transaction transaction(@Nullable Address to, UInt256 value, byte[] data, long gas) {
    long nonce = state.account(SENDER).map(account -> account.nonce()).orElse(0L);
    return new DynamicFeeTransaction(
        BLOCK.chainId(),
        nonce,
        UInt256.of(2_000_000_000),
        UInt256.of(10_000_000_000L),
        gas,
        Optional.ofNullable(to),
        value,
        Bytes.of(data),
        List.of(),
        Signature.NONE);
  }

  /** Executes a block of one transaction and keeps its changes. */
  ExecutedBlock mine(Transaction... transactions) {
    BlockProcessor blocks = new BlockProcessor(processor, transaction -> Optional.of(SENDER));
    ExecutedBlock block = blocks.execute(state, BLOCK, List.of(transactions));
    state = state.apply(block.diff());
    return block;
  }

  CallOutcome send(@Nullable Address to, UInt256 value, byte[] data) {
    ExecutedBlock block = mine(transaction(to, value, data, GAS));
    return block.outcomes().getFirst();
  }

  /** Creates a contract by a transaction. */
  Address deploy(byte[] code) {
    CallOutcome outcome = send(null, UInt256.ZERO, code);
    if (outcome instanceof CallOutcome.Success success && success.created() != null) {
      return success.created();
    }
    throw new AssertionError(
        "deployment failed: " + outcome + " " + Revert.reasonIn(outcome.output()));
  }

  UInt256 balance(Address address) {
    return state.account(address).map(account -> account.balance()).orElse(UInt256.ZERO);
  }
}
