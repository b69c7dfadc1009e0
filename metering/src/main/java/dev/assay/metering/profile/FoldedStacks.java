package dev.assay.metering.profile;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The form that flame-graph tools read: a line {@code outer;inner;innermost INK} for every path
 * that spent something by itself.
 */
public final class FoldedStacks {

  private final StringBuilder text = new StringBuilder();
  private final Deque<String> path = new ArrayDeque<>();

  private FoldedStacks() {}

  /** The profile's lines, in the order of first calls. */
  public static String of(GasProfile profile) {
    FoldedStacks folded = new FoldedStacks();
    folded.append(profile.root());
    return folded.text.toString();
  }

  private void append(GasProfile.Node node) {
    path.addLast(node.name().replace(';', ',').replace('\n', ' '));
    if (node.selfInk() > 0) {
      text.append(String.join(";", path)).append(' ').append(node.selfInk()).append('\n');
    }
    node.children().forEach(this::append);
    path.removeLast();
  }
}
