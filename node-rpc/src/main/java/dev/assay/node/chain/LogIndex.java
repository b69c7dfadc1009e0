package dev.assay.node.chain;

import dev.assay.state.chain.LogsBloom;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blooms of all blocks turned on their side: for each of the 2,048 bits the heights whose bloom
 * has it, as variable-length differences, so that a search reads the few lists it asks about
 * instead of every header. About a dozen bytes for a block with one event, none for a block
 * without. Lives in memory and is read from the headers again after a start.
 *
 * <p>Lists only grow at their end, so a search takes their lengths under the lock and reads them
 * outside: it never holds up the writer.
 */
final class LogIndex {
  private final @Nullable Heights[] byBit = new Heights[8 * LogsBloom.SIZE];
  private Heights withLogs = new Heights();
  private long next;
  private int generation;

  /** What a log must have: for each group at least one of its addresses or topics. */
  record Query(List<List<int[]>> groups) {
    static Query of(List<Address> addresses, List<List<Hash>> topics) {
      List<List<int[]>> groups = new ArrayList<>();
      groups.add(addresses.stream().map(LogsBloom::bitsOf).toList());
      topics.forEach(
          position -> groups.add(position.stream().map(LogsBloom::bitsOfTopic).toList()));
      return new Query(groups.stream().filter(group -> !group.isEmpty()).toList());
    }
  }

  /** Ascending heights; what is below {@code length} never changes. */
  private static final class Heights {
    private byte[] bytes = {};
    private int length;
    private long last = -1;

    void append(long height) {
      long difference = height - last;
      if (length + 10 > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(16, bytes.length * 3 / 2 + 10));
      }
      while (difference > 0x7f) {
        bytes[length++] = (byte) (difference | 0x80);
        difference >>>= 7;
      }
      bytes[length++] = (byte) difference;
      last = height;
    }

    Snapshot snapshot() {
      return new Snapshot(bytes, length);
    }
  }

  private record Snapshot(byte[] bytes, int length) {
    static final Snapshot NONE = new Snapshot(new byte[0], 0);

    /** The heights in a range, as bits from {@code from} on. */
    BitSet within(long from, long to) {
      BitSet found = new BitSet();
      long height = -1;
      for (int i = 0; i < length; ) {
        long difference = 0;
        int shift = 0;
        byte part;
        do {
          part = bytes[i++];
          difference |= (long) (part & 0x7f) << shift;
          shift += 7;
        } while (part < 0);
        height += difference;
        if (height > to) {
          break;
        }
        if (height >= from) {
          found.set((int) (height - from));
        }
      }
      return found;
    }
  }

  /** The first height that is not in the index. */
  synchronized long next() {
    return next;
  }

  /** Changes whenever heights are taken out. */
  synchronized int generation() {
    return generation;
  }

  /** Takes in a block, if it is the next one of the chain as it was at that generation. */
  synchronized void append(long number, LogsBloom bloom, int asOf) {
    if (number != next || asOf != generation) {
      return;
    }
    next = number + 1;
    if (bloom.equals(LogsBloom.EMPTY)) {
      return;
    }
    withLogs.append(number);
    bloom.forEachBit(bit -> heights(bit).append(number));
  }

  private Heights heights(int bit) {
    Heights known = byBit[bit];
    if (known == null) {
      known = new Heights();
      byBit[bit] = known;
    }
    return known;
  }

  /** Takes out the heights above one. */
  synchronized void truncate(long head) {
    generation++;
    next = Math.min(next, head + 1);
    withLogs = truncated(withLogs, head);
    for (int bit = 0; bit < byBit.length; bit++) {
      Heights heights = byBit[bit];
      if (heights != null && heights.last > head) {
        byBit[bit] = truncated(heights, head);
      }
    }
  }

  private static Heights truncated(Heights heights, long head) {
    if (heights.last <= head) {
      return heights;
    }
    Heights kept = new Heights();
    heights.snapshot().within(0, head).stream().forEach(kept::append);
    return kept;
  }

  /**
   * The heights in a range whose blocks may have what is asked for, as bits from {@code from} on.
   * Some may turn out not to.
   */
  BitSet candidates(Query query, long from, long to) {
    BitSet found = null;
    for (List<int[]> group : query.groups()) {
      BitSet any = new BitSet();
      group.forEach(term -> any.or(withAll(term, from, to)));
      found = intersection(found, any);
    }
    return found == null ? snapshotOfAll().within(from, to) : found;
  }

  private BitSet withAll(int[] bits, long from, long to) {
    BitSet found = null;
    for (int bit : bits) {
      if (found == null || !found.isEmpty()) {
        found = intersection(found, snapshot(bit).within(from, to));
      }
    }
    return found == null ? new BitSet() : found;
  }

  private static BitSet intersection(@Nullable BitSet left, BitSet right) {
    if (left != null) {
      right.and(left);
    }
    return right;
  }

  private synchronized Snapshot snapshotOfAll() {
    return withLogs.snapshot();
  }

  private synchronized Snapshot snapshot(int bit) {
    Heights heights = byBit[bit];
    return heights == null ? Snapshot.NONE : heights.snapshot();
  }
}
