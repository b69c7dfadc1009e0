package dev.assay.node.rpc.eth;

import dev.assay.host.CallRequest;
import dev.assay.state.types.Bytes;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which calls have lately taken so little time that handing one over to a worker would cost more.
 * Remembers functions of contracts, and of those that share a place the sum: to be wrong costs
 * time, and no result depends on it.
 */
final class BriefCalls {
  /** What a call may take to count as brief, in nanoseconds: a few times the way to a worker. */
  static final long BRIEF_NANOS = 100_000;

  /** A call that took so long keeps its function from the connections' threads for a while. */
  static final long LONG_NANOS = 1_000_000;

  /** How often in a row a function has to be brief before the next call of it is expected to be. */
  static final int PROVEN = 8;

  private static final int MOST = 2 * PROVEN;
  private static final int PLACES = 1 << 12;
  private static final int SELECTOR_BYTES = 4;

  private final AtomicIntegerArray briefInARow = new AtomicIntegerArray(PLACES);

  /** Whether this call should be brief. */
  boolean expects(CallRequest call) {
    return briefInARow.get(place(call)) >= PROVEN;
  }

  /** Takes note of how long a call was. One that was neither brief nor long changes little. */
  void took(CallRequest call, long nanos) {
    int place = place(call);
    int before = briefInARow.get(place);
    if (nanos < BRIEF_NANOS) {
      briefInARow.set(place, Math.min(before + 1, MOST));
    } else if (nanos < LONG_NANOS) {
      briefInARow.set(place, Math.max(before - 1, 0));
    } else {
      briefInARow.set(place, 0);
    }
  }

  private static int place(CallRequest call) {
    Bytes data = call.data();
    int function = data.slice(0, Math.min(SELECTOR_BYTES, data.size())).hashCode();
    int hash = (31 * Objects.hashCode(call.to()) + function) * 0x9E37_79B9;
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(PLACES));
  }
}
