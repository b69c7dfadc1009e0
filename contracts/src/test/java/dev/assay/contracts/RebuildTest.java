package dev.assay.contracts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The modules in the repository are what the sources beside them build to, byte for byte. */
class RebuildTest {
  private static final String TOOL = "clang version 19.1.7";

  @Test
  void theSourcesBuildToTheCommittedModules(@TempDir Path output) throws Exception {
    String found = clangVersion();
    if (!found.contains(TOOL)) {
      System.out.printf("contracts not rebuilt: %s is needed, found %s%n", TOOL, found);
      assumeTrue(false, TOOL + " is not installed");
    }
    run("./build.sh", output.toString());
    for (Contracts contract : Contracts.values()) {
      byte[] built = Files.readAllBytes(output.resolve(contract.fileName() + ".wasm"));
      assertArrayEquals(contract.load().wasm(), built, contract + " differs from its source");
    }
  }

  private static String clangVersion() throws InterruptedException {
    try {
      return run("clang-19", "--version").lines().findFirst().orElse("nothing");
    } catch (IOException e) {
      return "no clang-19";
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
