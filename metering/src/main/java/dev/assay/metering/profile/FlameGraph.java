package dev.assay.metering.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A profile as one HTML page that needs nothing else: widths are gas, a click or Enter zooms in, a
 * search marks names and sums them; below stand the flat tables.
 */
public final class FlameGraph {

  private static final String TITLE = "@TITLE@";
  private static final String DATA = "@DATA@";
  private static final String FAMILIES = "@FAMILIES@";
  private static final String LINES = "@LINES@";

  private FlameGraph() {}

  /** The page; {@code title} stands at its top. */
  public static String of(GasProfile profile, String title) {
    StringBuilder data = new StringBuilder();
    append(data, profile.root());
    return template()
        .replace(TITLE, escape(title))
        .replace(FAMILIES, rows(profile.families()))
        .replace(LINES, rows(profile.lines()))
        .replace(DATA, data);
  }

  private static String rows(List<GasProfile.Row> rows) {
    return rows.stream()
        .map(row -> "[" + string(row.name()) + "," + row.selfInk() + "]")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String template() {
    try (InputStream in = FlameGraph.class.getResourceAsStream("flame-graph.html")) {
      if (in == null) {
        throw new IllegalStateException("flame-graph.html is missing beside " + FlameGraph.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(StringBuilder data, GasProfile.Node node) {
    data.append("{\"k\":\"").append(node.kind()).append("\",\"n\":").append(string(node.name()));
    if (!node.where().isEmpty()) {
      data.append(",\"w\":").append(string(node.where()));
    }
    data.append(",\"c\":").append(node.calls()).append(",\"s\":").append(node.selfInk());
    data.append(",\"d\":[");
    String separator = "";
    for (GasProfile.Node child : node.children()) {
      data.append(separator);
      append(data, child);
      separator = ",";
    }
    data.append("]}");
  }

  /** A JSON string that can stand inside a script element. */
  private static String string(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '&';
      if (plain) {
        quoted.append(c);
      } else {
        quoted.append("\\u").append(hex4(c));
      }
    }
    return quoted.append('"').toString();
  }

  private static String hex4(char c) {
    String digits = Integer.toHexString(c);
    return "0".repeat(4 - digits.length()) + digits;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
