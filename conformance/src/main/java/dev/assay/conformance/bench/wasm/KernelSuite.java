package dev.assay.conformance.bench.wasm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernels of a benchmark folder: {@code rounds.txt} lists each with the rounds that take native
 * code about 0.3 s; {@code wasm/NAME.wasm} and {@code kernels/NAME.c} are the two forms of it.
 *
 * @param folder the benchmark folder
 * @param kernels in the order of {@code rounds.txt}
 */
record KernelSuite(Path folder, List<Kernel> kernels) {

  /** One kernel and its full number of rounds. */
  record Kernel(String name, int rounds) {

    /** The rounds a contender of this scale runs: at least one. */
    int roundsAt(int scale) {
      return Math.max(1, rounds / scale);
    }
  }

  static KernelSuite open(Path folder) {
    Path list = folder.resolve("rounds.txt");
    if (!Files.isRegularFile(list)) {
      throw new IllegalArgumentException(
          "no kernels in "
              + folder
              + ": rounds.txt is missing; name the folder with --kernels DIR or -Dassay.bench=DIR");
    }
    List<Kernel> kernels = new ArrayList<>();
    for (String line : lines(list)) {
      String[] words = line.split(" ", -1);
      if (Files.isRegularFile(folder.resolve("wasm").resolve(words[0] + ".wasm"))) {
        kernels.add(new Kernel(words[0], Integer.parseInt(words[1])));
      }
    }
    return new KernelSuite(folder, List.copyOf(kernels));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  KernelSuite only(List<String> names) {
    List<Kernel> chosen = kernels.stream().filter(k -> names.contains(k.name())).toList();
    if (chosen.size() != names.size()) {
      throw new IllegalArgumentException(
          "unknown kernel in "
              + names
              + "; there are "
              + kernels.stream().map(Kernel::name).toList());
    }
    return new KernelSuite(folder, chosen);
  }

  Path wasm(Kernel kernel) {
    return folder.resolve("wasm").resolve(kernel.name() + ".wasm");
  }

  Path source(Kernel kernel) {
    return folder.resolve("kernels").resolve(kernel.name() + ".c");
  }
}
