package dev.assay.host.predeploy;

import dev.assay.host.Failure;
import dev.assay.host.Revert;
import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.host.call.MessageExecutor;
import dev.assay.host.code.Activation;
import dev.assay.host.code.CodeFormat;
import dev.assay.host.code.Program;
import dev.assay.host.code.RefusedProgram;
import dev.assay.metering.GasCost;
import dev.assay.metering.GasMeter;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.Ink;
import dev.assay.state.chain.Log;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.WorldState;
import dev.assay.vm.exec.Trap;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * ArbWasm, 0x71: activation of programs and the figures about them.
 *
 * <p>Here a program is activated when it is created, so {@code activateProgram} only notes that it
 * was asked for: the first time it succeeds, afterwards it reverts {@code ProgramUpToDate()}. There
 * is no data fee and no expiry; value that comes along goes back.
 */
final class ArbWasm {
  private static final int VERSION = 2;
  private static final long PAGE_RAMP = 620_674_314;
  private static final long EXPIRY_DAYS = 365;
  private static final long KEEPALIVE_DAYS = 31;
  private static final long DAY_SECONDS = 86_400;
  private static final long BLOCK_CACHE_SIZE = 32;
  private static final long INIT_COST_SCALAR = 100;
  private static final long STATIC_GAS = 100;
  private static final Hash ACTIVATED =
      Keccak.hash(
          "ProgramActivated(bytes32,bytes32,address,uint256,uint16)"
              .getBytes(StandardCharsets.US_ASCII));

  private static final int ACTIVATE = Selector.of("activateProgram(address)");
  private static final int CODEHASH_VERSION = Selector.of("codehashVersion(bytes32)");
  private static final int KEEPALIVE = Selector.of("codehashKeepalive(bytes32)");
  private static final int ASM_SIZE = Selector.of("codehashAsmSize(bytes32)");
  private static final int PROGRAM_VERSION = Selector.of("programVersion(address)");
  private static final int INIT_GAS = Selector.of("programInitGas(address)");
  private static final int FOOTPRINT = Selector.of("programMemoryFootprint(address)");
  private static final int TIME_LEFT = Selector.of("programTimeLeft(address)");
  private static final int MIN_INIT_GAS = Selector.of("minInitGas()");

  private static final Map<Integer, ToLongFunction<GasSchedule>> FIGURES = figures();

  private final MessageExecutor executor;
  private final GasSchedule schedule;
  private final WorldState world;
  private final Message message;
  private final Arguments arguments;
  private final GasMeter meter;

  private ArbWasm(MessageExecutor executor, Message message) {
    this.executor = executor;
    this.schedule = executor.schedule();
    this.world = executor.context().world();
    this.message = message;
    this.arguments = new Arguments(message.input());
    this.meter = new GasMeter(message.gas(), executor.context().pages());
  }

  static CallResult call(MessageExecutor executor, Message message) {
    try {
      return new ArbWasm(executor, message).run();
    } catch (Trap unpaid) {
      return CallResult.Failed.of(0, Failure.OUT_OF_GAS);
    }
  }

  private CallResult run() {
    meter.chargeGas(STATIC_GAS);
    int selector = arguments.selector().orElse(0);
    if (selector == ACTIVATE) {
      return activate(arguments.address(0));
    }
    if (selector == CODEHASH_VERSION || selector == ASM_SIZE || selector == KEEPALIVE) {
      return aboutCodeHash(selector, arguments.hash(0));
    }
    if (selector == PROGRAM_VERSION
        || selector == INIT_GAS
        || selector == FOOTPRINT
        || selector == TIME_LEFT) {
      return aboutProgram(selector, arguments.address(0));
    }
    return figure(selector);
  }

  private CallResult activate(Address address) {
    if (message.readOnly() || message.kind() != Message.Kind.CALL) {
      return new CallResult.Revert(meter.gasLeft(), Bytes.EMPTY);
    }
    Bytes code = world.code(address);
    if (code.isEmpty() || CodeFormat.of(code) == CodeFormat.UNKNOWN) {
      return Answer.error(meter.gasLeft(), "ProgramNotWasm()");
    }
    Hash codeHash = world.codeHash(address);
    if (isActivated(codeHash)) {
      return Answer.error(meter.gasLeft(), "ProgramUpToDate()");
    }
    try {
      executor.context().cache().activate(codeHash, code, schedule, world::code, meter::charge);
    } catch (RefusedProgram refused) {
      return new CallResult.Revert(meter.gasLeft(), Revert.reason(refused.reason()));
    }
    keepAccount();
    world.storage(message.recipient(), codeHash.toUInt256(), UInt256.of(VERSION));
    world.debit(message.recipient(), message.value());
    world.credit(message.sender(), message.value());
    executor.context().log(activated(codeHash, address));
    return Answer.numbers(meter.gasLeft(), VERSION, 0);
  }

