package dev.assay.node.chain;

import dev.assay.host.Cancellation;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Cancels executions that outlast their time. Somebody looks at those that run {@value #LOOKS}
 * times in that span, so that an execution lasts at most a {@value #LOOKS}th longer; a timer for
 * each of them cost as much as a small call.
 */
final class Deadlines implements AutoCloseable {
  private static final int LOOKS = 256;

  /** An execution that has to end by a moment of {@link System#nanoTime}. */
  final class Running implements AutoCloseable {
    private final Cancellation cancellation;
    private final long end;

    private Running(Cancellation cancellation, long end) {
      this.cancellation = cancellation;
      this.end = end;
    }

    private void endIfLate(long now) {
      if (now - end >= 0) {
        cancellation.cancel();
      }
    }

    @Override
    public void close() {
      running.remove(this);
    }
  }

  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final Duration span;
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("assay-timer").daemon().unstarted(task));

  /** Deadlines so long after each start. */
  Deadlines(Duration span) {
    this.span = span;
    long pause = Math.max(1, span.toNanos() / LOOKS);
    watcher.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.NANOSECONDS);
  }

  /** The execution that this stops begins now, and ends when the answer is closed. */
  Running begin(Cancellation cancellation) {
    return begin(cancellation, span);
  }

  /** The same with less time. */
  Running begin(Cancellation cancellation, Duration time) {
    Running begun = new Running(cancellation, System.nanoTime() + time.toNanos());
    running.add(begun);
    return begun;
  }

  /** How many executions have begun and not ended. */
  int running() {
    return running.size();
  }

  private void look() {
    long now = System.nanoTime();
    running.forEach(each -> each.endIfLate(now));
  }

  @Override
  public void close() {
    watcher.shutdownNow();
  }
}
