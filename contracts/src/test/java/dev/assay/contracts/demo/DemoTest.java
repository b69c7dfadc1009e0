package dev.assay.contracts.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {
  private static final String BALANCES =
      """
            account   address                                          EXA
            Alice     0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266   750,000
            Bob       0x70997970c51812dc3a010c7d01b50e0d17dc79c8   248,500
            Carol     0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc     1,500
      """;

  @Test
  void everythingHoldsAndIsShown() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.run(List.of(new DemoCommand()), new PrintWriter(out), new PrintWriter(err), "demo");
    String text = out.toString();
    assertEquals(0, exit, () -> text + err);
    assertTrue(text.contains(BALANCES), text);
    assertTrue(text.contains("the VM refused: attack: Error(\"reentrant call\")"), text);
    assertTrue(text.contains("the vault still holds 9 ETH"), text);
    assertTrue(text.contains("one flipped bit is noticed"), text);
    assertTrue(text.contains("storage_flush_cache"), text);
    assertTrue(text.contains("both times"), text);
    assertTrue(text.contains("All of it held"), text);
    assertFalse(text.contains("\u001b"), "colour where nobody is watching");
  }
}
