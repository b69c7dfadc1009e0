package dev.assay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.contracts.DeployedContract.EventLog;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The counter in AssemblyScript, built here and now, behaves as the one in C. */
@ExtendWith(LocalChainExtension.class)
class AssemblyScriptTest {
  private static final Path EXAMPLE = Path.of("examples/assemblyscript");

  @Test
  void anotherLanguageTheSameContract(LocalChain chain) throws IOException {
    Abi abi = Contracts.COUNTER.load().abi();
    DeployedContract counter =
        chain.deploy(new CompiledContract("counter in AssemblyScript", build(), abi));
    counter.send("increment");
    var receipt = counter.send("add", BigInteger.valueOf(41));
    BigInteger count = BigInteger.valueOf(42);
    assertEquals(count, counter.integer("count"));
    assertEquals(
        List.of(new EventLog("Increased", List.of(chain.account(0).getAddress(), count))),
        counter.events(receipt));
    BigInteger max = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    assertEquals(
        "add: Error(\"counter: overflow\")",
        assertThrows(ContractReverted.class, () -> counter.send("add", max)).getMessage());
    assertThrows(ContractReverted.class, () -> counter.pay(BigInteger.ONE, "increment"));
  }

  private static byte[] build() throws IOException {
    NodeJs.assumePresent("the AssemblyScript example");
    Path directory = Path.of("target/assemblyscript");
    NodeJs.install(EXAMPLE, directory, "the AssemblyScript example");
    Files.createDirectories(directory.resolve("assembly"));
    for (String file : List.of("assembly/counter.ts", "assembly/vm_hooks.ts")) {
      Files.copy(
          EXAMPLE.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    NodeJs.run(directory, "npm", "run", "build").mustSucceed();
    return Files.readAllBytes(directory.resolve("counter.wasm"));
  }
}
