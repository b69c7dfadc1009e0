package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.call.Message;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.metering.ReentrancyPolicy;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import dev.assay.vm.Tier;
import dev.assay.vm.isa.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who may come back into a contract that is running. The victim calls what its calldata names, when
 * it has any; a call without data answers with {@code msg_reentrant}.
 */
@ParameterizedClass
@EnumSource
class ReentrancyTest {
  private static final long ALL_GAS = -1;
  private static final int TARGET = 0;
  private static final int VALUE = 64;
  private static final int LENGTH = 128;
  private static final int OUT = 256;

  private final Tier tier;
  private final TestChain chain;

  ReentrancyTest(Tier tier) {
    this.tier = tier;
    this.chain = new TestChain(GasSchedules.ASSAY_1, tier);
  }

  /** Calls the address in its calldata and returns status, then the callee's data. */
  private static Guest victim() {
    return Guest.contract()
        .step(
            code ->
                code.get(0)
                    .op(Opcode.I32_EQZ)
                    .open(Opcode.IF)
                    .i32(OUT)
                    .call(Guest.index("msg_reentrant"))
                    .access(Opcode.I32_STORE, 0)
                    .i32(OUT)
                    .i32(4)
                    .call(Guest.index("write_result"))
                    .i32(0)
                    .call(Guest.index("exit_early"))
                    .end())
        .host("read_args", TARGET)
        .hostTo(OUT, "call_contract", TARGET, 0, 0, VALUE, ALL_GAS, LENGTH)
        .host("read_return_data", OUT + 4, 0, 100)
        .host("write_result", OUT, 104);
  }

  /** Calls back by the given function, and gives on what it gets: status, then data. */
  private static Guest caller(String function, Address target) {
    Guest guest = Guest.contract().data(TARGET, target.toArray());
    if (function.equals("call_contract")) {
      guest.hostTo(OUT, function, TARGET, 0, 0, VALUE, ALL_GAS, LENGTH);
    } else {
      guest.hostTo(OUT, function, TARGET, 0, 0, ALL_GAS, LENGTH);
    }
    return guest.host("read_return_data", OUT + 4, 0, 100).host("write_result", OUT, 104);
  }

  /** What the call back got: its status and data. */
  private record Answer(int status, Bytes data) {}

  private Answer attack(GasSchedule schedule, Guest victim, String function) {
    TestChain chain = new TestChain(schedule, tier);
    Address target = chain.install(victim);
    Address attacker = chain.install(caller(function, target));
    return answer(chain.call(target, attacker.toArray()), 4);
  }

  private static Answer answer(CallOutcome outcome, int skip) {
    Bytes output = assertInstanceOf(CallOutcome.Success.class, outcome, outcome::toString).output();
    assertEquals(0, output.get(0), "the victim's own call succeeds");
    return new Answer(output.get(skip), output.slice(skip + 4, output.size()));
  }

  private static void assertDenied(Answer answer) {
    assertEquals(2, answer.status());
    assertEquals(Optional.of("reentrant call"), Revert.reasonIn(answer.data()));
  }

  private static void assertAllowed(Answer answer) {
    assertEquals(0, answer.status());
    assertEquals(1, answer.data().get(0), "msg_reentrant");
  }

  @Test
  void theDefaultOfAssayDeniesAndThatOfStylusAllows() {
    assertDenied(attack(GasSchedules.ASSAY_1, victim(), "call_contract"));
    assertAllowed(attack(GasSchedules.STYLUS_2, victim(), "call_contract"));
  }

  @Test
  void denyDeniesReadOnlyReentryToo() {
    assertDenied(attack(GasSchedules.ASSAY_1, victim(), "static_call_contract"));
    assertDenied(attack(GasSchedules.STYLUS_2, victim().policy("deny"), "static_call_contract"));
  }

  @Test
  void allowViewAdmitsStaticFramesOnly() {
    Guest victim = victim().policy("allow-view");
    assertAllowed(attack(GasSchedules.ASSAY_1, victim, "static_call_contract"));
    assertDenied(attack(GasSchedules.ASSAY_1, victim, "call_contract"));
  }

