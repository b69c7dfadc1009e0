package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.SizeRange;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * What has gone wrong in other contract machines, by the name under which it was published. Those
 * that concern one function alone stand with the tests of that function.
 */
class KnownAttacksTest {
  private static final long ALL_GAS = -1;
  private static final int TARGET = 0;
  private static final int VALUE = 64;
  private static final int LENGTH = 128;
  private static final int OUT = 256;

  private final TestChain chain = new TestChain(GasSchedules.ASSAY_1);

  /** CWA-2025-004: gas that a failing callee used must be missing from the caller. */
  @Test
  void gasOfATrappedCalleeIsPaidByTheCaller() {
    Address burner =
        chain.install(
            Guest.contract()
                .host("native_keccak256", 0, 60_000, 0)
                .step(code -> code.op(Opcode.UNREACHABLE)));
    Address idle = chain.install(Guest.contract().step(code -> code.op(Opcode.UNREACHABLE)));
    long difference = calling(burner).gasUsed() - calling(idle).gasUsed();
    assertEquals(3_946.0, (double) difference, 1.0, "what the hash cost");
  }

  private CallOutcome calling(Address target) {
    Address caller =
        chain.install(
            Guest.contract()
                .data(TARGET, target.toArray())
                .hostTo(OUT, "call_contract", TARGET, 0, 0, VALUE, ALL_GAS, LENGTH)
                .host("write_result", OUT, 1));
    CallOutcome outcome = chain.call(caller, new byte[0]);
    assertEquals(Bytes.of((byte) 2), outcome.output());
    return outcome;
  }

  /** A callee that runs out of gas takes what it was given and leaves its caller the 64th. */
  @Test
  void anEndlessCalleeLeavesItsCallerA64th() {
    Address endless =
        chain.install(Guest.contract().step(code -> code.open(Opcode.LOOP).op(Opcode.BR, 0).end()));
    CallOutcome outcome = calling(endless);
    assertTrue(outcome.gasUsed() > TestChain.GAS * 62 / 64, outcome::toString);
    assertTrue(outcome.gasUsed() < TestChain.GAS, outcome::toString);
  }

  /** CWA-2024-007: empty blocks and many locals must not be free. */
  @Test
  void controlInstructionsAndLocalsCost() {
    Guest blocks = Guest.contract();
    for (int i = 0; i < 1_000; i++) {
      blocks.step(code -> code.open(Opcode.BLOCK).end());
    }
    long plain = chain.call(chain.install(Guest.contract()), new byte[0]).gasUsed();
    assertTrue(chain.call(chain.install(blocks), new byte[0]).gasUsed() > plain);
  }

  /** CWA-2021-003, CWA-2025-003: who watches must not change what happens. */
  @Test
  void watchersChangeNothing() {
    Address contract =
        chain.install(
            Guest.contract().host("emit_log", 0, 32, 1).step(code -> code.op(Opcode.UNREACHABLE)));
    CallOutcome alone = chain.call(contract, new byte[0]);
    var watched = ExecutionOptions.NONE.with(new CallTracer() {}).withConsole(line -> {});
    CallOutcome seen = chain.call(contract, new byte[0], TestChain.GAS, watched);
    assertEquals(alone.gasUsed(), seen.gasUsed());
    assertEquals(alone.output(), seen.output());
  }

  /** CWA-2024-004: a program priced by one schedule must never run under another. */
  @Test
  void anotherScheduleIsAnotherTranslation() {
    var cheap = GasSchedules.ASSAY_1;
    GasSchedule dear = cheap.named("dear").with(cheap.instructions().with(5_000, "nop"));
    Guest guest = Guest.contract();
    for (int i = 0; i < 1_000; i++) {
      guest.step(code -> code.op(Opcode.NOP));
    }
    Address contract = chain.install(guest);
    long before = chain.call(contract, new byte[0]).gasUsed();
    var shared = new TransactionProcessor(dear, chain.processor.cache());
    CallRequest request = CallRequest.of(TestChain.SENDER, contract, TestChain.GAS, Bytes.EMPTY);
    long after =
        shared.call(chain.state, TestChain.BLOCK, request, ExecutionOptions.NONE).gasUsed();
    double difference = 1_000 * (5_000 - cheap.cost(Opcode.NOP)) / 10_000.0;
    assertEquals(difference, (double) (after - before), 1.0);
  }

  /** A module that is larger than the limit stops at the limit, compressed or not. */
  @Test
  void codeSizesAreLimitedExactly() {
    int most = GasSchedules.ASSAY_1.rules().initCodeBytes();
    byte[] wasm = Guest.contract().wasm();
    assertTrue(deployed(padded(wasm, most - 1)), "one less");
    assertTrue(deployed(padded(wasm, most)), "as many");
    var block =
        chain.mine(chain.transaction(null, UInt256.ZERO, padded(wasm, most + 1), 55_000_000));
    assertEquals(TxInvalidReason.INIT_CODE_SIZE, block.rejected().getFirst().reason());
  }

  private boolean deployed(byte[] code) {
    var block = chain.mine(chain.transaction(null, UInt256.ZERO, code, 55_000_000));
    return block.outcomes().getFirst().succeeded();
  }

  /** The module with a custom section that makes it so many bytes. */
  private static byte[] padded(byte[] wasm, int size) {
    byte[] padded = Arrays.copyOf(wasm, size);
    int content = size - wasm.length - 4;
    int at = wasm.length;
    padded[at] = 0;
    padded[at + 1] = (byte) (content | 0x80);
    padded[at + 2] = (byte) (content >> 7 | 0x80);
    padded[at + 3] = (byte) (content >> 14);
    return padded;
  }

  /** GHSA-6wgr-89rj-399p: a memory from the pool must not show what another contract left. */
  @Test
  void memoryIsFreshForEveryFrame() {
    Address writer =
        chain.install(
            Guest.contract()
                .step(code -> code.i32(8).i64(-1).access(Opcode.I64_STORE, 0))
                .step(code -> code.i32(65_528).i64(-1).access(Opcode.I64_STORE, 0)));
    Address reader = chain.install(Guest.contract().host("write_result", 0, 65_536));
    for (int i = 0; i < 3; i++) {
      chain.call(writer, new byte[0]);
      assertEquals(Bytes.of(new byte[65_536]), chain.call(reader, new byte[0]).output());
    }
  }

  /** A memory that grows pays for its pages before it has them, and only its own. */
  @Test
  void growthIsPaidBeforehand() {
    Guest grows =
        Guest.contract()
            .pages(SizeRange.atLeast(1))
            .step(code -> code.i32(100).op(Opcode.MEMORY_GROW, 0).op(Opcode.DROP));
    CallOutcome outcome = chain.call(chain.install(grows), new byte[0]);
    assertTrue(outcome.gasUsed() > 932_066, outcome::toString);
    CallOutcome poor =
        chain.call(chain.install(grows), new byte[0], 500_000, ExecutionOptions.NONE);
    assertEquals(Failure.OUT_OF_GAS, assertInstanceOf(CallOutcome.Failed.class, poor).failure());
  }
}
