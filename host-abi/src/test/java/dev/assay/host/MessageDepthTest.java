package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.host.call.Message.Kind;
import dev.assay.host.call.MessageExecutor;
import dev.assay.host.call.TransactionContext;
import dev.assay.host.code.CodeCache;
import dev.assay.metering.GasSchedules;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.WorldState;
import dev.assay.vm.Tier;
import dev.assay.vm.runtime.ResourceLimits;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages nest 1,024 deep. Contracts alone cannot get there, each has a page and a transaction has
 * 128 of them, so these tests begin in the depths.
 */
@ParameterizedClass
@EnumSource
class MessageDepthTest {
  private static final long GAS = 5_000_000;
  private static final int TARGET = 0;
  private static final int VALUE = 64;
  private static final int LENGTH = 128;
  private static final int OUT = 256;

  private final Tier tier;
  private final TestChain chain;

  MessageDepthTest(Tier tier) {
    this.tier = tier;
    this.chain = new TestChain(GasSchedules.ASSAY_1, tier);
  }

  private CallResult at(int depth, Address target) {
    TransactionContext context =
        TransactionContext.of(
            new WorldState(chain.state),
            TestChain.BLOCK,
            GasSchedules.ASSAY_1,
            new CodeCache(tier),
            TestChain.SENDER,
            UInt256.ZERO,
            ExecutionOptions.NONE,
            ResourceLimits.FEW_JAVA_SLOTS);
    return new MessageExecutor(context)
        .execute(
            new Message(
                Kind.CALL,
                TestChain.SENDER,
                target,
                target,
                UInt256.ZERO,
                Bytes.EMPTY,
                GAS,
                false,
                depth,
                null));
  }

  @ParameterizedTest
  @ValueSource(ints = {MessageExecutor.MAX_DEPTH - 1, MessageExecutor.MAX_DEPTH})
  void messagesUpToTheLimitRun(int depth) {
    assertInstanceOf(CallResult.Success.class, at(depth, chain.install(Guest.contract())));
  }

  @ParameterizedTest
  @ValueSource(ints = {MessageExecutor.MAX_DEPTH + 1, MessageExecutor.MAX_DEPTH + 2})
  void deeperOnesFailAndKeepTheirGas(int depth) {
    var failed =
        assertInstanceOf(CallResult.Failed.class, at(depth, chain.install(Guest.contract())));
    assertEquals(Failure.CALL_DEPTH, failed.failure());
    assertEquals(GAS, failed.gasLeft());
  }

  /** The last frame's own calls fail with status 2, and it goes on. */
  @ParameterizedTest
  @ValueSource(strings = {"call_contract", "delegate_call_contract", "static_call_contract"})
  void theLastFrameMakesNoCalls(String function) {
    Address callee = chain.install(Guest.contract());
    Guest caller = Guest.contract().data(TARGET, callee.toArray());
    if (function.equals("call_contract")) {
      caller.hostTo(OUT, function, TARGET, 0, 0, VALUE, -1, LENGTH);
    } else {
      caller.hostTo(OUT, function, TARGET, 0, 0, -1, LENGTH);
    }
    Address contract = chain.install(caller.host("write_result", OUT, 1));
    assertEquals(0, output(at(MessageExecutor.MAX_DEPTH - 1, contract)).get(0));
    assertEquals(2, output(at(MessageExecutor.MAX_DEPTH, contract)).get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"create1", "create2"})
  void theLastFrameCreatesNothing(String function) {
    byte[] created = Guest.contract().wasm();
    Guest creator = Guest.contract().data(1_024, created);
    if (function.equals("create1")) {
      creator.host(function, 1_024, created.length, VALUE, OUT, LENGTH);
    } else {
      creator.host(function, 1_024, created.length, VALUE, VALUE, OUT, LENGTH);
    }
    Address contract = chain.install(creator.host("write_result", OUT, 20));
    Bytes none = Bytes.of(new byte[20]);
    assertEquals(false, output(at(MessageExecutor.MAX_DEPTH - 1, contract)).equals(none));
    assertEquals(none, output(at(MessageExecutor.MAX_DEPTH, contract)));
  }

  private static Bytes output(CallResult result) {
    return assertInstanceOf(CallResult.Success.class, result, result::toString).output();
  }
}