  @Test
  void allowAdmitsEverybody() {
    assertAllowed(attack(GasSchedules.ASSAY_1, victim().policy("allow"), "call_contract"));
  }

  @Test
  void allowSelfAdmitsTheContractAloneAndDirectly() {
    Address self = chain.install(victim().policy("allow-self"));
    Bytes direct = chain.call(self, self.toArray()).output();
    assertEquals(0, direct.get(0));
    assertEquals(1, direct.get(4), "msg_reentrant");
    assertDenied(attack(GasSchedules.ASSAY_1, victim().policy("allow-self"), "call_contract"));
  }

  /** Who watches sees where the lock was met, what the contract wants and what became of it. */
  @Test
  void tracesShowTheLock() {
    for (String policy : List.of("deny", "allow")) {
      List<String> seen = new ArrayList<>();
      CallTracer tracer =
          new CallTracer() {
            @Override
            public void reenter(Message message, ReentrancyPolicy wanted, boolean admitted) {
              seen.add(message.depth() + " " + wanted.text() + " " + admitted);
            }
          };
      Address self = chain.install(victim().policy(policy));
      var options = ExecutionOptions.NONE.with(tracer);
      chain.call(self, self.toArray(), TestChain.GAS, options);
      assertEquals(List.of("1 " + policy + " " + policy.equals("allow")), seen);
    }
  }

  @Test
  void aDeniedSelfCallSaysSo() {
    Address self = chain.install(victim());
    Bytes output = chain.call(self, self.toArray()).output();
    assertEquals(2, output.get(0));
    assertEquals(Optional.of("reentrant call"), Revert.reasonIn(output.slice(4, output.size())));
  }

  @Test
  void aLibraryHoldsTheLockOfTheContractItWorksFor() {
    Address proxy = Address.of(0xC0DE02);
    Address library = chain.install(caller("call_contract", proxy));
    Address other = chain.install(Guest.contract());
    assertTrue(!other.equals(proxy));
    assertEquals(proxy, chain.install(caller("delegate_call_contract", library)));
    assertDenied(answer(chain.call(proxy, new byte[0]), 4));
  }

  @Test
  void aDelegateCallAloneIsNoReentry() {
    Address library =
        chain.install(Guest.contract().hostTo(OUT, "msg_reentrant").host("write_result", OUT, 4));
    Address contract = chain.install(caller("delegate_call_contract", library));
    Answer answer =
        new Answer(
            chain.call(contract, new byte[0]).output().get(0),
            chain.call(contract, new byte[0]).output().slice(4, 8));
    assertEquals(0, answer.status());
    assertEquals(0, answer.data().get(0));
  }

  @Test
  void theSameContractMayBeCalledTwiceInARow() {
    Address callee = chain.install(Guest.contract());
    Address contract =
        chain.install(
            Guest.contract()
                .data(TARGET, callee.toArray())
                .host("call_contract", TARGET, 0, 0, VALUE, ALL_GAS, LENGTH)
                .hostTo(OUT, "call_contract", TARGET, 0, 0, VALUE, ALL_GAS, LENGTH)
                .host("write_result", OUT, 4));
    assertEquals(0, chain.call(contract, new byte[0]).output().get(0));
  }

  @Test
  void aDeniedCallCostsTheBaseAlone() {
    Address self = chain.install(victim());
    long denied = chain.call(self, self.toArray()).gasUsed();
    assertTrue(denied < 30_000, "denied: " + denied);
  }

  @Test
  void anUnknownPolicyIsRefusedAtActivation() {
    CallOutcome outcome =
        chain.send(null, UInt256.ZERO, Guest.contract().policy("sometimes").wasm());
    assertEquals(
        Optional.of(
            "custom section assay.policy names no policy: deny, allow-self, allow-view or allow"
                + " expected"),
        Revert.reasonIn(outcome.output()));
  }
}
