package dev.assay.vm.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The JVM's stack is never the limit, whichever of HotSpot's compilers makes the frames
 * (CWA-2023-002).
 */
class JavaStackTest {
  @ParameterizedTest
  @Timeout(240)
  @CsvSource({"1, -Xint", "4, -XX:TieredStopAtLevel=1", "12, -XX:-TieredCompilation"})
  void widestFrames(int rounds, String flag) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", flag));
    command.addAll(Arrays.asList("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(DeepestStack.class.getName(), Integer.toString(rounds)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertEquals(0, process.waitFor(), new String(output, StandardCharsets.UTF_8));
  }
}
