package dev.assay.metering.profile;

import dev.assay.metering.Ink;
import dev.assay.vm.isa.Category;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an execution spent, by call path.
 *
 * @param root everything; its {@link Node#totalInk} is the ink consumed
 * @param byCategory the part spent by guest instructions, by family; empty unless instructions were
 *     watched
 */
public record GasProfile(Node root, Map<Category, Long> byCategory) {

  public GasProfile {
    Map<Category, Long> copy = new EnumMap<>(Category.class);
    copy.putAll(byCategory);
    byCategory = Collections.unmodifiableMap(copy);
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
   * @param calls how often it was entered
   * @param selfInk spent by itself; negative only for the refund at the root
   * @param children what it called, in the order of first calls
   */
  public record Node(Kind kind, String name, long calls, long selfInk, List<Node> children) {

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

  private static void collect(Node node, Kind kind, Map<String, Row> rows) {
    if (node.kind() == kind) {
      rows.merge(node.name(), new Row(node.name(), node.calls(), node.selfInk()), Row::plus);
    }
    node.children().forEach(child -> collect(child, kind, rows));
  }
}
