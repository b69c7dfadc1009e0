package dev.assay.metering.profile;

import dev.assay.metering.Ink;
import dev.assay.vm.isa.Category;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What an execution spent, by call path.
 *
 * @param root everything; its {@link Node#totalInk} is the ink consumed
 * @param byCategory the part spent by guest instructions, by family; empty unless instructions were
 *     watched
 * @param byLine the part of it whose source line is known, by line
 */
public record GasProfile(Node root, Map<Category, Long> byCategory, Map<String, Long> byLine) {

  public GasProfile {
    Map<Category, Long> copy = new EnumMap<>(Category.class);
    copy.putAll(byCategory);
    byCategory = Collections.unmodifiableMap(copy);
    byLine = Collections.unmodifiableSortedMap(new TreeMap<>(byLine));
  }

  /**
   * A profile whose instruction families are given by their names in lower case.
   *
   * @throws IllegalArgumentException for a name that is no family's
   */
  public static GasProfile named(
      Node root, Map<String, Long> byCategory, Map<String, Long> byLine) {
    Map<Category, Long> families = new EnumMap<>(Category.class);
    byCategory.forEach(
        (name, ink) -> families.put(Category.valueOf(name.toUpperCase(Locale.ROOT)), ink));
    return new GasProfile(root, families, byLine);
  }

  /** What a node stands for. */
  public enum Kind {
    /** The whole: a transaction or a run. */
    WHOLE,
    /** A call or creation of a contract. */
    MESSAGE,
    /** A function of the guest. */
    FUNCTION,
    /** A host function. */
    HOST
  }

  /**
   * One place in the tree: all calls of the same thing on the same path.
   *
   * @param kind what it stands for
   * @param name as people know it
   * @param where in which source line it begins; empty where that is not known
   * @param calls how often it was entered
   * @param selfInk spent by itself; negative only for the refund at the root
   * @param children what it called, in the order of first calls
   */
  public record Node(
      Kind kind, String name, String where, long calls, long selfInk, List<Node> children) {

    public Node {
      children = List.copyOf(children);
    }

    /** Spent by itself and all below it. */
    public long totalInk() {
      return children.stream().mapToLong(Node::totalInk).sum() + selfInk;
    }
  }

  /** One row of a flat view: how often a name was entered and what it spent by itself. */
  public record Row(String name, long calls, long selfInk) {

    private Row plus(Row other) {
      return new Row(name, calls + other.calls, selfInk + other.selfInk);
    }
  }

  /** The whole, in gas, rounded up as it is billed. */
  public long gas() {
    return Ink.toGasCeil(root.totalInk());
  }

  /** The rows of one kind, the dearest first, equal ones by name. */
  public List<Row> rows(Kind kind) {
    SortedMap<String, Row> rows = new TreeMap<>();
    collect(root, kind, rows);
    return rows.values().stream().sorted((a, b) -> Long.compare(b.selfInk(), a.selfInk())).toList();
  }

  /** Ink by instruction family, the dearest first. */
  public List<Row> families() {
    return sorted(byCategory, category -> category.toString().toLowerCase(Locale.ROOT));
  }

  /** Ink by source line, the dearest first; empty where no line is known. */
  public List<Row> lines() {
    return sorted(byLine, line -> line);
  }

  private static <K> List<Row> sorted(Map<K, Long> ink, Function<K, String> name) {
    return ink.entrySet().stream()
        .map(entry -> new Row(name.apply(entry.getKey()), 0, entry.getValue()))
        .sorted(Comparator.comparingLong(Row::selfInk).reversed().thenComparing(Row::name))
        .toList();
  }

  private static void collect(Node node, Kind kind, Map<String, Row> rows) {
    if (node.kind() == kind) {
      rows.merge(node.name(), new Row(node.name(), node.calls(), node.selfInk()), Row::plus);
    }
    node.children().forEach(child -> collect(child, kind, rows));
  }
}
