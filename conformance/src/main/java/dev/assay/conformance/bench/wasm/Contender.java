package dev.assay.conformance.bench.wasm;

import java.nio.file.Path;
import java.util.List;

/**
 * A runtime as a command.
 *
 * <p>The command's words may hold {@code {wasm}}, {@code {n}}, {@code {warm}}, {@code {measure}}
 * and {@code {max}}. It prints one {@link KernelTimes} line.
 *
 * @param name as it stands in the table
 * @param scale the divisor of the full rounds; slow interpreters get fewer rounds per call
 * @param warmSeconds how long it warms up after the first call
 * @param measureSeconds how long it times single calls
 * @param command the words
 */
record Contender(
    String name, int scale, double warmSeconds, double measureSeconds, List<String> command) {

  static final int MAX_CALLS = 12;

  List<String> command(KernelSuite suite, KernelSuite.Kernel kernel) {
    return filled(
        suite.wasm(kernel), kernel.roundsAt(scale), warmSeconds, measureSeconds, MAX_CALLS);
  }

  /** The command for a first call and hardly more. */
  List<String> coldCommand(Path wasm, int rounds) {
    return filled(wasm, rounds, 0, 0, 1);
  }

  private List<String> filled(Path wasm, int rounds, double warm, double measure, int calls) {
    return command.stream()
        .map(
            word ->
                word.replace("{wasm}", wasm.toString())
                    .replace("{n}", Integer.toString(rounds))
                    .replace("{warm}", Double.toString(warm))
                    .replace("{measure}", Double.toString(measure))
                    .replace("{max}", Integer.toString(calls)))
        .toList();
  }
}
