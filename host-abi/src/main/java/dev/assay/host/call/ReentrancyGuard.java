package dev.assay.host.call;

import dev.assay.metering.ReentrancyPolicy;
import dev.assay.state.types.Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows whose storage the running frames work on, and decides whether one more may join.
 *
 * <p>The lock is the storage owner, not the code: a library that a contract runs by delegate call
 * holds the contract's lock, so a call from the library back into the contract is a re-entry, while
 * the delegate call itself is none. Nothing is stored: a frame's entry goes when the frame goes.
 */
public final class ReentrancyGuard {
  private final List<Entry> frames = new ArrayList<>();

  private record Entry(Address owner, boolean delegate) {}

  ReentrancyGuard() {}

  /** Whether a message enters a contract that a frame works for already. */
  boolean isReentry(Message message) {
    return message.kind() != Message.Kind.DELEGATECALL && isRunning(message.recipient());
  }

  /** Whether a program with a policy may be re-entered by this message now. */
  boolean admits(Message message, ReentrancyPolicy policy) {
    return switch (policy) {
      case DENY -> false;
      case ALLOW_SELF -> frames.getLast().owner.equals(message.recipient());
      case ALLOW_VIEW -> message.readOnly();
      case ALLOW -> true;
    };
  }

  private boolean isRunning(Address owner) {
    for (Entry entry : frames) {
      if (entry.owner.equals(owner)) {
        return true;
      }
    }
    return false;
  }

  /** A frame begins. */
  void enter(Message message) {
    frames.add(new Entry(message.recipient(), message.kind() == Message.Kind.DELEGATECALL));
  }

  /** The frame that began last ends. */
  void leave() {
    frames.removeLast();
  }

  /** Whether more than one frame, delegate calls not counted, runs the contract. */
  boolean isReentrant(Address owner) {
    int count = 0;
    for (Entry entry : frames) {
      if (!entry.delegate && entry.owner.equals(owner)) {
        count++;
      }
    }
    return count > 1;
  }
}
