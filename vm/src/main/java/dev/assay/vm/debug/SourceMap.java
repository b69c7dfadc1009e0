package dev.assay.vm.debug;

import dev.assay.vm.debug.DebugReader.Malformed;
import dev.assay.vm.debug.SourceLines.Row;
import dev.assay.vm.module.CustomSection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A source map of version 3, whose generated columns are offsets in the module. Source: ECMA-426;
 * WebAssembly tool conventions.
 */
final class SourceMap {
  private static final String EMBEDDED = "data:";
  private static final String BASE64 = ";base64,";
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final String mappings;
  private final List<String> sources;
  private int at;

  private SourceMap(String mappings, List<String> sources) {
    this.mappings = mappings;
    this.sources = sources;
  }

  /** The rows of the map that a section names. */
  static List<Row> rows(
      byte[] bytes,
      CustomSection section,
      Function<String, Optional<byte[]>> neighbour,
      List<String> notes) {
    try {
      DebugReader in = new DebugReader(bytes, section.start(), section.length());
      String url = in.text(in.unsigned());
      byte[] map = content(url, neighbour);
      if (map == null) {
        notes.add("source map " + shortened(url) + " cannot be read");
        return List.of();
      }
      JsonScanner json = new JsonScanner(new String(map, StandardCharsets.UTF_8));
      json.scan();
      return new SourceMap(json.text("mappings"), json.list("sources")).rows();
    } catch (Malformed | IllegalArgumentException e) {
      notes.add("source map: " + e.getMessage());
      return List.of();
    }
  }

  private static String shortened(String url) {
    return url.length() <= 80 ? url : url.substring(0, 80) + "…";
  }

  private static byte @Nullable [] content(
      String url, Function<String, Optional<byte[]>> neighbour) {
    if (!url.startsWith(EMBEDDED)) {
      return neighbour.apply(url).orElse(null);
    }
    int data = url.indexOf(BASE64);
    return data < 0 ? null : Base64.getDecoder().decode(url.substring(data + BASE64.length()));
  }

  /** Segments: offset, source, line and column, each the difference to the one before. */
  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    long offset = 0;
    long source = 0;
    long line = 0;
    while (at < mappings.length() && mappings.charAt(at) != ';') {
      offset += number();
      String file = "";
      long shown = 0;
      if (inSegment()) {
        source += number();
        line += number();
        number(); // column
        file = source >= 0 && source < sources.size() ? sources.get((int) source) : "?";
        shown = Math.clamp(line + 1, 0, Integer.MAX_VALUE);
      }
      if (inSegment()) {
        number(); // name
      }
      if (offset >= 0 && offset <= Integer.MAX_VALUE) {
        rows.add(new Row((int) offset, file, (int) shown));
      }
      if (at < mappings.length() && mappings.charAt(at) == ',') {
        at++;
      }
    }
    return rows;
  }

  private boolean inSegment() {
    return at < mappings.length() && mappings.charAt(at) != ',' && mappings.charAt(at) != ';';
  }

  /** A signed number in base 64, five bits a digit, the lowest first, the sign lowest of all. */
  private long number() {
    long value = 0;
    for (int shift = 0; shift < 60; shift += 5) {
      int digit = at < mappings.length() ? DIGITS.indexOf(mappings.charAt(at)) : -1;
      if (digit < 0) {
        throw new IllegalArgumentException("no number at character " + at + " of the mappings");
      }
      at++;
      value |= (long) (digit & 31) << shift;
      if (digit < 32) {
        return (value & 1) == 0 ? value >> 1 : -(value >> 1);
      }
    }
    throw new IllegalArgumentException("number too long at character " + at + " of the mappings");
  }
}
