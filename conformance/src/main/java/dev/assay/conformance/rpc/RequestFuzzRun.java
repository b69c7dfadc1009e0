package dev.assay.conformance.rpc;

import dev.assay.conformance.json.Json;
import dev.assay.contracts.LocalChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A run of the fuzzer against a chain in this process, and what it cost the process.
 *
 * @param answered requests answered
 * @param faults what was wrong
 * @param summary what it cost, for people
 */
public record RequestFuzzRun(long answered, List<String> faults, String summary) {
  private static final int CONNECTIONS = 16;

  /** The start of a process allocates what stays; this many requests see to it first. */
  private static final long WARM_UP = 4_000;

  /** Copies the list. */
  public RequestFuzzRun {
    faults = List.copyOf(faults);
  }

  /** Sends so many requests. */
  public static RequestFuzzRun of(long requests, long seed) {
    try (LocalChain chain = LocalChain.start();
        Endpoint node = new Endpoint(chain.rpcUrl())) {
      List<String> methods =
          node.result("rpc.discover", "").get("methods").elements().stream()
              .map(method -> method.get("name"))
              .map(Json::text)
              .toList();
      RequestFuzzer fuzzer = new RequestFuzzer(chain.rpcUrl(), methods);
      fuzzer.run(CONNECTIONS, WARM_UP, seed + 1);
      Cost before = Cost.now();
      fuzzer.run(CONNECTIONS, requests, seed);
      Cost after = Cost.now();
      List<String> faults = new ArrayList<>(fuzzer.faults());
      if (after.descriptors() > before.descriptors() + 2) {
        faults.add("descriptors: " + before.descriptors() + " before, " + after.descriptors());
      }
      return new RequestFuzzRun(
          fuzzer.answered(),
          faults,
          String.format(
              Locale.ROOT,
              "heap after a collection %.1f MiB before, %.1f after; descriptors %d, %d",
              before.heap() / 1048576.0,
              after.heap() / 1048576.0,
              before.descriptors(),
              after.descriptors()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What the process holds. */
  private record Cost(long heap, int descriptors) {
    static Cost now() throws InterruptedException {
      for (int i = 0; i < 3; i++) {
        System.gc();
        Thread.sleep(100);
      }
      Runtime runtime = Runtime.getRuntime();
      return new Cost(runtime.totalMemory() - runtime.freeMemory(), open());
    }

    /** Without the files of the database's tables, which come and go with the blocks. */
    private static int open() {
      String[] all = Path.of("/proc/self/fd").toFile().list();
      return (int)
          Stream.of(Objects.requireNonNullElse(all, new String[0]))
              .filter(each -> !isTable(Path.of("/proc/self/fd", each)))
              .count();
    }

    private static boolean isTable(Path descriptor) {
      try {
        return Files.readSymbolicLink(descriptor).toString().endsWith(".sst");
      } catch (IOException closed) {
        // The one that listed them, for example.
        return false;
      }
    }
  }
}
