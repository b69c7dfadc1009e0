package dev.assay.vm.jit;

import dev.assay.vm.isa.Opcode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which locals hold a value that somebody may still ask for, at chosen instructions. Found walking
 * backwards; again, where loops hand back what their starts ask for, until nothing is added.
 */
final class Liveness {
  /** Walks after which every local counts as live at the start of a loop that still adds some. */
  private static final int MOST_WALKS = 12;

  /** A block, loop or if during the walk, from its end to its start. */
  private static final class Open {
    final int start;
    final BitSet behind;

    /** Before the else branch; behind the end where there is none. */
    BitSet otherwise;

    Open(int start, BitSet behind) {
      this.start = start;
      this.behind = behind;
      this.otherwise = behind;
    }
  }

  private final FunctionCode code;
  private final Map<Integer, BitSet> loops = new TreeMap<>();
  private final Map<Integer, BitSet> before = new TreeMap<>();
  private final List<Open> open = new ArrayList<>();
  private BitSet live = new BitSet();

  private Liveness(FunctionCode code, List<Integer> places) {
    this.code = code;
    places.forEach(place -> before.put(place, new BitSet()));
  }

  /** Finds the locals that are live before each of these instructions and at all loops. */
  static Liveness at(FunctionCode code, List<Integer> places) {
    Liveness liveness = new Liveness(code, places);
    int walks = 1;
    while (liveness.walk(walks >= MOST_WALKS)) {
      walks++;
    }
    return liveness;
  }

  /** The live locals before an instruction that was asked for. */
  BitSet before(int place) {
    return (BitSet) before.getOrDefault(place, new BitSet()).clone();
  }

  private boolean walk(boolean isLast) {
    boolean changed = false;
    live = new BitSet();
    for (int i = code.count() - 1; i >= 0; i--) {
      changed |= step(i, isLast);
      BitSet noted = before.get(i);
      if (noted != null) {
        noted.or(live);
      }
    }
    return changed;
  }

  private boolean step(int i, boolean isLast) {
    int index = code.indices[i];
    switch (code.opcodes[i]) {
      case LOCAL_GET -> live.set(index);
      case LOCAL_SET, LOCAL_TEE -> live.clear(index);
      case END -> {
        if (i < code.count() - 1) {
          open.add(new Open(code.starts[i], (BitSet) live.clone()));
        }
      }
      case ELSE -> {
        Open at = open.getLast();
        at.otherwise = live;
        live = (BitSet) at.behind.clone();
      }
      case IF -> live.or(open.removeLast().otherwise);
      case BLOCK -> open.removeLast();
      case LOOP -> {
        open.removeLast();
        return closeLoop(i, isLast);
      }
      case BR -> live = target(index);
      case BR_IF -> live.or(target(index));
      case BR_TABLE -> {
        live = new BitSet();
        for (int depth : code.labels[i]) {
          live.or(target(depth));
        }
      }
      case RETURN, UNREACHABLE, RETURN_CALL, RETURN_CALL_INDIRECT -> live = new BitSet();
      default -> {}
    }
    return false;
  }

  private boolean closeLoop(int start, boolean isLast) {
    BitSet known = loops.computeIfAbsent(start, at -> new BitSet());
    BitSet sum = (BitSet) known.clone();
    sum.or(live);
    if (sum.equals(known)) {
      return false;
    }
    if (isLast) {
      sum.set(0, code.localTypes.size());
    }
    loops.put(start, sum);
    return true;
  }

  /** What is live where a branch of this depth leads. */
  private BitSet target(int depth) {
    int place = open.size() - 1 - depth;
    if (place < 0) {
      return new BitSet();
    }
    Open to = open.get(place);
    BitSet there =
        code.opcodes[to.start] == Opcode.LOOP
            ? loops.getOrDefault(to.start, new BitSet())
            : to.behind;
    return (BitSet) there.clone();
  }

  /** What is live where control goes on when it leaves a region, at its end or by a branch. */
  BitSet behind(Region region) {
    BitSet result = before(region.to());
    int depth = 0;
    for (int i = region.from(); i < region.to(); i++) {
      switch (code.opcodes[i]) {
        case BLOCK, LOOP, IF -> depth++;
        case END -> depth--;
        case BR, BR_IF -> addTarget(result, region, code.indices[i] - depth);
        case BR_TABLE -> {
          for (int label : code.labels[i]) {
            addTarget(result, region, label - depth);
          }
        }
        default -> {}
      }
    }
    return result;
  }

  private void addTarget(BitSet result, Region region, int outside) {
    int place = region.enclosing().size() - 1 - outside;
    if (outside < 0 || place < 0) {
      return;
    }
    int start = region.enclosing().get(place);
    result.or(
        code.opcodes[start] == Opcode.LOOP
            ? loops.getOrDefault(start, new BitSet())
            : before(code.end(start) + 1));
  }

  /** The instructions to ask for before {@link #behind} and {@link #before} of such regions. */
  static List<Integer> places(FunctionCode code, List<Region> regions) {
    List<Integer> places = new ArrayList<>();
    for (Region region : regions) {
      places.add(region.from());
      places.add(region.to());
      region.enclosing().forEach(start -> places.add(code.end(start) + 1));
    }
    return places;
  }
}
