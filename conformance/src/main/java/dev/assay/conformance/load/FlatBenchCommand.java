package dev.assay.conformance.load;

import dev.assay.conformance.faults.Faults;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench flat}: whether the millionth transaction costs what the first did. */
@Command(
    name = "flat",
    description = {
      "Sends transfers, each to an account of its own, to a node in a process of its own that"
          + " keeps",
      "its chain on disk, and prints a curve: processor time a transfer, memory, disk. Fails if a",
      "transfer costs, or the node holds, over 20 %% more in the last three twentieths than in the",
      "three after it had warmed up."
    },
    sortOptions = false,
    footer = {"", "Example:", "  nice -n 19 assay bench flat --transfers 1000000 --batch 10"})
public final class FlatBenchCommand implements Subcommand {
  private static final int POINTS = 20;

  /** Up to this point the virtual machine compiles and the caches fill. */
  private static final int WARM = 3;

  /** Files are merged and garbage is collected now and then: one point says little. */
  private static final int SPAN = 3;

  private static final double ALLOWED = 1.2;

  @Spec private CommandSpec spec;

  @Option(names = "--transfers", paramLabel = "N", description = "default: 1000000")
  private int transfers = 1_000_000;

  @Option(names = "--batch", paramLabel = "N", description = "sent together (default: 10)")
  private int batch = 10;

  @Option(names = "--heap", paramLabel = "SIZE", description = "of the node (default: 512m)")
  private String heap = "512m";

  /** The curve at one place; {@code cpuMillis} is what a transfer cost since the place before. */
  private record Point(long sent, long blocks, double cpuMillis, long mib, long diskMib) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,10d transfers %,9d blocks %8.3f ms of processor each %,6d MiB %,7d MiB on disk",
          sent,
          blocks,
          cpuMillis,
          mib,
          diskMib);
    }
  }

  @Override
  public ExitCode call() throws IOException {
    if (batch < 1 || transfers < POINTS * batch) {
      throw CommandFailure.usage("--transfers is " + POINTS + " batches or more");
    }
    Path folder = Files.createTempDirectory("assay-flat-");
    try (NodeProcess node = NodeProcess.start(heap, "--data-dir", folder.toString())) {
      return judge(curve(node, folder));
    } finally {
      Faults.delete(folder);
    }
  }

  private List<Point> curve(NodeProcess node, Path folder) throws IOException {
    List<Point> curve = new ArrayList<>();
    try (HttpConnection connection = new HttpConnection(node.url())) {
      Payments payments = new Payments(connection.quantity("eth_chainId", ""));
      long sent = 0;
      for (int i = 1; i <= POINTS; i++) {
        long target = (long) transfers * i / POINTS;
        long first = sent;
        double before = node.cpuSeconds();
        for (; sent < target; sent += batch) {
          send(connection, payments, sent);
        }
        Point point =
            new Point(
                sent,
                connection.quantity("eth_blockNumber", ""),
                1000 * (node.cpuSeconds() - before) / (sent - first),
                node.residentKib() >> 10,
                bytes(folder) >> 20);
        spec.commandLine().getOut().println(point);
        spec.commandLine().getOut().flush();
        curve.add(point);
      }
    }
    return curve;
  }

  /** One sender after the other, so that the nonces of a batch follow each other. */
  private void send(HttpConnection connection, Payments payments, long sent) throws IOException {
    long number = sent / batch;
    int sender = (int) (number % Payments.SENDERS);
    long nonce = number / Payments.SENDERS * batch;
    List<Transaction> part =
        LongStream.range(0, batch)
            .parallel()
            .mapToObj(i -> payments.payment(sender, nonce + i, account(sent + i)))
            .toList();
    String answer =
        connection.post(
            part.stream().map(Payments::request).collect(Collectors.joining(",", "[", "]")));
    if (answer.contains("\"error\"")) {
      throw new IOException("refused: " + answer.substring(0, Math.min(300, answer.length())));
    }
    String last = Payments.quoted(part.getLast().hash());
    while (!connection.ask("eth_getTransactionReceipt", last).contains("blockHash")) {
      Thread.onSpinWait();
    }
  }

  private static Address account(long index) {
    return Address.of(0x1_0000_0000L + index);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static double ratio(List<Point> late, List<Point> early, ToDoubleFunction<Point> figure) {
    return late.stream().mapToDouble(figure).sum() / early.stream().mapToDouble(figure).sum();
  }

  private ExitCode judge(List<Point> curve) {
    List<Point> warm = curve.subList(WARM, WARM + SPAN);
    List<Point> last = curve.subList(POINTS - SPAN, POINTS);
    double cost = ratio(last, warm, Point::cpuMillis);
    double memory = ratio(last, warm, Point::mib);
    int failed = (cost > ALLOWED ? 1 : 0) + (memory > ALLOWED ? 1 : 0);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "from %,d to %,d transfers: cost %.2f x, memory %.2f x%n%d passed, %d failed%n",
            warm.getLast().sent(),
            last.getLast().sent(),
            cost,
            memory,
            2 - failed,
            failed);
    return failed == 0 ? ExitCode.OK : ExitCode.NO;
  }
}
