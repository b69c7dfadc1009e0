package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.trace.HostCallTrace;
import dev.assay.host.trace.HostCallTrace.Step;
import dev.assay.host.trace.InstructionTrace;
import dev.assay.metering.GasSchedules;
import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traces that are lists of steps: a callee's stand inside the call, in Stylus' shape. */
class StepTracesTest {
  private static final int TARGET = 0;
  private static final int VALUE = 64;
  private static final int LENGTH = 128;
  private static final int OUT = 256;
  private static final long ALL_GAS = -1;
  private static final Address STRANGER = Address.of(0xFEED);

  private final TestChain chain = new TestChain(GasSchedules.ASSAY_1);

  private List<Step> stepsOf(Guest guest, HostCallTrace trace) {
    Address contract = chain.install(guest);
    chain.call(contract, new byte[0], TestChain.GAS, ExecutionOptions.NONE.with(trace));
    return trace.steps();
  }

  private List<Step> stepsOf(Guest guest) {
    return stepsOf(guest, new HostCallTrace(1 << 20));
  }

  private static List<String> names(List<Step> steps) {
    return steps.stream().map(Step::name).toList();
  }

  @Test
  void aCalleesStepsStandInItsCall() {
    Address callee = chain.install(Guest.contract().host("exit_early", 7));
    Guest caller =
        Guest.contract()
            .data(TARGET, callee.toArray())
            .hostTo(OUT, "call_contract", TARGET, 0, 2, VALUE, ALL_GAS, LENGTH);

    List<Step> steps = stepsOf(caller);

    assertEquals(List.of("user_entrypoint", "call_contract", "user_returned"), names(steps));
    Step call = steps.get(1);
    String zero = UInt256.ZERO.toHash().toHex().substring(2);
    assertEquals(
        callee.toHex() + "ffffffffffffffff" + zero + callee.toHex().substring(2, 6),
        call.arguments().toHex());
    assertEquals("0x0000000002", call.results().toHex(), "no data, status 2");
    assertNotNull(call.callee());
    assertEquals(callee, call.callee().address());
    List<Step> inside = call.callee().steps();
    assertEquals(List.of("user_entrypoint", "exit_early", "user_returned"), names(inside));
    assertEquals("0x00000002", inside.getFirst().arguments().toHex(), "length of the calldata");
    assertEquals("0x00000007", inside.getLast().results().toHex());
    assertTrue(call.startInk() > inside.getFirst().startInk());
    assertTrue(inside.getFirst().startInk() > inside.getLast().startInk());
    assertTrue(call.endInk() < call.startInk());
  }

  @Test
  void aCallOfAnAccountWithoutCodeHasNoSteps() {
    Step call =
        stepsOf(
                Guest.contract()
                    .data(TARGET, STRANGER.toArray())
                    .hostTo(OUT, "static_call_contract", TARGET, 0, 0, ALL_GAS, LENGTH))
            .get(1);
    assertEquals("static_call_contract", call.name());
    assertNotNull(call.callee());
    assertEquals(List.of(), call.callee().steps());
  }

  @Test
  void aCreationStandsBesideItsMessage() {
    Guest creator =
        Guest.contract().host("create1", TARGET, 0, VALUE, OUT, LENGTH).host("return_data_size");
    assertEquals(
        List.of("user_entrypoint", "evm_create1", "create1", "return_data_size", "user_returned"),
        names(stepsOf(creator)).stream().filter(name -> !name.isEmpty()).toList());
  }

  @Test
  void whatTakesTooMuchIsCut() {
    Guest guest = Guest.contract();
    for (int i = 0; i < 10; i++) {
      guest.host("native_keccak256", 0, 1_000, OUT);
    }
    HostCallTrace enough = new HostCallTrace(20_000);
    assertEquals(12, stepsOf(guest, enough).size());
    assertFalse(enough.isCut());
    HostCallTrace tooLittle = new HostCallTrace(2_500);
    assertEquals(
        List.of("user_entrypoint", "native_keccak256", "native_keccak256"),
        names(stepsOf(guest, tooLittle)));
    assertTrue(tooLittle.isCut());
  }

  @Test
  void instructionsNameTheirPlaceAndDepth() {
    Address callee = chain.install(Guest.contract());
    Guest caller =
        Guest.contract()
            .data(TARGET, callee.toArray())
            .hostTo(OUT, "call_contract", TARGET, 0, 0, VALUE, ALL_GAS, LENGTH);
    Address contract = chain.install(caller);
    InstructionTrace whole = new InstructionTrace(1_000);
    chain.call(contract, new byte[0], TestChain.GAS, ExecutionOptions.NONE.with(whole));

    List<InstructionTrace.Step> steps = whole.steps();
    assertEquals(whole.count(), steps.size());
    List<InstructionTrace.Step> inside = steps.stream().filter(step -> step.depth() == 2).toList();
    assertEquals(callee, inside.getFirst().address());
    assertEquals(
        List.of("i32.const", "end"), inside.stream().map(InstructionTrace.Step::mnemonic).toList());
    InstructionTrace.Step first = steps.getFirst();
    assertEquals(contract, first.address());
    assertEquals(1, first.depth());
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).depth() == 1 && steps.get(i - 1).depth() == 1) {
        assertTrue(steps.get(i).ink() < steps.get(i - 1).ink());
        assertTrue(steps.get(i).offset() > steps.get(i - 1).offset());
      }
    }

    InstructionTrace start = new InstructionTrace(2);
    chain.call(contract, new byte[0], TestChain.GAS, ExecutionOptions.NONE.with(start));
    assertEquals(steps.subList(0, 2), start.steps());
    assertEquals(whole.count(), start.count());
  }
}
