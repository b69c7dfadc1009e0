package dev.assay.conformance.bench.wasm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A real program that is large: {@code secp256k1.wasm} of the npm package tiny-secp256k1 2.2.3
 * ({@code npm pack tiny-secp256k1@2.2.3}, then {@code lib/secp256k1.wasm}), 163 KB of Rust and C
 * that nobody wrote for a contract. A call multiplies the generator by a private key; it is timed
 * beside V8's.
 */
final class LargeProgram {
  static final String INITIALIZER = "initializeContext";
  static final String FUNCTION = "pointFromScalar";
  static final String KEY = "PRIVATE_INPUT";
  static final String POINT = "PUBLIC_KEY_INPUT";
  static final int POINT_BYTES = 33;
  static final int PAGES = 256;

  /** What the program gets where it asks for something random: only its blinding depends on it. */
  static final int RANDOM = 4_711;

  /** The most that ours may take per call, as a multiple of V8's time. */
  static final double GOAL = 2;

  /** What the steady speed has to be reached within. */
  static final double WARM_SECONDS = 2;

  private static final double LONG_SECONDS = 8;
  private static final double MEASURE_SECONDS = 1;

  private static final String SCRIPT =
      """
      import { readFileSync } from 'node:fs';
      const [file, warm, measure] = process.argv.slice(2);
      const now = () => process.hrtime.bigint();
      const start = now();
      const module = new WebAssembly.Module(readFileSync(file));
      const imports = {};
      for (const { module: from, name } of WebAssembly.Module.imports(module))
        (imports[from] ??= {})[name] = () => 4711;
      const wasm = new WebAssembly.Instance(module, imports).exports;
      wasm.initializeContext();
      const bytes = new Uint8Array(wasm.memory.buffer);
      const key = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
      const point = wasm.PUBLIC_KEY_INPUT.value;
      const call = () => {
        bytes.set(key, wasm.PRIVATE_INPUT.value);
        if (wasm.pointFromScalar(33) !== 1) throw new Error('no point');
        return new DataView(wasm.memory.buffer).getBigUint64(point + 1, true);
      };
      const load = now() - start;
      const checksum = call();
      const first = now() - start - load;
      const until = seconds => now() + BigInt(Math.round(seconds * 1e9));
      for (const end = until(+warm); now() < end; ) call();
      const times = [];
      for (const end = until(+measure); times.length === 0 || now() < end; ) {
        const before = now();
        if (call() !== checksum) throw new Error('the point differs between calls');
        times.push(now() - before);
      }
      console.log([checksum, load, first, times.join(',')].join('\\t'));
      """;

  private final Path file;
  private final Path work;
  private final Contenders contenders;

  /** What was measured. */
  record Figures(
      KernelTimes v8, KernelTimes soon, KernelTimes late, KernelTimes again, long bytes) {
    /** Our time per call after the warm-up, as a multiple of V8's. */
    double ratio() {
      return (double) median(soon) / median(v8);
    }

    String text() {
      return row("v8", v8)
          + row("assay, after " + WARM_SECONDS + " s", soon)
          + row("assay, after " + LONG_SECONDS + " s", late)
          + String.format(
              Locale.ROOT,
              "%.2f x v8 per call; in a warm JVM %.1f ms from bytes to the first result, %.2f MB/s"
                  + " loaded and compiled",
              ratio(),
              median(again) / 1e6,
              bytes * 1e3 / again.loadNanos());
    }

    private static String row(String name, KernelTimes times) {
      return String.format(
          Locale.ROOT,
          "%-20s load %8.1f ms   first call %8.1f ms   call %8.1f us%n",
          name,
          times.loadNanos() / 1e6,
          times.firstNanos() / 1e6,
          median(times) / 1e3);
    }

    private static long median(KernelTimes times) {
      List<Long> sorted = times.callNanos().stream().sorted().toList();
      return sorted.get(sorted.size() / 2);
    }
  }

  LargeProgram(Path file, Path work, Contenders contenders) {
    this.file = file;
    this.work = work;
    this.contenders = contenders;
  }

  /** A private key like any other: 1, 2, ... 32. */
  static byte[] key() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (i + 1);
    }
    return key;
  }

  Figures run() throws IOException {
    Path script = work.resolve("program.mjs");
    Files.writeString(script, SCRIPT);
    List<String> node = List.of("node", script.toString(), file.toString());
    KernelTimes v8 = times(node, WARM_SECONDS);
    List<String> java = new ArrayList<>(contenders.ourJava(ProgramMain.class));
    Collections.addAll(java, OurMode.COMPILED.name(), file.toString());
    KernelTimes soon = times(java, WARM_SECONDS);
    KernelTimes late = times(java, LONG_SECONDS);
    KernelTimes again = times(java, LONG_SECONDS, "again");
    Figures figures = new Figures(v8, soon, late, again, Files.size(file));
    if (!figures.soon.checksum().equals(v8.checksum())) {
      throw new IllegalStateException("we and V8 computed different points");
    }
    return figures;
  }

  private KernelTimes times(List<String> command, double warm, String... more) {
    List<String> words = new ArrayList<>(command);
    words.add(Double.toString(warm));
    words.add(Double.toString(MEASURE_SECONDS));
    Collections.addAll(words, more);
    return KernelTimes.in(Processes.run(work, words));
  }
}
