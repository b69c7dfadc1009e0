package dev.assay.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.assay.host.Cancellation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  @Test
  void whatOutlastsItsTimeIsCancelled() {
    try (Deadlines deadlines = new Deadlines(Duration.ofMillis(20))) {
      Cancellation late = new Cancellation();
      try (Deadlines.Running _ = deadlines.begin(late)) {
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> {
              while (!late.isCancelled()) {
                Thread.sleep(1);
              }
            });
      }
    }
  }

  @Test
  void whatHasEndedIsForgottenAtOnce() {
    try (Deadlines deadlines = new Deadlines(Duration.ofHours(1))) {
      Cancellation inTime = new Cancellation();
      try (Deadlines.Running _ = deadlines.begin(inTime)) {
        assertEquals(1, deadlines.running());
      }
      assertEquals(0, deadlines.running());
      assertFalse(inTime.isCancelled());
    }
  }
}
