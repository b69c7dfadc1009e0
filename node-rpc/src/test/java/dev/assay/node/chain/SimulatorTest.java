package dev.assay.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.BlockContext;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.code.CodeCache;
import dev.assay.metering.GasSchedules;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.WorldState;
import dev.assay.vm.Tier;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.SizeRange;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatorTest {
  private static final Address SENDER = Address.of(0xA11CE);
  private static final Address CONTRACT = Address.of(0xC0DE);
  private static final long GAS = 1L << 50;
  private static final BlockContext BLOCK =
      new BlockContext(7, 1_700_000_000, SENDER, GAS, UInt256.ZERO, Hash.ZERO, 31_337);
  private static final CallRequest CALL = CallRequest.of(SENDER, CONTRACT, GAS, Bytes.EMPTY);

  private static Simulator simulator(Tier tier) {
    return new Simulator(
        new TransactionProcessor(GasSchedules.ASSAY_1, new CodeCache(tier)), Duration.ofSeconds(2));
  }

  private static InMemoryState contract(Consumer<CodeBuilder> body) {
    ModuleBuilder module = new ModuleBuilder();
    module.memory(SizeRange.between(1, 1));
    module.export("memory", ExternalKind.MEMORY, 0);
    module.exportedFunction("user_entrypoint", "i32 -> i32", body);
    WorldState world = new WorldState(InMemoryState.EMPTY);
    world.createContract(CONTRACT);
    world.code(CONTRACT, Bytes.of(module.build()));
    world.endTransaction();
    return InMemoryState.EMPTY.apply(world.diff());
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void aBriefCallIsACall(Tier tier) {
    InMemoryState state = contract(code -> code.i32(0));
    try (Simulator simulator = simulator(tier)) {
      CallOutcome outcome = simulator.call(state, BLOCK, CALL);
      assertTrue(outcome.succeeded());
      assertEquals(Optional.of(outcome), simulator.brief(state, BLOCK, CALL));
    }
  }

  /** It would go on for longer than anybody waits: only the time ends it. */
  @ParameterizedTest
  @EnumSource(Tier.class)
  void aCallThatIsNotBriefIsStopped(Tier tier) {
    InMemoryState state =
        contract(code -> code.open(Opcode.LOOP).op(Opcode.BR, 0).end().op(Opcode.UNREACHABLE));
    try (Simulator simulator = simulator(tier)) {
      assertEquals(Optional.empty(), simulator.brief(state, BLOCK, CALL));
    }
  }
}
