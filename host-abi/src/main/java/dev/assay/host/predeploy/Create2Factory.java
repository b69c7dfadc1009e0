package dev.assay.host.predeploy;

import dev.assay.host.Failure;
import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.host.call.MessageExecutor;
import dev.assay.metering.CallGas;
import dev.assay.metering.GasCost;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.IntrinsicGas;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;

/**
 * The deterministic deployment proxy: the first 32 bytes of calldata are the salt, the rest is
 * creation code; the answer is the 20-byte address.
 */
final class Create2Factory {
  private Create2Factory() {}

  static CallResult call(MessageExecutor executor, Message message) {
    Bytes input = message.input();
    if (message.readOnly() || input.size() < Hash.SIZE) {
      return new CallResult.Revert(message.gas(), Bytes.EMPTY);
    }
    Bytes code = input.slice(Hash.SIZE, input.size());
    long price = price(executor.schedule(), code);
    if (price > message.gas()) {
      return CallResult.Failed.of(0, Failure.OUT_OF_GAS);
    }
    long available = message.gas() - price;
    long given = CallGas.EVM.forwardable(available);
    Hash salt = Hash.of(input.unsafeArray(), 0);
    CallResult result =
        executor.create(message, Message.Kind.CREATE2, code, message.value(), given, salt);
    long left = available - given + result.gasLeft();
    if (result instanceof CallResult.Success success && success.created() != null) {
      return new CallResult.Success(left, success.created().toBytes(), null);
    }
    return new CallResult.Revert(left, result.output());
  }

  private static long price(GasSchedule schedule, Bytes code) {
    return schedule.cost(GasCost.CREATE)
        + IntrinsicGas.words(code.size()) * schedule.cost(GasCost.CREATE2_WORD);
  }
}
