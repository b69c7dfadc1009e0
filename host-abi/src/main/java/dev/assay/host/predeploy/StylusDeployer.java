package dev.assay.host.predeploy;

import dev.assay.host.Failure;
import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.host.call.MessageExecutor;
import dev.assay.metering.CallGas;
import dev.assay.metering.GasCost;
import dev.assay.metering.IntrinsicGas;
import dev.assay.state.chain.Log;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.WorldState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * StylusDeployer: {@code deploy(bytes bytecode, bytes initData, uint256 initValue, bytes32 salt)}
 * creates a contract, by CREATE2 when there is a salt, and calls its constructor with the data and
 * the value. What is left of the value goes back; a failure of either reverts with its data.
 */
final class StylusDeployer {
  private static final int DEPLOY = Selector.of("deploy(bytes,bytes,uint256,bytes32)");
  private static final Hash DEPLOYED =
      Keccak.hash("ContractDeployed(address)".getBytes(StandardCharsets.US_ASCII));

  private final MessageExecutor executor;
  private final Message message;
  private long gas;

  private StylusDeployer(MessageExecutor executor, Message message) {
    this.executor = executor;
    this.message = message;
    this.gas = message.gas();
  }

  static CallResult call(MessageExecutor executor, Message message) {
    return new StylusDeployer(executor, message).run();
  }

  private CallResult run() {
    Arguments arguments = new Arguments(message.input());
    var code = arguments.bytes(0);
    var data = arguments.bytes(1);
    boolean deploy =
        arguments.selector().orElse(0) == DEPLOY
            && message.kind() == Message.Kind.CALL
            && !message.readOnly();
    if (!deploy || code.isEmpty() || data.isEmpty()) {
      return new CallResult.Revert(gas, Bytes.EMPTY);
    }
    return deploy(code.get(), data.get(), arguments.word(2), salt(arguments, data.get()));
  }

  /** The salt is bound to the constructor's arguments, so nobody else can take the address. */
  private static @Nullable Hash salt(Arguments arguments, Bytes data) {
    Hash salt = arguments.hash(3);
    if (salt.equals(Hash.ZERO)) {
      return null;
    }
    byte[] bound = new byte[Hash.SIZE + data.size()];
    salt.writeTo(bound, 0);
    data.copyTo(0, bound, Hash.SIZE, data.size());
    return Keccak.hash(bound);
  }

  private CallResult deploy(Bytes code, Bytes data, UInt256 value, @Nullable Hash salt) {
    long price = executor.schedule().cost(GasCost.CREATE);
    if (salt != null) {
      long word = executor.schedule().cost(GasCost.CREATE2_WORD);
      price += IntrinsicGas.words(code.size()) * word;
    }
    if (price > gas) {
      return CallResult.Failed.of(0, Failure.OUT_OF_GAS);
    }
    gas -= price;
    Message.Kind kind = salt == null ? Message.Kind.CREATE : Message.Kind.CREATE2;
    long given = CallGas.EVM.forwardable(gas);
    CallResult created = executor.create(message, kind, code, UInt256.ZERO, given, salt);
    gas -= given - created.gasLeft();
    if (!(created instanceof CallResult.Success success) || success.created() == null) {
      return new CallResult.Revert(gas, created.output());
    }
    return data.isEmpty() ? done(success.created()) : construct(success.created(), data, value);
  }

  private CallResult construct(Address contract, Bytes data, UInt256 value) {
    long given = CallGas.EVM.forwardable(gas);
    Address self = message.recipient();
    CallResult result =
        executor.execute(
            new Message(
                Message.Kind.CALL,
                self,
                contract,
                contract,
                value,
                data,
                given,
                false,
                message.depth() + 1,
                null));
    gas -= given - result.gasLeft();
    return result.succeeded() ? done(contract) : new CallResult.Revert(gas, result.output());
  }

  private CallResult done(Address contract) {
    WorldState world = executor.context().world();
    Address self = message.recipient();
    UInt256 rest = world.balance(self).min(message.value());
    world.debit(self, rest);
    world.credit(message.sender(), rest);
    byte[] topic = new byte[Hash.SIZE];
    contract.writeTo(topic, Hash.SIZE - Address.SIZE);
    world.log(new Log(self, List.of(DEPLOYED), Bytes.wrap(topic)));
    return Answer.address(gas, contract);
  }
}
