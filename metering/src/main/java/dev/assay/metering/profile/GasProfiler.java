package dev.assay.metering.profile;

import dev.assay.vm.isa.Category;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects a {@link GasProfile} while something runs. What is open forms a path; equal names on
 * equal paths are one node. Not for several threads.
 */
public final class GasProfiler {
  /** Paths end here: what a deeper recursion spends counts for the last place that is shown. */
  public static final int DEEPEST_PATH = 500;

  private int belowDeepest;
  private long spent;
  private final Deque<Open> path = new ArrayDeque<>();
  private final Map<Category, Long> byCategory = new EnumMap<>(Category.class);
  private final SortedMap<String, Long> byLine = new TreeMap<>();

  /** A profiler whose whole has a name. */
  public GasProfiler(String whole) {
    path.push(new Open(GasProfile.Kind.WHOLE, whole, ""));
  }

  /** Something begins inside what is open. */
  public void enter(GasProfile.Kind kind, String name) {
    enter(kind, name, "");
  }

  /**
   * Something begins inside what is open.
   *
   * @param where its source line, or empty
   */
  public void enter(GasProfile.Kind kind, String name, String where) {
    if (depth() == DEEPEST_PATH) {
      belowDeepest++;
      return;
    }
    Open child = top().child(kind, name, where);
    child.calls++;
    path.push(child);
  }

  /** What began last and has not ended spends ink by itself. */
  public void spend(long ink) {
    top().selfInk += ink;
    spent += ink;
  }

  /** Guest instructions of a family spent ink; says nothing about the path. */
  public void spend(Category category, long ink) {
    byCategory.merge(category, ink, Long::sum);
  }

  /** Guest instructions of a source line spent ink; says nothing about the path. */
  public void spend(String line, long ink) {
    byLine.merge(line, ink, Long::sum);
  }

  /** What began last and has not ended, ends. */
  public void leave() {
    if (belowDeepest > 0) {
      belowDeepest--;
      return;
    }
    if (path.size() == 1) {
      throw new IllegalStateException("nothing is open");
    }
    path.pop();
  }

  /** How many are open inside the whole, without what lies below the deepest path. */
  public int depth() {
    return path.size() - 1;
  }

  /** Ink spent so far, by everything. */
  public long spent() {
    return spent;
  }

  /** The profile of what has been collected. Everything has to be closed. */
  public GasProfile finish() {
    if (path.size() != 1) {
      throw new IllegalStateException(depth() + " still open: " + top().name);
    }
    return new GasProfile(top().node(), byCategory, byLine);
  }

  private Open top() {
    return path.element();
  }

  private static final class Open {
    private final GasProfile.Kind kind;
    private final String name;
    private final String where;
    private final List<Open> children = new ArrayList<>();
    private long calls;
    private long selfInk;

    Open(GasProfile.Kind kind, String name, String where) {
      this.kind = kind;
      this.name = name;
      this.where = where;
    }

    Open child(GasProfile.Kind childKind, String childName, String childWhere) {
      for (Open child : children) {
        if (child.kind == childKind && child.name.equals(childName)) {
          return child;
        }
      }
      Open child = new Open(childKind, childName, childWhere);
      children.add(child);
      return child;
    }

    GasProfile.Node node() {
      return new GasProfile.Node(
          kind, name, where, calls, selfInk, children.stream().map(Open::node).toList());
    }
  }
}
