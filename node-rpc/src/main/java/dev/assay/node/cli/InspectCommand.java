package dev.assay.node.cli;

import dev.assay.host.inspect.Inspection;
import dev.assay.host.inspect.ModuleInspector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay inspect}: what a module is and whether it can be a contract. */
@Command(
    name = "inspect",
    description = {
      "Shows a module: imports, exports, features, limits, sizes, and what activation would say.",
      "The answer is no when the module is refused, or no schedule accepts it as a contract."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  assay inspect token.wasm",
      "  assay inspect token.wasm --disassemble user_entrypoint"
    })
public final class InspectCommand implements Subcommand {
  private static final int LARGEST_SHOWN = 20;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The module, .wasm or .wat.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  @Option(names = "--all", description = "List every limit and every function.")
  private boolean all;

  @Option(
      names = "--disassemble",
      paramLabel = "FUNC",
      description = "Print the instructions of a function, by index or name, and nothing else.")
  private @Nullable String function;

  @Override
  public ExitCode call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("started without a command line");
    }
    PrintWriter out = spec.commandLine().getOut();
    byte[] bytes = ModuleFile.read(file);
    if (function != null) {
      return disassemble(out, bytes, function);
    }
    Inspection inspection = ModuleInspector.inspect(bytes);
    if (json) {
      out.println(InspectionJson.of(inspection));
    } else {
      print(out, inspection);
    }
    out.flush();
    return answer(inspection);
  }

  private static ExitCode disassemble(PrintWriter out, byte[] bytes, String wanted) {
    String text =
        ModuleInspector.disassemble(bytes, wanted)
            .orElseThrow(() -> CommandFailure.no("the module defines no function " + wanted));
    out.print(text);
    out.flush();
    return ExitCode.OK;
  }

  private static ExitCode answer(Inspection inspection) {
    return switch (inspection) {
      case Inspection.Refused _ -> ExitCode.NO;
      case Inspection.Report report ->
          report.activations().stream().anyMatch(Inspection.Answer::isAccepted)
              ? ExitCode.OK
              : ExitCode.NO;
    };
  }

  private void print(PrintWriter out, Inspection inspection) {
    switch (inspection) {
      case Inspection.Refused refused -> out.println("refused: " + refused.reason());
      case Inspection.Report report -> print(out, report);
    }
  }

  private void print(PrintWriter out, Inspection.Report report) {
    line(out, "%s: %,d bytes", file.getFileName(), report.bytes());
    items(out, "imports", report.imports());
    items(out, "exports", report.exports());
    line(out, "%nfeatures: %s", report.features().isEmpty() ? "mvp" : join(report.features()));
    limits(out, report.limits());
    out.println("\nsections:");
    for (Inspection.SectionSize section : report.sections()) {
      line(out, "  %,10d bytes at 0x%06x  %s", section.bytes(), section.offset(), section.name());
    }
    functions(out, report.functions());
    out.println("\nactivation:");
    for (Inspection.Answer answer : report.activations()) {
      String verdict =
          answer.isAccepted()
              ? "accepted, re-entrance: " + answer.reentrancy()
              : "refused: " + answer.refusal();
      line(out, "  %-10s %,12d gas  %s", answer.schedule(), answer.gas(), verdict);
    }
  }

  private static void items(PrintWriter out, String title, List<Inspection.Item> items) {
    line(out, "%n%s: %d", title, items.size());
    for (Inspection.Item item : items) {
      line(out, "  %-9s %s: %s", item.kind(), item.name(), item.type());
    }
  }

  private void limits(PrintWriter out, List<Inspection.LimitUse> limits) {
    out.println("\nlimits (used of what a contract may have):");
    for (Inspection.LimitUse limit : limits) {
      if (all || limit.used() > 0) {
        String mark = limit.isExceeded() ? "  EXCEEDED" : "";
        line(out, "  %-22s %,12d of %,d%s", limit.limit(), limit.used(), limit.contract(), mark);
      }
    }
  }

  private void functions(PrintWriter out, List<Inspection.FunctionSize> functions) {
    int shown = all ? functions.size() : Math.min(LARGEST_SHOWN, functions.size());
    line(out, "%nfunctions: %d, the %d largest:", functions.size(), shown);
    functions.stream()
        .sorted(Comparator.comparingInt(Inspection.FunctionSize::bytes).reversed())
        .limit(shown)
        .forEach(
            size ->
                line(
                    out,
                    "  %,10d bytes %,8d instructions %5d locals  %d %s: %s",
                    size.bytes(),
                    size.instructions(),
                    size.locals(),
                    size.index(),
                    size.name(),
                    size.type()));
  }

  private static String join(List<String> words) {
    return String.join(", ", words);
  }

  private static void line(PrintWriter out, String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
