package dev.assay.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.node.NodeConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevAccountsTest {

  @Test
  void theWellKnownPhraseGivesTheWellKnownKeys() {
    assertEquals(
        List.of(
            "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
            "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
            "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a"),
        DevAccounts.derive(NodeConfig.WELL_KNOWN_MNEMONIC, 3).keys().stream()
            .map(DevAccounts.Key::hex)
            .toList());
  }

  @Test
  void anotherPhraseGivesOtherKeys() {
    String phrase =
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon"
            + " about";
    assertEquals(
        "0x1ab42cc412b618bdea3a599e3c9bae199ebf030895b039e9db1e30dafb12b727",
        DevAccounts.derive(phrase, 1).keys().getFirst().hex());
  }
}
