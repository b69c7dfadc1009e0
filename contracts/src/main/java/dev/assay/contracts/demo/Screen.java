package dev.assay.contracts.demo;

import static java.util.stream.Collectors.joining;

import dev.assay.node.cli.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Steps with ticks, and tables. Colour and overwriting only where a person is watching. */
final class Screen {
  private static final int TEXT_WIDTH = 74;
  private static final String INDENT = "      ";

  private enum Style {
    BOLD("\u001b[1m"),
    DIM("\u001b[2m"),
    GREEN("\u001b[32m"),
    RED("\u001b[31m");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  private final PrintWriter out;
  private final boolean terminal;

  Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A screen for standard output as it is: a person's terminal, or a file. */
  static Screen standard(PrintWriter out) {
    return new Screen(out, Terminal.hasColour());
  }

  void title(String text) {
    out.println();
    out.println("  " + style(Style.BOLD, text));
    out.println();
    out.flush();
  }

  /** Does one thing, says what, and on a terminal says so before it is done. */
  <T> T step(String what, Supplier<T> work) {
    return step(what, work, result -> "");
  }

  /** The same with a figure that comes out of it, such as the gas. */
  <T> T step(String what, Supplier<T> work, Function<T, String> figure) {
    if (terminal) {
      out.print("  \u00b7 " + what);
      out.flush();
    }
    Instant start = Instant.now();
    try {
      T result = work.get();
      tick(what, figure.apply(result), Duration.between(start, Instant.now()));
      return result;
    } catch (RuntimeException e) {
      out.println((terminal ? "\r  " : "  ") + style(Style.RED, "\u2717 ") + what);
      out.flush();
      throw e;
    }
  }

  /** More about the last step. */
  void detail(String text) {
    out.println(INDENT + style(Style.DIM, text));
    out.flush();
  }

  void line(String text) {
    out.println("  " + text);
    out.flush();
  }

  /** Columns as wide as they need to be; numbers to the right. */
  void table(List<String> header, List<List<String>> rows) {
    List<Column> columns =
        IntStream.range(0, header.size()).mapToObj(i -> Column.of(header.get(i), rows, i)).toList();
    out.println();
    out.println(INDENT + style(Style.DIM, row(header, columns)));
    rows.forEach(row -> out.println(INDENT + row(row, columns)));
    out.println();
    out.flush();
  }

  private record Column(int width, boolean number) {
    static Column of(String title, List<List<String>> rows, int index) {
      List<String> cells = rows.stream().map(row -> row.get(index)).toList();
      int width = cells.stream().mapToInt(String::length).max().orElse(0);
      return new Column(
          Math.max(title.length(), width),
          cells.stream().allMatch(cell -> cell.matches("([0-9,.]+( ?%)?)?")));
    }

    String align(String cell) {
      String padding = " ".repeat(width - cell.length());
      return number ? padding + cell : cell + padding;
    }
  }

  private static String row(List<String> cells, List<Column> columns) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> columns.get(i).align(cells.get(i)))
        .collect(joining("   "))
        .stripTrailing();
  }

  private void tick(String what, String figure, Duration took) {
    out.println(
        (terminal ? "\r  " : "  ")
            + style(Style.GREEN, "\u2713 ")
            + what
            + " ".repeat(Math.max(1, TEXT_WIDTH - what.length() - figure.length()))
            + figure
            + style(Style.DIM, "%7d ms".formatted(took.toMillis())));
    out.flush();
  }

  private String style(Style style, String text) {
    return terminal ? style.code + text + "\u001b[0m" : text;
  }
}
