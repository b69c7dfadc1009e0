package dev.assay.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.bench.BreakEven.Totals;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TierBenchTest {
  @Test
  void itIsEvenFromWhereTheCompiledCallsStayAhead() {
    assertEquals(4, calls(30, 32, 34, 36, 38, 40));
    assertEquals(5, calls(5, 25, 28, 42, 50, 51));
    assertEquals(1, calls(10, 20, 30, 40, 50, 60));
    assertEquals(-1, calls(1, 2, 3, 4, 5, 61));
  }

  private static int calls(long... fast) {
    long[] slow = {10, 20, 30, 40, 50, 60};
    return BreakEven.of(new Totals(slow, slow), new Totals(fast, fast)).allCalls();
  }

  @Test
  void theCallerDoesNotWaitForWhatIsCompiledElsewhere() {
    Totals slow = new Totals(new long[] {10, 20, 30, 40}, new long[] {10, 20, 30, 40});
    Totals fast = new Totals(new long[] {90, 105, 107, 109}, new long[] {90, 107, 111, 117});
    BreakEven even = BreakEven.of(slow, fast);
    assertEquals(3, even.ownCalls());
    assertEquals(-1, even.allCalls());
    assertEquals(80e-6, even.compileMillis());
    assertEquals(2e-3, even.compiledMicros());
  }

  @Test
  void everyContractIsCalledOnBothTiers() {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new TierBenchCommand()).setOut(new PrintWriter(out));
    assertEquals(0, line.execute("--calls", "6"), out.toString());
    assertEquals(6, out.toString().lines().count(), out.toString());
    assertTrue(out.toString().contains("token, transfer"), out.toString());
  }
}
