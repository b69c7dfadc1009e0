package dev.assay.node.rpc;

import dev.assay.host.BlockContext;
import dev.assay.node.SwitchedLog;
import dev.assay.node.chain.BlockProducer;
import dev.assay.node.chain.Blockchain;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.FeeOracle;
import dev.assay.node.chain.MinedTransaction;
import dev.assay.node.chain.PooledTransaction;
import dev.assay.node.chain.Replay;
import dev.assay.node.chain.Simulator;
import dev.assay.node.chain.Submission;
import dev.assay.node.chain.TxPool;
import dev.assay.node.chain.Wallet;
import dev.assay.state.chain.Transaction;
import dev.assay.state.db.DatabaseOptions;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.world.Account;
import dev.assay.state.world.StateView;
import java.util.Optional;

/** What the methods work on. */
public record NodeServices(
    Blockchain chain,
    TxPool pool,
    BlockProducer producer,
    Submission submission,
    Simulator simulator,
    FeeOracle fees,
    Wallet wallet,
    Filters filters,
    Subscriptions subscriptions,
    RequestLimits limits,
    DatabaseOptions store,
    SwitchedLog log) {

  /** The height that a block id names; it may be above the chain. */
  public Optional<ChainBlock> block(BlockId id) {
    return switch (id) {
      case BlockId.Tag tag ->
          tag == BlockId.Tag.EARLIEST ? chain.block(0) : Optional.of(chain.tip().block());
      case BlockId.ByNumber(var number) -> chain.block(number);
      case BlockId.ByHash(var hash, _) -> chain.block(hash);
    };
  }

  /** The block of an id, or the error that there is none (EIP-1898). */
  public ChainBlock existing(BlockId id) {
    return block(id)
        .orElseThrow(() -> new RpcException(RpcError.RESOURCE_NOT_FOUND, "header not found"));
  }

  /** The state after the block of an id. */
  public StateView state(BlockId id) {
    return id instanceof BlockId.Tag tag && tag != BlockId.Tag.EARLIEST
        ? chain.tip().state()
        : chain.stateAt(existing(id).number());
  }

  /** The account in the state after the block of an id. */
  public Account account(Address address, BlockId id) {
    return state(id).account(address).orElse(Account.EMPTY);
  }

  /** A mined transaction, or the error that it is not. */
  public MinedTransaction mined(Hash hash) {
    return chain
        .transaction(hash)
        .orElseThrow(() -> new RpcException(RpcError.SERVER_ERROR, "transaction not found"));
  }

  /** A transaction of the chain or the pool. */
  public Optional<Transaction> transaction(Hash hash) {
    return chain
        .transaction(hash)
        .map(mined -> mined.block().block().transactions().get(mined.index()))
        .or(() -> pool.find(hash).map(PooledTransaction::transaction));
  }

  /** Executes mined transactions again. */
  public Replay replay() {
    return new Replay(chain, producer, simulator);
  }

  /** What code sees of the block it is simulated in: the block of the id, or the next one. */
  public BlockContext context(BlockId id) {
    return producer.context(id == BlockId.Tag.PENDING ? producer.draft() : existing(id).header());
  }
}
