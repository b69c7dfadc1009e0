package dev.assay.host.predeploy;

import dev.assay.host.Failure;
import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.host.call.MessageExecutor;
import dev.assay.metering.CallGas;
import dev.assay.metering.GasCost;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.Ink;
import dev.assay.metering.IntrinsicGas;
import dev.assay.state.chain.Log;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.WorldState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * StylusDeployer: {@code deploy(bytes bytecode, bytes initData, uint256 initValue, bytes32 salt)}
 * creates a contract, by CREATE2 when there is a salt, activates it where that is due, and calls
 * its constructor with the data and the value. What is left of the value goes back. Errors are the
 * custom ones of Arbitrum's contract; what the creation or the activation reverts with is passed
 * on.
 */
final class StylusDeployer {
  private static final int DEPLOY = Selector.of("deploy(bytes,bytes,uint256,bytes32)");
  private static final int INIT_SALT = Selector.of("initSalt(bytes32,bytes)");
  private static final int REQUIRES_ACTIVATION = Selector.of("requiresActivation(address)");
  private static final int CODEHASH_VERSION = Selector.of("codehashVersion(bytes32)");
  private static final int ACTIVATE = Selector.of("activateProgram(address)");
  private static final long STATIC_GAS = 100;
  private static final int PANIC_OVERFLOW = 0x11;
  private static final Hash DEPLOYED =
      Keccak.hash("ContractDeployed(address)".getBytes(StandardCharsets.US_ASCII));

  private final MessageExecutor executor;
  private final Message message;
  private final Arguments arguments;
  private final WorldState world;
  private long gas;

  private StylusDeployer(MessageExecutor executor, Message message) {
    this.executor = executor;
    this.message = message;
    this.arguments = new Arguments(message.input());
    this.world = executor.context().world();
    this.gas = message.gas();
  }

  static CallResult call(MessageExecutor executor, Message message) {
    return new StylusDeployer(executor, message).run();
  }

  private CallResult run() {
    int selector = arguments.selector().orElse(0);
    if (!pay(STATIC_GAS)) {
      return CallResult.Failed.of(0, Failure.OUT_OF_GAS);
    }
    if (selector == INIT_SALT) {
      return arguments.bytes(1).map(this::boundSalt).orElseGet(this::refuse);
    }
    if (selector == REQUIRES_ACTIVATION) {
      return Answer.numbers(gas, requiresActivation(arguments.address(0)) ? 1 : 0);
    }
    boolean writing = message.kind() == Message.Kind.CALL && !message.readOnly();
    return selector == DEPLOY && writing ? deploy() : refuse();
  }

  private CallResult refuse() {
    return new CallResult.Revert(gas, Bytes.EMPTY);
  }

  private boolean pay(long price) {
    boolean enough = price <= gas;
    gas -= enough ? price : gas;
    return enough;
  }

  private CallResult boundSalt(Bytes data) {
    GasSchedule schedule = executor.schedule();
    long ink =
        Ink.times(IntrinsicGas.words(Hash.SIZE + data.size()), schedule.ink(GasCost.KECCAK_WORD));
    return pay(Ink.toGasCeil(Ink.plus(schedule.ink(GasCost.KECCAK_BASE), ink)))
        ? Answer.words(gas, bind(arguments.hash(0), data).toUInt256())
        : CallResult.Failed.of(0, Failure.OUT_OF_GAS);
  }

  /** The salt is bound to the constructor's arguments, so nobody else can take the address. */
  private static Hash bind(Hash salt, Bytes data) {
    byte[] bound = new byte[Hash.SIZE + data.size()];
    salt.writeTo(bound, 0);
    data.copyTo(0, bound, Hash.SIZE, data.size());
    return Keccak.hash(bound);
  }

