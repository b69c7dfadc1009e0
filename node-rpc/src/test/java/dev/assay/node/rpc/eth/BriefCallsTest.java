package dev.assay.node.rpc.eth;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.CallRequest;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import org.junit.jupiter.api.Test;

class BriefCallsTest {
  private static final CallRequest BALANCE = call(1, "0x70a08231000001");
  private static final CallRequest OTHER_BALANCE = call(1, "0x70a08231000002");

  private final BriefCalls calls = new BriefCalls();

  private static CallRequest call(int contract, String data) {
    return CallRequest.of(Address.ZERO, Address.of(contract), 1_000_000, Bytes.fromHex(data));
  }

  private void prove(int times) {
    for (int i = 0; i < times; i++) {
      calls.took(BALANCE, BriefCalls.BRIEF_NANOS - 1);
    }
  }

  @Test
  void aFunctionIsBriefThatWasSoForAWhile() {
    prove(BriefCalls.PROVEN - 1);
    assertFalse(calls.expects(BALANCE));
    prove(1);
    assertTrue(calls.expects(BALANCE));
    assertTrue(calls.expects(OTHER_BALANCE), "the same function of the same contract");
    assertFalse(calls.expects(call(2, "0x70a08231000001")), "another contract");
    assertFalse(calls.expects(call(1, "0x70a08232000001")), "another function");
    assertFalse(calls.expects(call(1, "0x")), "no function");
  }

  @Test
  void oneLongCallHasToBeMadeUpForByManyBriefOnes() {
    prove(10 * BriefCalls.PROVEN);
    calls.took(BALANCE, BriefCalls.LONG_NANOS);
    assertFalse(calls.expects(BALANCE));
    prove(BriefCalls.PROVEN - 1);
    assertFalse(calls.expects(BALANCE));
  }

  @Test
  void aCallThatHadToWaitForSomethingIsForgiven() {
    prove(10 * BriefCalls.PROVEN);
    calls.took(BALANCE, BriefCalls.LONG_NANOS - 1);
    assertTrue(calls.expects(BALANCE));
    for (int i = 0; i < BriefCalls.PROVEN; i++) {
      calls.took(BALANCE, BriefCalls.BRIEF_NANOS);
    }
    assertFalse(calls.expects(BALANCE), "but not always");
  }
}
