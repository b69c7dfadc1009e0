package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.call.Message;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What a callee receives: all but a 64th, in both roundings, no more than asked, the stipend. */
class CallGasTest {
  private static final int CALLEE = 1_024;
  private static final int VALUE = 1_056;
  private static final int LENGTH = 2_048;
  private static final long COLD = 2_600;
  private static final long VALUE_GAS = 9_000;
  private static final long STIPEND = 2_300;

  /** Base fee of the call and two readings of no calldata: 83,193 + 2 * 16,381. */
  private static final long CALL_INK = 83_193 + 2 * 16_381;

  /** Gas the caller had for the call, gas the callee got. */
  private record Forwarded(long available, long given) {}

  private static Forwarded forwarded(GasSchedule schedule, long gas, long requested, long wei) {
    TestChain chain = new TestChain(schedule);
    Address callee = chain.install(Guest.contract());
    Guest caller =
        Guest.contract()
            .data(CALLEE, callee.toArray())
            .data(VALUE, UInt256.of(wei).toArray())
            .host("call_contract", CALLEE, 0, 0, VALUE, requested, LENGTH);
    Address contract = chain.install(caller);
    chain.change(world -> world.balance(contract, UInt256.of(10)));
    List<Long> given = new ArrayList<>();
    List<Long> available = new ArrayList<>();
    CallTracer tracer =
        new CallTracer() {
          @Override
          public void enter(Message message) {
            if (message.depth() == 1) {
              given.add(message.gas());
            }
          }

          @Override
          public void hostCall(HostCall call) {
            if (call.name().equals("call_contract")) {
              available.add((call.startInk() - CALL_INK) / 10_000);
            }
          }
        };
    CallOutcome outcome =
        chain.call(contract, new byte[0], gas, ExecutionOptions.NONE.with(tracer));
    assertTrue(outcome.succeeded(), outcome::toString);
    return new Forwarded(available.getFirst(), given.getFirst());
  }

  @Property(tries = 100)
  void aCalleeReceivesAllButA64th(@ForAll @LongRange(min = 200_000, max = 9_000_000) long gas) {
    Forwarded exact = forwarded(GasSchedules.ASSAY_1, gas, -1, 0);
    long base = exact.available() - COLD;
    assertEquals(base - base / 64, exact.given(), "x - x/64");
    Forwarded stylus = forwarded(GasSchedules.STYLUS_2, gas, -1, 0);
    base = stylus.available() - COLD;
    assertEquals(base * 63 / 64, stylus.given(), "x * 63 / 64");
  }

  @Example
  void aCalleeReceivesNoMoreThanAskedAndTheStipendOnTop() {
    for (GasSchedule schedule : GasSchedules.ALL) {
      assertEquals(60_000, forwarded(schedule, 5_000_000, 60_000, 0).given());
      assertEquals(60_000 + STIPEND, forwarded(schedule, 5_000_000, 60_000, 1).given());
    }
  }

  @Example
  void theStipendComesOnTopOfTheShareThatIsLeftAfterThePriceOfTheValue() {
    Forwarded exact = forwarded(GasSchedules.ASSAY_1, 1_000_000, -1, 1);
    long base = exact.available() - COLD - VALUE_GAS;
    assertEquals(base - base / 64 + STIPEND, exact.given());
  }
}
