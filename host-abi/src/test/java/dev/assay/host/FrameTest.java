package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.metering.GasSchedules;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import dev.assay.vm.Tier;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.isa.Opcode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How frames end, what they may do, and what their callers see. */
@ParameterizedClass
@EnumSource
class FrameTest {
  private static final long ALL_GAS = -1;
  private static final int ADDRESS = 512;
  private static final int LENGTH = 600;
  private static final int OUT = 1_024;

  private final Tier tier;
  private final TestChain chain;

  FrameTest(Tier tier) {
    this.tier = tier;
    this.chain = new TestChain(GasSchedules.ASSAY_1, tier);
  }

  private static Guest guest() {
    return Guest.contract();
  }

  private Bytes success(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Success.class, outcome, outcome::toString).output();
  }

  /** A contract that calls another and returns status, length and up to 64 bytes of its data. */
  private Address caller(String function, Address target, long value) {
    Guest guest = guest().data(ADDRESS, target.toArray()).data(ADDRESS + 32, word(value));
    if (function.equals("call_contract")) {
      guest.hostTo(OUT, function, ADDRESS, 0, 0, ADDRESS + 32, ALL_GAS, LENGTH);
    } else {
      guest.hostTo(OUT, function, ADDRESS, 0, 0, ALL_GAS, LENGTH);
    }
    return chain.install(
        guest
            .hostTo(OUT + 4, "return_data_size")
            .host("read_return_data", OUT + 8, 0, 64)
            .host("write_result", OUT, 72));
  }

  private static byte[] word(long value) {
    return UInt256.of(value).toArray();
  }

  private int statusOf(Bytes output) {
    return output.get(0);
  }

  @Test
  void resultsAndArgumentsPass() {
    Address echo = chain.install(guest().host("read_args", 0).host("write_result", 0, 5));
    assertEquals(
        Bytes.of(new byte[] {1, 2, 3, 4, 5}),
        chain.call(echo, new byte[] {1, 2, 3, 4, 5}).output());
  }

  @Test
  void aNonZeroStatusReverts() {
    Address contract =
        chain.install(guest().data(0, new byte[] {7}).host("write_result", 0, 1).returning(1));
    CallOutcome outcome = chain.call(contract, new byte[0]);
    assertEquals(Bytes.of((byte) 7), assertInstanceOf(CallOutcome.Revert.class, outcome).output());
    assertTrue(outcome.gasUsed() < 100_000, "the rest of the gas is kept");
  }

  @Test
  void theLastResultCountsAndNoResultIsEmpty() {
    Address twice =
        chain.install(
            guest()
                .data(0, new byte[] {1, 2})
                .host("write_result", 0, 2)
                .host("write_result", 1, 1));
    assertEquals(Bytes.of((byte) 2), success(chain.call(twice, new byte[0])));
    Address none = chain.install(guest().returning(1));
    assertEquals(Bytes.EMPTY, chain.call(none, new byte[0]).output());
  }

  @Test
  void exitEarlyEndsAtOnceAndKeepsTheResult() {
    Address leaves =
        chain.install(
            guest()
                .data(0, new byte[] {9})
                .host("write_result", 0, 1)
                .host("exit_early", 0)
                .step(code -> code.op(Opcode.UNREACHABLE)));
    assertEquals(Bytes.of((byte) 9), success(chain.call(leaves, new byte[0])));
    Address reverts = chain.install(guest().host("exit_early", 77));
    assertInstanceOf(CallOutcome.Revert.class, chain.call(reverts, new byte[0]));
  }

  @Test
  void aTrapIsAFailureWithoutDataThatKeepsGas() {
    Address traps =
        chain.install(guest().host("write_result", 0, 8).step(code -> code.op(Opcode.UNREACHABLE)));
    CallOutcome outcome = chain.call(traps, new byte[0]);
    var failed = assertInstanceOf(CallOutcome.Failed.class, outcome);
    assertEquals(Failure.TRAP, failed.failure());
    assertEquals(Bytes.EMPTY, failed.output());
    assertTrue(failed.gasUsed() < 100_000);
    assertNotNull(failed.trap());
    assertEquals(TrapCode.UNREACHABLE, failed.trap().code());
    assertEquals("user_entrypoint", failed.trap().functionName());
  }

  @Test
  void anEndlessLoopUsesAllGas() {
    Address endless =
        chain.install(guest().step(code -> code.open(Opcode.LOOP).op(Opcode.BR, 0).end()));
    CallOutcome outcome = chain.call(endless, new byte[0], 100_000, ExecutionOptions.NONE);
    assertEquals(Failure.OUT_OF_GAS, assertInstanceOf(CallOutcome.Failed.class, outcome).failure());
    assertEquals(100_000, outcome.gasUsed());
  }

  @Test
  void endlessRecursionExhaustsTheCallStack() {
    int self = HostFunctions.ALL.size();
    Address recursive = chain.install(guest().step(code -> code.i32(0).call(self).op(Opcode.DROP)));
    CallOutcome outcome = chain.call(recursive, new byte[0], 50_000_000, ExecutionOptions.NONE);
    assertEquals(
        Failure.CALL_STACK_EXHAUSTED,
        assertInstanceOf(CallOutcome.Failed.class, outcome, outcome::toString).failure());
    assertEquals(50_000_000, outcome.gasUsed());
  }

  @Test
  void inkIsTakenBeforeMemoryIsTouched() {
    Address wild = chain.install(guest().host("native_keccak256", 0xFFFF_FFF0L, 32, 0));
    var rich = assertInstanceOf(CallOutcome.Failed.class, chain.call(wild, new byte[0]));
    assertEquals(Failure.TRAP, rich.failure());
    long enough = rich.gasUsed();
    var poor = chain.call(wild, new byte[0], enough - 5, ExecutionOptions.NONE);
    assertEquals(Failure.OUT_OF_GAS, assertInstanceOf(CallOutcome.Failed.class, poor).failure());
  }

  @Test
  void whatAStaticFrameMayNotDoFailsTheFrame() {
    for (Guest forbidden :
        new Guest[] {
          guest().host("emit_log", 0, 0, 0),
          guest().host("transient_store_bytes32", 0, 0),
          guest().host("storage_cache_bytes32", 0, 0),
          guest().host("storage_cache_bytes32", 0, 0).host("storage_flush_cache", 0),
          guest().host("storage_store_bytes32", 0, 0),
          guest().host("create1", 0, 4, 100, 200, 300),
          guest().host("create2", 0, 4, 100, 132, 200, 300)
        }) {
      Address writer = chain.install(forbidden);
      Bytes output = success(chain.call(caller("static_call_contract", writer, 0), new byte[0]));
      assertEquals(2, statusOf(output));
      assertEquals(0, output.get(4), "no data");
    }
    Address reader = chain.install(guest().host("storage_load_bytes32", 0, 32));
    assertEquals(
        0, statusOf(success(chain.call(caller("static_call_contract", reader, 0), new byte[0]))));
  }

  /** CWA-2025-006: what failed has changed nothing, and its caller is told. */
  @Test
  void aFailedCalleeLeavesNoTrace() {
    Address writer =
        chain.install(
            guest()
                .data(0, word(5))
                .host("storage_cache_bytes32", 64, 0)
                .host("storage_flush_cache", 0)
                .host("emit_log", 0, 0, 0)
                .host("write_result", 0, 32)
                .returning(1));
    Address caller = caller("call_contract", writer, 0);
    CallOutcome outcome = chain.send(caller, UInt256.ZERO, new byte[0]);
    Bytes output = success(outcome);
    assertEquals(2, statusOf(output));
    assertEquals(32, output.get(4));
    assertEquals(5, output.get(8 + 31));
    assertEquals(0, outcome.logs().size());
    assertEquals(UInt256.ZERO, chain.state.storage(writer, UInt256.ZERO));
  }

  @Test
  void valueMovesAndAStaticFrameCannotSendIt() {
    Address caller = caller("call_contract", TestChain.OTHER, 1_000);
    success(chain.send(caller, UInt256.of(5_000), new byte[0]));
    assertEquals(UInt256.of(1_000), chain.balance(TestChain.OTHER));
    assertEquals(UInt256.of(4_000), chain.balance(caller));
    Address around = caller("static_call_contract", caller, 0);
    Bytes inner = success(chain.call(around, new byte[0]));
    assertEquals(0, statusOf(inner), "the static frame itself succeeds");
    assertEquals(2, inner.get(8), "its call with value does not");
  }

  @Test
  void aCallWithoutTheMoneyFailsAndCostsTheBase() {
    Address caller = caller("call_contract", TestChain.OTHER, 1_000);
    CallOutcome outcome = chain.call(caller, new byte[0]);
    assertEquals(2, statusOf(success(outcome)));
    assertTrue(outcome.gasUsed() < 100_000);
  }

  @Test
  void aDelegateCallWorksOnTheCallersStorage() {
    Address library = chain.install(guest().data(0, word(42)).host("storage_cache_bytes32", 64, 0));
    Address caller = caller("delegate_call_contract", library, 0);
    assertEquals(0, statusOf(success(chain.send(caller, UInt256.ZERO, new byte[0]))));
    assertEquals(UInt256.of(42), chain.state.storage(caller, UInt256.ZERO));
    assertEquals(UInt256.ZERO, chain.state.storage(library, UInt256.ZERO));
  }

  @Test
  void aCallerSeesWhatItsDelegateWrote() {
    Address library = chain.install(guest().data(0, word(42)).host("storage_cache_bytes32", 64, 0));
    Address caller =
        chain.install(
            guest()
                .data(ADDRESS, library.toArray())
                .host("storage_load_bytes32", 64, 0)
                .host("delegate_call_contract", ADDRESS, 0, 0, ALL_GAS, LENGTH)
                .host("storage_load_bytes32", 64, OUT)
                .host("write_result", OUT, 32));
    assertEquals(Bytes.of(word(42)), success(chain.call(caller, new byte[0])));
  }

  @Test
  void pendingWritesArePersistedBeforeACall() {
    Address caller =
        chain.install(
            guest()
                .data(0, word(3))
                .data(ADDRESS, Address.of(4).toArray())
                .host("storage_cache_bytes32", 64, 0)
                .host("static_call_contract", ADDRESS, 0, 0, ALL_GAS, LENGTH)
                .step(code -> code.op(Opcode.NOP)));
    success(chain.send(caller, UInt256.ZERO, new byte[0]));
    assertEquals(UInt256.of(3), chain.state.storage(caller, UInt256.ZERO));
  }

  @Test
  void readingReturnDataIsCutAndNeverTraps() {
    Address caller =
        chain.install(
            guest()
                .data(ADDRESS, Address.of(4).toArray())
                .host("static_call_contract", ADDRESS, 0, 10, ALL_GAS, LENGTH)
                .hostTo(OUT, "read_return_data", 0, 0xFFFF_FFFFL, 0xFFFF_FFFFL)
                .hostTo(OUT + 4, "read_return_data", 0, 7, 100)
                .host("write_result", OUT, 8));
    assertEquals(
        Bytes.of(new byte[] {0, 0, 0, 0, 3, 0, 0, 0}), success(chain.call(caller, new byte[0])));
  }

  @Test
  void topicsBeyondFourFailTheFrame() {
    for (long topics : new long[] {5, 0x0800_0000L, 0xFFFF_FFFFL}) {
      Address contract = chain.install(guest().host("emit_log", 0, 160, topics));
      CallOutcome outcome = chain.call(contract, new byte[0]);
      assertEquals(
          "host function failed: bad topic data",
          assertInstanceOf(CallOutcome.Failed.class, outcome).message());
    }
  }

  /** CWA-2022-004, CWA-2024-005, CWA-2025-007: contracts that call for ever come to an end. */
  @Test
  void nestingEndsWhereTheTransactionsPagesEnd() {
    TestChain open = new TestChain(GasSchedules.STYLUS_2, tier);
    Guest guest =
        guest()
            .host("contract_address", ADDRESS)
            .hostTo(OUT, "call_contract", ADDRESS, 0, 0, ADDRESS + 32, ALL_GAS, LENGTH);
    Address recursive = open.install(guest);
    int[] depth = {0};
    CallTracer tracer =
        new CallTracer() {
          @Override
          public void enter(dev.assay.host.call.Message message) {
            depth[0] = Math.max(depth[0], message.depth());
          }
        };
    CallOutcome outcome =
        open.call(recursive, new byte[0], 1L << 50, ExecutionOptions.NONE.with(tracer));
    success(outcome);
    assertEquals(128, depth[0], "129 contracts with a page each are one too many");
  }
}
