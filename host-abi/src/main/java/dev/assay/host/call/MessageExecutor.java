package dev.assay.host.call;

import dev.assay.host.CallTracer;
import dev.assay.host.Failure;
import dev.assay.host.call.Message.Kind;
import dev.assay.host.code.Program;
import dev.assay.host.code.RefusedProgram;
import dev.assay.host.precompile.Precompile;
import dev.assay.host.predeploy.Predeploy;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.Ink;
import dev.assay.state.crypto.Addresses;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.WorldState;
import org.jspecify.annotations.Nullable;

/**
 * Runs messages. Whatever does not succeed is undone in the world: balances, storage, warm
 * accounts, logs, refunds. The frames of one transaction share one executor and one thread.
 */
public final class MessageExecutor {
  /** Messages may nest so deep. */
  public static final int MAX_DEPTH = 1_024;

  /** From this depth on messages run on a thread with a stack for all the depths there can be. */
  private static final int DEEP = 16;

  private final TransactionContext context;
  private final WorldState world;
  private final ProgramRunner runner;

  /** An executor for a transaction. */
  public MessageExecutor(TransactionContext context) {
    this.context = context;
    this.world = context.world();
    this.runner = new ProgramRunner(this);
  }

  /** What all messages of the transaction share. */
  public TransactionContext context() {
    return context;
  }

  /** Prices and rules. */
  public GasSchedule schedule() {
    return context.schedule();
  }

  /** Runs a message: a call, or the creation of a contract at {@code recipient}. */
  public CallResult execute(Message message) {
    CallTracer tracer = context.options().tracer();
    if (tracer == null) {
      return run(message);
    }
    tracer.enter(message);
    CallResult result = run(message);
    tracer.exit(message, result);
    return result;
  }

  private CallResult run(Message message) {
    return message.depth() == DEEP ? runner.onDeepStack(() -> begin(message)) : begin(message);
  }

  private CallResult begin(Message message) {
    if (message.depth() > MAX_DEPTH) {
      return CallResult.Failed.of(message.gas(), Failure.CALL_DEPTH);
    }
    if (transfersValue(message) && world.balance(message.sender()).lessThan(message.value())) {
      return CallResult.Failed.of(message.gas(), Failure.INSUFFICIENT_BALANCE);
    }
    int checkpoint = world.checkpoint();
    CallResult result = message.kind().creation() ? deploy(message) : call(message);
    if (!result.succeeded()) {
      world.rollback(checkpoint);
    }
    return result;
  }

  private static boolean transfersValue(Message message) {
    return message.kind() != Kind.DELEGATECALL && !message.value().isZero();
  }

  private void transfer(Message message) {
    if (transfersValue(message)) {
      world.debit(message.sender(), message.value());
      world.credit(message.recipient(), message.value());
    } else if (message.kind() == Kind.CALL) {
      world.touch(message.recipient());
    }
  }

  private CallResult call(Message message) {
    transfer(message);
    Precompile precompile = context.options().precompile(message.codeAddress());
    if (precompile != null) {
      return run(precompile, message);
    }
    Predeploy predeploy = Predeploy.at(message.codeAddress());
    if (predeploy != null) {
      return predeploy.call(this, message);
    }
    Hash codeHash = world.codeHash(message.codeAddress());
    if (codeHash.equals(Hash.EMPTY_CODE)) {
      return new CallResult.Success(message.gas(), Bytes.EMPTY, null);
    }
    try {
      Program program = program(codeHash);
      CallResult result = runner.run(message, program);
      long ink = Ink.ofGas(message.gas() - result.gasLeft());
      context.cache().ran(codeHash, context.schedule(), program, ink);
      return result;
    } catch (RefusedProgram refused) {
      return new CallResult.Failed(
          message.gas(),
          Failure.NOT_A_PROGRAM,
          Failure.NOT_A_PROGRAM.text() + ": " + refused.reason(),
          null);
    }
  }

  private static CallResult run(Precompile precompile, Message message) {
    byte[] input = message.input().unsafeArray();
    long gas = precompile.gas(input);
    if (gas > message.gas()) {
      return CallResult.Failed.of(0, Failure.OUT_OF_GAS);
    }
    return precompile
        .run(input)
        .<CallResult>map(
            output -> new CallResult.Success(message.gas() - gas, Bytes.wrap(output), null))
        .orElseGet(() -> CallResult.Failed.of(0, Failure.PRECOMPILE));
  }

  /** The program of a code hash, which was paid for when it was created. */
  private Program program(Hash codeHash) throws RefusedProgram {
    GasSchedule schedule = context.schedule();
    return context
        .cache()
        .get(codeHash, schedule, () -> Deployment.activateFree(context, world.code(codeHash)));
  }

  /**
   * Creates a contract from a frame: checks what comes before the creation counts as tried, takes
   * the creator's nonce, and runs.
   */
  public CallResult create(
      Message creator, Kind kind, Bytes code, UInt256 value, long gas, @Nullable Hash salt) {
    Address sender = creator.recipient();
    if (creator.depth() + 1 > MAX_DEPTH) {
      return CallResult.Failed.of(gas, Failure.CALL_DEPTH);
    }
    if (world.balance(sender).lessThan(value)) {
      return CallResult.Failed.of(gas, Failure.INSUFFICIENT_BALANCE);
    }
    long nonce = world.nonce(sender);
    if (nonce == -1) {
      return CallResult.Failed.of(gas, Failure.NONCE_OVERFLOW);
    }
    world.nonce(sender, nonce + 1);
    Address address =
        salt == null
            ? Addresses.created(sender, nonce)
            : Addresses.created2(sender, salt, Keccak.hash(code));
    world.warm(address);
    return execute(
        new Message(
            kind, sender, address, address, value, code, gas, false, creator.depth() + 1, salt));
  }

  private CallResult deploy(Message message) {
    if (world.hasCollision(message.recipient())) {
      return CallResult.Failed.of(0, Failure.ADDRESS_COLLISION);
    }
    world.createContract(message.recipient());
    transfer(message);
    return new Deployment(context, message).run();
  }
}
