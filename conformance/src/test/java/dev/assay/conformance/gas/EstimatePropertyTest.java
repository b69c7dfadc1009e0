package dev.assay.conformance.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.BlockContext;
import dev.assay.host.CallRequest;
import dev.assay.host.HostFunctionRow;
import dev.assay.host.HostFunctions;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.code.CodeCache;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.node.chain.Simulator;
import dev.assay.node.chain.Simulator.Estimate;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.StateView;
import dev.assay.state.world.WorldState;
import dev.assay.vm.Tier;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.SizeRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An estimate is exact whatever a contract does: it succeeds, and with one gas less it fails. */
class EstimatePropertyTest {
  private static final Address SENDER = Address.of(0xA11CE);
  private static final Address OUTER = Address.of(0xC0DE01);
  private static final Address MIDDLE = Address.of(0xC0DE02);
  private static final Address INNER = Address.of(0xC0DE03);
  private static final long GAS = 3_000_000;
  private static final int MOST_EXECUTIONS = 40;
  private static final BlockContext BLOCK =
      new BlockContext(7, 1_700_000_000, SENDER, GAS, UInt256.ZERO, Hash.ZERO, 31_337);

  private static final int KEY = 1_024;
  private static final int WORD = 1_056;
  private static final int ONE = 1_088;
  private static final int NOTHING = 1_120;
  private static final int CALLEE = 1_152;
  private static final int SCRATCH = 2_048;

  /** A step of a contract. */
  sealed interface Step {
    /** Hashes so many bytes. */
    record Hashes(int bytes) implements Step {}

    /** Writes a slot: one that held something is cleared, which is refunded later. */
    record Writes(int slot, boolean clears) implements Step {}

    /** Calls the next contract, with a wei or without. */
    record Calls(long gas, boolean value, boolean mustSucceed) implements Step {}

    /** Fails unless so much gas is left. */
    record Wants(int gas) implements Step {}

    /** Spends all the gas there is, if it is more than so much. */
    record Wastes(int above) implements Step {}
  }

