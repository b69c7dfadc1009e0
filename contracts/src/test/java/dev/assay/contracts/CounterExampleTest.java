package dev.assay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.contracts.DeployedContract.EventLog;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the author of a contract tests it: copy this, and your module takes the counter's place. */
@ExtendWith(LocalChainExtension.class)
class CounterExampleTest {

  @Test
  void counts(LocalChain chain) {
    DeployedContract counter = chain.deploy(Contracts.COUNTER);
    counter.send("increment");
    counter.send("add", BigInteger.valueOf(41));
    assertEquals(BigInteger.valueOf(42), counter.integer("count"));
  }

  @Test
  void saysWhoCounted(LocalChain chain) {
    DeployedContract counter = chain.deploy(Contracts.COUNTER).from(chain.account(3));
    var receipt = counter.send("increment");
    assertEquals(
        List.of(new EventLog("Increased", List.of(chain.account(3).getAddress(), BigInteger.ONE))),
        counter.events(receipt));
  }

  @Test
  void neverWrapsAround(LocalChain chain) {
    DeployedContract counter = chain.deploy(Contracts.COUNTER);
    BigInteger max = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    counter.send("add", max);
    ContractReverted refusal =
        assertThrows(ContractReverted.class, () -> counter.send("increment"));
    assertEquals("increment: Error(\"counter: overflow\")", refusal.getMessage());
  }
}
