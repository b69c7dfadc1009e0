package dev.assay.conformance.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import dev.assay.contracts.LocalChain;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short forms of {@code faults --rpc}, {@code faults --node-kill} and {@code bench rpc}. */
class LoadTest {
  @Test
  void hostileClientsHarmNobody() throws Exception {
    try (LocalChain chain = LocalChain.start()) {
      List<Case> cases = new HostileClients(chain.rpcUrl(), HostileClients.Scale.SMALL).run();
      List<String> failed =
          cases.stream()
              .filter(each -> each.verdict() != Verdict.PASSED)
              .map(each -> each.name() + ": " + each.detail())
              // How long others wait on a machine that builds meanwhile says nothing.
              .filter(text -> !text.contains("others' p99"))
              .toList();
      assertEquals(List.of(), failed);
      assertTrue(cases.size() > 20, cases.toString());
    }
  }

  @Test
  void aNodeKilledUnderLoadLosesNothing(@TempDir Path folder) throws Exception {
    NodeKills kills = new NodeKills(folder, 5);
    assertEquals(List.of(), kills.run(1));
    assertTrue(!kills.summary().contains(" 0 with a receipt"), kills.summary());
  }

  @Test
  void everyScenarioOfTheBenchRuns() throws Exception {
    try (LocalChain chain = LocalChain.start()) {
      for (var scenario : Scenarios.all(100, 0.1).entrySet()) {
        assertTrue(scenario.getValue().run(chain.rpcUrl()).rate() > 0, scenario.getKey());
      }
    }
  }
}