  @Provide
  static Arbitrary<List<Step>> steps() {
    Arbitrary<Long> gas =
        Arbitraries.oneOf(
            Arbitraries.just(-1L),
            Arbitraries.longs().between(0, 400_000),
            Arbitraries.just(2_300L));
    Arbitrary<Step> step =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(
                2, Arbitraries.integers().between(0, 20_000).map(Step.Hashes::new)),
            net.jqwik.api.Tuple.of(
                3,
                Combinators.combine(
                        Arbitraries.integers().between(0, 4), Arbitraries.of(true, false))
                    .as(Step.Writes::new)),
            net.jqwik.api.Tuple.of(
                4,
                Combinators.combine(gas, Arbitraries.of(true, false), Arbitraries.of(true, false))
                    .as(Step.Calls::new)),
            net.jqwik.api.Tuple.of(
                1, Arbitraries.integers().between(0, 300_000).map(Step.Wants::new)),
            net.jqwik.api.Tuple.of(
                1, Arbitraries.integers().between(100_000, 1_000_000).map(Step.Wastes::new)));
    return step.list().ofMaxSize(5);
  }

  @Property(tries = 50)
  void theEstimateSucceedsAndOneLessFails(
      @ForAll("steps") List<Step> outer,
      @ForAll("steps") List<Step> middle,
      @ForAll("steps") List<Step> inner,
      @ForAll boolean stylus) {
    GasSchedule schedule = stylus ? GasSchedules.STYLUS_2 : GasSchedules.ASSAY_1;
    Counted state = new Counted(state(outer, middle, inner));
    CallRequest request = request(GAS);
    try (Simulator simulator = simulator(schedule)) {
      switch (simulator.estimate(state, BLOCK, request)) {
        case Estimate.Fails _ ->
            assertFalse(simulator.call(state, BLOCK, request).succeeded(), "fails with all gas");
        case Estimate.Enough(long gas) -> {
          assertTrue(state.executions <= MOST_EXECUTIONS, state.executions + " executions");
          assertTrue(simulator.call(state, BLOCK, request(gas)).succeeded(), "the estimate fails");
          assertFalse(simulator.call(state, BLOCK, request(gas - 1)).succeeded(), "less is enough");
        }
      }
    }
  }

  @Example
  void aPlainTransferTakesThreeExecutions() {
    Counted state = new Counted(state(List.of(), List.of(), List.of()));
    CallRequest request = CallRequest.of(SENDER, Address.of(0xB0B), GAS, Bytes.EMPTY);
    try (Simulator simulator = simulator(GasSchedules.ASSAY_1)) {
      var estimate =
          assertInstanceOf(Estimate.Enough.class, simulator.estimate(state, BLOCK, request));
      assertEquals(21_000, estimate.gas());
      assertEquals(3, state.executions);
    }
  }

  private static Simulator simulator(GasSchedule schedule) {
    return new Simulator(
        new TransactionProcessor(schedule, new CodeCache(Tier.INTERPRETER)),
        Duration.ofSeconds(60));
  }

  private static CallRequest request(long gas) {
    return CallRequest.of(SENDER, OUTER, gas, Bytes.EMPTY);
  }

  /** Counts executions: each looks up its sender once. */
  private static final class Counted implements StateView {
    private final InMemoryState state;
    private int executions;

    Counted(InMemoryState state) {
      this.state = state;
    }

    @Override
    public Optional<Account> account(Address address) {
      executions += address.equals(SENDER) ? 1 : 0;
      return state.account(address);
    }

    @Override
    public UInt256 storage(Address address, UInt256 slot) {
      return state.storage(address, slot);
    }

    @Override
    public Bytes code(Hash codeHash) {
      return state.code(codeHash);
    }
  }

  private static InMemoryState state(List<Step> outer, List<Step> middle, List<Step> inner) {
    WorldState world = new WorldState(InMemoryState.EMPTY);
    world.balance(SENDER, UInt256.ONE.shiftLeft(100));
    install(world, OUTER, MIDDLE, outer);
    install(world, MIDDLE, INNER, middle);
    install(world, INNER, Address.of(4), inner);
    world.endTransaction();
    return InMemoryState.EMPTY.apply(world.diff());
  }

  private static void install(WorldState world, Address at, Address next, List<Step> steps) {
    world.createContract(at);
    world.balance(at, UInt256.of(1_000));
    world.code(at, Bytes.of(contract(next, steps)));
    world.storage(at, UInt256.ZERO, UInt256.ONE);
    world.storage(at, UInt256.ONE, UInt256.ONE);
  }

  private static byte[] contract(Address next, List<Step> steps) {
    ModuleBuilder module = new ModuleBuilder();
    for (HostFunctionRow row : HostFunctions.ALL) {
      module.importFunction(row.module(), row.name(), row.type().toString());
    }
    module.memory(SizeRange.between(1, 1));
    module.export("memory", ExternalKind.MEMORY, 0);
    module.exportedFunction(
        "user_entrypoint",
        "i32 -> i32",
        code -> {
          steps.forEach(step -> write(code, step));
          call(code, "storage_flush_cache", 0);
          code.i32(0);
        });
    module.data(WORD, UInt256.of(77).toArray());
    module.data(ONE, UInt256.ONE.toArray());
    module.data(CALLEE, next.toArray());
    return module.build();
  }

  private static void write(CodeBuilder code, Step step) {
    switch (step) {
      case Step.Hashes(int bytes) -> call(code, "native_keccak256", 8_192, bytes, SCRATCH);
      case Step.Writes(int slot, boolean clears) -> {
        code.i32(KEY + 31).i32(slot).op(Opcode.I32_STORE8, 0, 0);
        call(code, "storage_cache_bytes32", KEY, clears ? NOTHING : WORD);
      }
      case Step.Calls(long gas, boolean value, boolean mustSucceed) -> {
        call(code, "call_contract", CALLEE, 0, 0, value ? ONE : NOTHING, gas, SCRATCH);
        code.open(Opcode.IF);
        if (mustSucceed) {
          code.i32(1).op(Opcode.RETURN);
        }
        code.end();
      }
      case Step.Wants(int gas) -> {
        call(code, "evm_gas_left");
        code.i64(gas).op(Opcode.I64_LT_U).open(Opcode.IF).i32(1).op(Opcode.RETURN).end();
      }
      case Step.Wastes(int above) -> {
        code.open(Opcode.BLOCK).open(Opcode.LOOP);
        call(code, "evm_gas_left");
        code.i64(above).op(Opcode.I64_LT_U).op(Opcode.BR_IF, 1);
        call(code, "native_keccak256", 0, 60_000, SCRATCH);
        code.op(Opcode.BR, 0).end().end();
      }
    }
  }

  private static void call(CodeBuilder code, String name, long... arguments) {
    HostFunctionRow row =
        java.util.Objects.requireNonNull(HostFunctions.find(HostFunctions.VM_HOOKS, name));
    for (int i = 0; i < arguments.length; i++) {
      if (row.parameters().get(i).kind().type() == NumberType.I64) {
        code.i64(arguments[i]);
      } else {
        code.i32((int) arguments[i]);
      }
    }
    code.call(HostFunctions.ALL.indexOf(row));
  }
}
