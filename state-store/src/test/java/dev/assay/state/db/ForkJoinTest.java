package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a root on several threads. */
@Timeout(60)
class ForkJoinTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyPartIsDoneOnceAndBeforeAnythingElse(int threads) {
    try (ForkJoin forks = new ForkJoin(threads)) {
      for (int size = 0; size < 200; size++) {
        AtomicIntegerArray done = new AtomicIntegerArray(size);
        List<Runnable> parts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          int part = i;
          parts.add(() -> done.incrementAndGet(part));
        }
        forks.join(parts);
        for (int i = 0; i < size; i++) {
          assertEquals(1, done.get(i));
        }
      }
    }
  }

  /** As of accounts whose storage is large. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void partsMayHaveParts(int threads) {
    AtomicInteger done = new AtomicInteger();
    try (ForkJoin forks = new ForkJoin(threads)) {
      List<Runnable> inner = List.of(done::incrementAndGet, done::incrementAndGet);
      Runnable outer = () -> forks.join(List.of(() -> forks.join(inner), () -> forks.join(inner)));
      forks.join(List.of(outer, outer, outer));
    }
    assertEquals(12, done.get());
  }

  /** Nothing is waited for that only another thread could do. */
  @Test
  void whoAsksGoesOnWhileTheHelpersAreBusy() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(2);
    CountDownLatch free = new CountDownLatch(1);
    try (ForkJoin forks = new ForkJoin(2)) {
      List<Runnable> blocking = List.of(() -> block(busy, free), () -> block(busy, free));
      Thread other = Thread.ofPlatform().start(() -> forks.join(blocking));
      busy.await();
      AtomicInteger done = new AtomicInteger();
      try {
        forks.join(List.of(done::incrementAndGet, done::incrementAndGet, done::incrementAndGet));
      } finally {
        free.countDown();
      }
      assertEquals(3, done.get());
      other.join();
    }
  }

  private static void block(CountDownLatch busy, CountDownLatch free) {
    busy.countDown();
    try {
      free.await();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void whatAPartThrowsIsThrown(int threads) {
    RuntimeException failure = new IllegalStateException("made up");
    try (ForkJoin forks = new ForkJoin(threads)) {
      Runnable failing =
          () -> {
            throw failure;
          };
      assertSame(
          failure,
          assertThrows(
              RuntimeException.class, () -> forks.join(List.of(() -> {}, failing, () -> {}))));
    }
  }

  @ParameterizedTest
  @CsvSource({"999, false", "1000, true", "1001, true"})
  void fewChangesAreNotWorthParts(int changes, boolean worthwhile) {
    try (ForkJoin alone = new ForkJoin(1);
        ForkJoin two = new ForkJoin(2)) {
      assertFalse(alone.worthwhile(changes));
      assertEquals(worthwhile, two.worthwhile(changes));
    }
  }
}