  /** An account without nonce, balance and code would lose its storage with the transaction. */
  private void keepAccount() {
    if (world.nonce(message.recipient()) == 0) {
      world.nonce(message.recipient(), 1);
    }
  }

  private Log activated(Hash codeHash, Address address) {
    byte[] data =
        Answer.encode(
            0, codeHash.toUInt256(), address.toUInt256(), UInt256.ZERO, UInt256.of(VERSION));
    return new Log(message.recipient(), List.of(ACTIVATED, codeHash), Bytes.wrap(data));
  }

  private boolean isActivated(Hash codeHash) {
    return !world.storage(message.codeAddress(), codeHash.toUInt256()).isZero();
  }

  private CallResult aboutCodeHash(int selector, Hash codeHash) {
    if (!isActivated(codeHash)) {
      return Answer.error(meter.gasLeft(), "ProgramNotActivated()");
    }
    if (selector == KEEPALIVE) {
      return Answer.error(meter.gasLeft(), "ProgramKeepaliveTooSoon(uint64)", 0);
    }
    return Answer.numbers(
        meter.gasLeft(), selector == ASM_SIZE ? world.code(codeHash).size() : VERSION);
  }

  private CallResult aboutProgram(int selector, Address address) {
    Program program;
    try {
      Bytes code = world.code(address);
      meter.charge(Ink.times(code.size(), schedule.ink(GasCost.ACTIVATION_BYTE)));
      Hash codeHash = world.codeHash(address);
      program =
          executor
              .context()
              .cache()
              .get(
                  codeHash,
                  schedule,
                  () -> new Activation(schedule, world::code, Activation.UNCHARGED).activate(code));
    } catch (RefusedProgram refused) {
      return Answer.error(meter.gasLeft(), "ProgramNotActivated()");
    }
    long left = meter.gasLeft();
    if (selector == PROGRAM_VERSION) {
      return Answer.numbers(left, VERSION);
    }
    if (selector == FOOTPRINT) {
      return Answer.numbers(left, program.initialPages());
    }
    if (selector == TIME_LEFT) {
      return Answer.numbers(left, EXPIRY_DAYS * DAY_SECONDS);
    }
    long gas = Ink.toGasCeil(program.startInk());
    return Answer.numbers(left, gas, gas);
  }

  private CallResult figure(int selector) {
    long left = meter.gasLeft();
    if (selector == MIN_INIT_GAS) {
      long start = schedule.cost(GasCost.START_BASE);
      return Answer.numbers(left, start, start);
    }
    ToLongFunction<GasSchedule> figure = FIGURES.get(selector);
    return figure == null
        ? new CallResult.Revert(left, Bytes.EMPTY)
        : Answer.numbers(left, figure.applyAsLong(schedule));
  }

  private static Map<Integer, ToLongFunction<GasSchedule>> figures() {
    Map<Integer, ToLongFunction<GasSchedule>> table = new TreeMap<>();
    table.put(Selector.of("stylusVersion()"), schedule -> VERSION);
    table.put(Selector.of("inkPrice()"), schedule -> Ink.PER_GAS);
    table.put(Selector.of("maxStackDepth()"), schedule -> schedule.rules().callSlots());
    table.put(Selector.of("freePages()"), schedule -> schedule.memory().freePages());
    table.put(Selector.of("pageGas()"), schedule -> schedule.memory().pageGas());
    table.put(Selector.of("pageRamp()"), schedule -> PAGE_RAMP);
    table.put(Selector.of("pageLimit()"), schedule -> schedule.memory().pageLimit());
    table.put(Selector.of("initCostScalar()"), schedule -> INIT_COST_SCALAR);
    table.put(Selector.of("expiryDays()"), schedule -> EXPIRY_DAYS);
    table.put(Selector.of("keepaliveDays()"), schedule -> KEEPALIVE_DAYS);
    table.put(Selector.of("blockCacheSize()"), schedule -> BLOCK_CACHE_SIZE);
    table.put(Selector.of("activationGas()"), schedule -> schedule.cost(GasCost.ACTIVATION_BASE));
    return Collections.unmodifiableMap(table);
  }
}
