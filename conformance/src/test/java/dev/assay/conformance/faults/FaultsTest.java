package dev.assay.conformance.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.conformance.report.Verdict;
import dev.assay.state.db.FaultPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Short versions of {@code assay conformance faults}. */
class FaultsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(FaultPoint.class)
  void nothingAcknowledgedIsLostAtAFaultPoint(FaultPoint point)
      throws IOException, InterruptedException {
    assertEquals(2, new Faults(folder, 5).point(point, 2).of(Outcome.HARMLESS));
  }

  @Test
  void nothingAcknowledgedIsLostByAKill() throws IOException, InterruptedException {
    assertEquals(3, new Faults(folder, 6).kill(3).of(Outcome.HARMLESS));
  }

  @Test
  void noDamageIsSilent() throws IOException {
    Faults faults = new Faults(folder, 7);
    assertEquals(0, faults.flips("tables", Faults::isTable, 6).of(Outcome.SILENT));
    assertEquals(0, faults.flips("WAL", Faults::isLog, 6).of(Outcome.SILENT));
    assertEquals(0, faults.truncations(6).of(Outcome.SILENT));
    assertEquals(0, faults.flips("marker", Faults::isMarker, 6).of(Outcome.SILENT));
  }

  @ParameterizedTest
  @EnumSource
  void aFullDiskIsRefusedAndLeftBehindWithoutARestart(DiskFull.Moment moment)
      throws IOException, InterruptedException {
    DiskFull.Result result = DiskFull.run(folder.resolve("tmpfs"), 8, moment);
    if (result.verdict() == Verdict.SKIPPED) {
      System.out.println("disk full " + result.text());
    }
    assumeTrue(result.verdict() != Verdict.SKIPPED, result.text());
    assertEquals(Verdict.PASSED, result.verdict(), result.text());
  }

  @Test
  void underLoadFilesAndRootsStayAsTheyShouldBe() throws IOException, InterruptedException {
    assumeTrue(Leaks.isMeasurable(), "there is no /proc here");
    Load.Result result = Load.run(folder, 10, Duration.ofSeconds(4), 1 << 20, 64, sample -> {});
    assertTrue(result.passed(), result.toString());
    assertTrue(result.late().files() > 0, result.toString());
  }

  @Test
  void openingAndClosingHoldsNothingBack() throws IOException {
    assumeTrue(Leaks.isMeasurable(), "there is no /proc here");
    Leaks[] held = Leaks.ofCycles(folder, 9, 40);
    assertTrue(held[1].files() <= held[0].files() + 2, held[0] + " to " + held[1]);
  }
}
