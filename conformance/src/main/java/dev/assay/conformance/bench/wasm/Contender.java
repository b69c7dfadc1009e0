package dev.assay.conformance.bench.wasm;

import java.util.List;

/**
 * A runtime as a command.
 *
 * <p>The command's words may hold {@code {kernel}}, {@code {wasm}}, {@code {n}}, {@code {warm}},
 * {@code {measure}} and {@code {max}}. It prints one {@link KernelTimes} line.
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
    return command.stream().map(word -> fill(word, suite, kernel)).toList();
  }

  private String fill(String word, KernelSuite suite, KernelSuite.Kernel kernel) {
    return word.replace("{kernel}", kernel.name())
        .replace("{wasm}", suite.wasm(kernel).toString())
        .replace("{n}", Integer.toString(kernel.roundsAt(scale)))
        .replace("{warm}", Double.toString(warmSeconds))
        .replace("{measure}", Double.toString(measureSeconds))
        .replace("{max}", Integer.toString(MAX_CALLS));
  }
}