  private CallResult deploy() {
    var code = arguments.bytes(0);
    var data = arguments.bytes(1);
    if (code.isEmpty() || data.isEmpty()) {
      return refuse();
    }
    if (code.get().isEmpty()) {
      return Answer.error(gas, "EmptyBytecode()");
    }
    Hash salt = arguments.hash(3);
    Order order = new Order(code.get(), data.get(), arguments.word(2));
    return create(order, salt.equals(Hash.ZERO) ? null : bind(salt, order.data));
  }

  /** What is to be deployed. */
  private record Order(Bytes code, Bytes data, UInt256 value) {}

  private CallResult create(Order order, @Nullable Hash salt) {
    GasSchedule schedule = executor.schedule();
    long price = schedule.cost(GasCost.CREATE);
    if (salt != null) {
      price += IntrinsicGas.words(order.code.size()) * schedule.cost(GasCost.CREATE2_WORD);
    }
    if (!pay(price)) {
      return CallResult.Failed.of(0, Failure.OUT_OF_GAS);
    }
    Message.Kind kind = salt == null ? Message.Kind.CREATE : Message.Kind.CREATE2;
    long given = CallGas.EVM.forwardable(gas);
    CallResult created = executor.create(message, kind, order.code, UInt256.ZERO, given, salt);
    gas -= given - created.gasLeft();
    if (created instanceof CallResult.Success success && success.created() != null) {
      return activate(success.created(), order);
    }
    return created.output().isEmpty()
        ? Answer.error(gas, "ContractDeploymentError(bytes)", List.of(), order.code)
        : new CallResult.Revert(gas, created.output());
  }

  private CallResult activate(Address contract, Order order) {
    if (message.value().lessThan(order.value)) {
      return Answer.error(gas, "Panic(uint256)", PANIC_OVERFLOW);
    }
    if (requiresActivation(contract)) {
      UInt256 rest = message.value().subtract(order.value);
      CallResult activated = ask(ACTIVATE, contract.toUInt256(), rest);
      if (!activated.succeeded()) {
        return new CallResult.Revert(gas, activated.output());
      }
    }
    return construct(contract, order);
  }

  private boolean requiresActivation(Address contract) {
    UInt256 codeHash = world.codeHash(contract).toUInt256();
    return !ask(CODEHASH_VERSION, codeHash, UInt256.ZERO).succeeded();
  }

  private CallResult ask(int selector, UInt256 argument, UInt256 value) {
    byte[] input = Answer.encode(Selector.BYTES, argument);
    BigEndian.putInt(input, 0, selector);
    return send(Predeploy.ARB_WASM.address(), value, Bytes.wrap(input));
  }

  private CallResult construct(Address contract, Order order) {
    if (order.data.isEmpty()) {
      return order.value.isZero()
          ? done(contract, order)
          : Answer.error(gas, "InitValueButNotInitData()");
    }
    CallResult result = send(contract, order.value, order.data);
    return result.succeeded()
        ? done(contract, order)
        : Answer.error(
            gas,
            "ContractInitializationError(address,bytes)",
            List.of(contract.toUInt256()),
            result.output());
  }

  private CallResult done(Address contract, Order order) {
    UInt256 rest = message.value().subtract(order.value);
    if (!rest.isZero() && !send(message.sender(), rest, Bytes.EMPTY).succeeded()) {
      return Answer.error(gas, "RefundExcessValueError(uint256)", rest);
    }
    byte[] deployed = Answer.encode(0, contract.toUInt256());
    executor.context().log(new Log(message.recipient(), List.of(DEPLOYED), Bytes.wrap(deployed)));
    return Answer.address(gas, contract);
  }

  /** A call of this contract's own. */
  private CallResult send(Address to, UInt256 value, Bytes data) {
    long given = CallGas.EVM.forwardable(gas);
    boolean readOnly = message.readOnly();
    CallResult result =
        executor.execute(
            new Message(
                Message.Kind.CALL,
                message.recipient(),
                to,
                to,
                value,
                data,
                given,
                readOnly,
                message.depth() + 1,
                null));
    gas -= given - result.gasLeft();
    return result;
  }
}
