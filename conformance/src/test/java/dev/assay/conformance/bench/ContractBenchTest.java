package dev.assay.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ContractBenchTest {
  @Test
  void everyTierTransfersAndCallsTheHost() {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new ContractBenchCommand()).setOut(new PrintWriter(out));
    line.execute("--calls", "100", "--transfers", "3");
    String text = out.toString();
    assertEquals(7, text.lines().count(), text);
    assertTrue(text.contains("msg_value in a loop, compiler"), text);
    assertTrue(text.contains("ERC-20 transfer, interpreter"), text);
  }

  @Test
  void aFigureAboveItsGoalIsANo() {
    StringWriter out = new StringWriter();
    FigureTable table = new FigureTable(new PrintWriter(out));
    table.add("well within", 1, 4, "us");
    assertEquals(ExitCode.OK, table.close());
    table.add("exactly", 10, 10, "us");
    assertEquals(ExitCode.OK, table.close());
    table.add("beyond", 10.01, 10, "us");
    assertNotEquals(ExitCode.OK, table.close());
    assertTrue(out.toString().contains("geomean 0.25 x GOAL"), out.toString());
  }
}
