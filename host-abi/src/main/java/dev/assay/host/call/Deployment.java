package dev.assay.host.call;

import dev.assay.host.Failure;
import dev.assay.host.Revert;
import dev.assay.host.code.Activation;
import dev.assay.host.code.CodeFormat;
import dev.assay.host.code.Program;
import dev.assay.host.code.RefusedProgram;
import dev.assay.metering.GasCost;
import dev.assay.metering.GasMeter;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.Ink;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Bytes;
import dev.assay.state.world.WorldState;
import dev.assay.vm.exec.Trap;
import java.util.Locale;

/**
 * The creation of a contract at an address that has been prepared: pays for the bytes, activates
 * the program, stores the code. There is no initialization code; what a creation sends is the
 * contract. Code that cannot be activated reverts with the reason; what was charged until then is
 * gone, the rest is kept.
 */
final class Deployment {
  private final TransactionContext context;
  private final GasSchedule schedule;
  private final WorldState world;
  private final Message message;
  private final GasMeter meter;

  Deployment(TransactionContext context, Message message) {
    this.context = context;
    this.schedule = context.schedule();
    this.world = context.world();
    this.message = message;
    this.meter = new GasMeter(message.gas(), context.pages());
  }

  /** Activates code that was paid for earlier. */
  static Program activateFree(TransactionContext context, Bytes code) throws RefusedProgram {
    return new Activation(context.schedule(), context.world()::code, Activation.UNCHARGED)
        .activate(code);
  }

  CallResult run() {
    try {
      Bytes code = CodeFormat.deployed(message.input());
      checkSize(message.input(), code);
      meter.chargeGas(Ink.times(code.size(), schedule.cost(GasCost.CODE_DEPOSIT_BYTE)));
      activate(code);
      world.code(message.recipient(), code);
      return new CallResult.Success(meter.gasLeft(), code, message.recipient());
    } catch (RefusedProgram refused) {
      return new CallResult.Revert(meter.gasLeft(), Revert.reason(refused.reason()));
    } catch (Trap unpaid) {
      return CallResult.Failed.of(0, Failure.OUT_OF_GAS);
    }
  }

  /** All but a fragment, which is only ever read. */
  private void activate(Bytes code) throws RefusedProgram {
    if (CodeFormat.of(code) != CodeFormat.FRAGMENT) {
      context.cache().activate(Keccak.hash(code), code, schedule, world::code, meter::charge);
    }
  }

  private void checkSize(Bytes initCode, Bytes code) throws RefusedProgram {
    GasSchedule.ContractRules rules = schedule.rules();
    if (initCode.size() > rules.initCodeBytes()) {
      throw new RefusedProgram(
          String.format(
              Locale.ROOT,
              "max initcode size exceeded: code size %d limit %d",
              initCode.size(),
              rules.initCodeBytes()));
    }
    if (code.size() > rules.codeBytes()) {
      throw new RefusedProgram(
          String.format(
              Locale.ROOT,
              "max code size exceeded: code size %d limit %d",
              code.size(),
              rules.codeBytes()));
    }
  }
}
