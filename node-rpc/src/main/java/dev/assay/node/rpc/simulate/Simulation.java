package dev.assay.node.rpc.simulate;

import dev.assay.host.BlockContext;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.host.Cancellation;
import dev.assay.host.ExecutionOptions;
import dev.assay.host.Failure;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.TransactionResult;
import dev.assay.host.TxInvalidReason;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.Edits;
import dev.assay.node.chain.FeeMarket;
import dev.assay.node.rpc.Envelopes;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.StateOverrides.BlockOverrides;
import dev.assay.node.rpc.TransactionArgs;
import dev.assay.node.rpc.simulate.SimulatedBlock.Call;
import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.Log;
import dev.assay.state.chain.LogsBloom;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.trie.TrieRoot;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import dev.assay.state.world.WorldState;
import java.util.ArrayList;
import java.util.List;

/** Executes one request, on a worker, within the time and the gas of one call. */
public final class Simulation {
  private final NodeServices node;
  private final SimulationRequest request;
  private final TransactionProcessor processor;
  private final ChainBlock base;
  private final StateView baseState;
  private final Cancellation end;
  private PrecompilePlaces precompiles = PrecompilePlaces.STANDARD;
  private StateDiff changes = StateDiff.EMPTY;
  private long gasLeft;

  private Simulation(
      NodeServices node,
      SimulationRequest request,
      ChainBlock base,
      StateView baseState,
      Cancellation end) {
    this.node = node;
    this.request = request;
    this.processor = node.simulator().processor();
    this.base = base;
    this.baseState = baseState;
    this.end = end;
    this.gasLeft = node.limits().callGas();
  }

  /** Simulates on top of a block and its state. */
  static List<SimulatedBlock> run(
      NodeServices node, SimulationRequest request, ChainBlock base, StateView baseState) {
    return node.simulator()
        .limited(end -> new Simulation(node, request, base, baseState, end).blocks());
  }

  private List<SimulatedBlock> blocks() {
    List<SimulatedBlock> blocks = new ArrayList<>();
    BlockHeader parent = base.header();
    Hash parentHash = base.hash();
    for (Plan plan : Plan.after(parent, request.blocks())) {
      SimulatedBlock block = block(plan, draft(plan, parent, parentHash));
      blocks.add(block);
      parent = block.block().header();
      parentHash = block.block().hash();
    }
    return blocks;
  }

  private BlockHeader draft(Plan plan, BlockHeader parent, Hash parentHash) {
    BlockOverrides header = plan.content().header();
    return BlockHeader.draft(
        parentHash,
        plan.number(),
        plan.timestamp(),
        header.coinbase().orElse(parent.coinbase()),
        header.gasLimit().orElse(parent.gasLimit()),
        header
            .baseFee()
            .orElseGet(() -> request.validation() ? FeeMarket.nextBaseFee(parent) : UInt256.ZERO),
        header.random().orElse(Hash.ZERO));
  }

  /** The block in the making. */
  private static final class Building {
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private LogsBloom bloom = LogsBloom.EMPTY;
    private long gasUsed;

    void add(Transaction transaction, Receipt receipt, Call call) {
      transactions.add(transaction);
      receipts.add(receipt);
      calls.add(call);
      bloom = bloom.or(receipt.logsBloom());
      gasUsed = receipt.cumulativeGasUsed();
    }
  }

  private SimulatedBlock block(Plan plan, BlockHeader draft) {
    precompiles = precompiles.after(plan.content().state());
    changes = Edits.merge(changes, plan.content().state().diff(state()));
    Building building = new Building();
    BlockContext context = node.producer().context(draft);
    for (TransactionArgs args : plan.content().calls()) {
      WorldState world = new WorldState(state());
      execute(building, world, context, args);
      changes = Edits.merge(changes, world.diff());
    }
    return sealed(building, draft);
  }

  private StateView state() {
    return changes.isEmpty() ? baseState : new Edits(baseState, changes);
  }

