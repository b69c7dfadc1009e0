package dev.assay.vm.debug;

import dev.assay.vm.module.CustomSection;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Source lines by offset in the module, as ranges: a row counts from its offset to that of the
 * next.
 */
public final class SourceLines {
  /** A module without debug information. */
  public static final SourceLines NONE = new SourceLines(List.of(), List.of());

  private static final String SOURCE_MAP = "sourceMappingURL";

  private final int[] offsets;
  private final List<Row> rows;
  private final List<String> notes;

  /**
   * The beginning of a line's code.
   *
   * @param offset in the module
   * @param file as the compiler names it
   * @param line from 1; 0 where no line is known
   */
  record Row(int offset, String file, int line) {}

  private SourceLines(List<Row> unsorted, List<String> notes) {
    // where one sequence ends and another begins, the beginning counts
    this.rows =
        unsorted.stream()
            .sorted(
                Comparator.comparingInt(Row::offset)
                    .thenComparingInt(row -> row.line() == 0 ? 0 : 1))
            .toList();
    this.offsets = rows.stream().mapToInt(Row::offset).toArray();
    this.notes = List.copyOf(notes);
  }

  /** What the module itself holds: DWARF, or a source map as a data URL. */
  public static SourceLines of(WasmModule module) {
    return of(module, url -> Optional.empty());
  }

  /**
   * What the module holds or names.
   *
   * @param neighbour the file of a name that stands beside the module, if it can be read
   */
  public static SourceLines of(WasmModule module, Function<String, Optional<byte[]>> neighbour) {
    List<String> notes = new ArrayList<>();
    List<Row> rows = new ArrayList<>(new DwarfLines(module, notes).rows());
    if (rows.isEmpty()) {
      for (CustomSection section : module.customSections()) {
        if (section.name().equals(SOURCE_MAP)) {
          rows.addAll(SourceMap.rows(module.bytes(), section, neighbour, notes));
        }
      }
    }
    return rows.isEmpty() && notes.isEmpty() ? NONE : new SourceLines(rows, notes);
  }

  /** Whether no line is known. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** How many ranges there are; {@link #find} gives their numbers. */
  public int size() {
    return rows.size();
  }

  /** The number of the range that an offset lies in, or -1. */
  public int find(int offset) {
    int at = Arrays.binarySearch(offsets, offset);
    if (at < 0) {
      return -at - 2;
    }
    while (at + 1 < offsets.length && offsets[at + 1] == offset) {
      at++;
    }
    return at;
  }

  /** File and line of a range: {@code token.c:12}; empty where no line is known. */
  public String shown(int range) {
    if (range < 0 || rows.get(range).line() == 0) {
      return "";
    }
    return rows.get(range).file() + ':' + rows.get(range).line();
  }

  /** File and line of an offset; empty where no line is known. */
  public String at(int offset) {
    return shown(find(offset));
  }

  /** What was malformed and left out. */
  public List<String> notes() {
    return notes;
  }
}