  private void execute(
      Building building, WorldState world, BlockContext block, TransactionArgs args) {
    Address sender = args.from().orElse(Address.ZERO);
    long wanted = args.gas().orElse(block.gasLimit() - building.gasUsed);
    if (wanted > block.gasLimit() - building.gasUsed) {
      throw new RpcException(
          RpcError.BLOCK_GAS_LIMIT_REACHED,
          "block gas limit reached: " + building.gasUsed + " >= " + block.gasLimit());
    }
    long gas = Math.min(wanted, gasLeft);
    Transaction transaction =
        Envelopes.simulated(
            node.chain().chainId(), args, args.nonce().orElse(world.nonce(sender)), gas);
    TransferLogs transfers = new TransferLogs();
    ExecutionOptions options = precompiles.on(ExecutionOptions.NONE.with(transfers).with(end));
    CallOutcome outcome =
        request.validation()
            ? validated(building, world, block, transaction, sender, options)
            : free(world, block, transaction, sender, options);
    if (outcome instanceof CallOutcome.Failed failed && failed.failure() == Failure.CANCELLED) {
      throw new RpcException(RpcError.SIMULATION_TIMEOUT, "execution aborted (timeout)");
    }
    gasLeft -= outcome.gasUsed();
    Receipt receipt =
        Receipt.of(
            transaction.type(),
            outcome.succeeded(),
            building.gasUsed + outcome.gasUsed(),
            outcome.logs());
    List<Log> shown = request.traceTransfers() ? transfers.logs() : outcome.logs();
    building.add(transaction, receipt, new Call(sender, outcome, shown));
  }

  /** As a block would execute it: nonce, fees and funds have to be right. */
  private CallOutcome validated(
      Building building,
      WorldState world,
      BlockContext block,
      Transaction transaction,
      Address sender,
      ExecutionOptions options) {
    return switch (processor.process(
        world, block, transaction, sender, building.gasUsed, options.withContractSenders())) {
      case TransactionResult.Included(_, var outcome) -> outcome;
      case TransactionResult.Invalid invalid -> throw refused(invalid, transaction.gasLimit());
    };
  }

  /** As eth_call would: the sender needs its value and, if it offers a price, that. */
  private CallOutcome free(
      WorldState world,
      BlockContext block,
      Transaction transaction,
      Address sender,
      ExecutionOptions options) {
    CallRequest call =
        new CallRequest(
            sender,
            transaction.to().orElse(null),
            transaction.gasLimit(),
            transaction.effectiveGasPrice(block.baseFee()),
            transaction.value(),
            transaction.input(),
            transaction.accessList());
    processor
        .refused(world, call)
        .ifPresent(
            invalid -> {
              throw refused(invalid, transaction.gasLimit());
            });
    return processor.apply(world, block, call, options);
  }

  private static RpcException refused(TransactionResult.Invalid invalid, long gas) {
    return new RpcException(
        error(invalid.reason()), "err: " + invalid.message() + " (supplied gas " + gas + ")");
  }

  private static RpcError error(TxInvalidReason reason) {
    return switch (reason) {
      case NONCE_TOO_LOW -> RpcError.NONCE_TOO_LOW;
      case NONCE_TOO_HIGH -> RpcError.NONCE_TOO_HIGH;
      case FEE_CAP_TOO_LOW -> RpcError.BASE_FEE_TOO_LOW;
      case INTRINSIC_GAS, FLOOR_GAS -> RpcError.INTRINSIC_GAS_TOO_LOW;
      case INSUFFICIENT_FUNDS -> RpcError.INSUFFICIENT_FUNDS;
      case GAS_LIMIT_REACHED -> RpcError.BLOCK_GAS_LIMIT_REACHED;
      case SENDER_NOT_EOA -> RpcError.SENDER_NOT_EOA;
      case INIT_CODE_SIZE -> RpcError.INIT_CODE_TOO_LARGE;
      case TIP_ABOVE_FEE_CAP -> RpcError.INVALID_PARAMS;
      case NONCE_MAX, WRONG_CHAIN_ID, INVALID_SENDER -> RpcError.INTERNAL_ERROR;
    };
  }

  private SimulatedBlock sealed(Building building, BlockHeader draft) {
    BlockHeader header =
        draft.sealed(
            node.producer().rootAfter(base, changes).join(),
            TrieRoot.ofList(building.transactions.stream().map(Transaction::encode).toList()),
            TrieRoot.ofList(building.receipts.stream().map(Receipt::encode).toList()),
            building.bloom,
            building.gasUsed);
    Block block = new Block(header, building.transactions);
    List<Hash> hashes = building.transactions.stream().map(Transaction::hash).toList();
    return new SimulatedBlock(
        new ChainBlock(block, block.hash(), hashes, building.receipts), building.calls);
  }
}
