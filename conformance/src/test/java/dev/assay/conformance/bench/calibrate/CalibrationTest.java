package dev.assay.conformance.bench.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.bench.calibrate.Subject.Kind;
import dev.assay.host.HostFunctionRow;
import dev.assay.host.HostFunctions;
import dev.assay.metering.GasSchedules;
import dev.assay.vm.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that has a price is measured, and the committed report is of the prices in force. */
class CalibrationTest {
  private static final List<Subject> SUBJECTS = CalibrateCommand.subjects();

  private static Calibration committed() throws IOException {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("assay.root")));
    return Calibration.read(root.resolve("docs/calibration/assay-1.json"));
  }

  private static Set<String> wanted() {
    Set<String> names = new TreeSet<>();
    Instructions.wanted().forEach(opcode -> names.add(opcode.name()));
    for (HostFunctionRow row : HostFunctions.ALL) {
      if (!HostCalls.LEFT_OUT.containsKey(row.key())) {
        names.add(row.key());
      }
    }
    return names;
  }

  private static String name(Subject subject) {
    return subject instanceof InstructionSubject instruction
        ? instruction.opcode().name()
        : subject.name();
  }

  @ParameterizedTest
  @EnumSource
  void everyInstructionAndHostFunctionHasASubjectThatRuns(Tier tier) {
    Set<String> measured = SUBJECTS.stream().map(CalibrationTest::name).collect(Collectors.toSet());
    assertEquals(wanted(), new TreeSet<>(measured));
    for (Subject subject : SUBJECTS) {
      Subject.Program program = subject.load(tier);
      program.run(1);
      program.idle(1);
      assertTrue(program.steps() > 0, subject.label());
    }
  }

  @Test
  void theCommittedReportIsOfThePricesInForceAndTheyAreEven() throws IOException {
    Calibration report = committed();
    assertEquals(
        GasSchedules.ASSAY_1.hash(),
        report.hash(),
        "prices have changed: run assay bench calibrate and commit what it writes");
    assertEquals(SUBJECTS.size() * Tier.values().length, report.readings().size());
    assertEquals(report, CalibrateCommand.priced(report, SUBJECTS));
    assertTrue(
        report.unevenness() <= Calibration.MOST_UNEVEN,
        () -> report.worst() + " is " + report.unevenness() + " times the median");
  }

  private static Reading reading(String name, int units, double nanos, long ink) {
    return new Reading("interpreter", Kind.INSTRUCTION, name, "", units, nanos, ink);
  }

  @Test
  void aPriceThatIsTooLowIsSeen() {
    Calibration even =
        new Calibration(
            "test",
            "hash",
            "machine",
            List.of(reading("a", 0, 1, 100), reading("b", 0, 2, 200), reading("c", 0, 3, 100)));
    assertEquals(100, even.median());
    assertEquals("c", even.worst().name());
    assertEquals(3, even.unevenness(), 1e-9);
    Calibration uneven = even.with(reading("c", 0, 3, 90));
    assertEquals(3, uneven.readings().size());
    assertTrue(uneven.unevenness() > Calibration.MOST_UNEVEN);
  }

  @Test
  void eachIsJudgedByTheSlowerEngine() {
    Calibration one =
        new Calibration(
            "test", "hash", "machine", List.of(reading("a", 0, 1, 100), reading("b", 0, 2, 200)));
    Calibration both =
        one.with(new Reading("compiler", Kind.INSTRUCTION, "a", "", 0, 4, 100))
            .with(new Reading("compiler", Kind.INSTRUCTION, "b", "", 0, 0.1, 200));
    assertEquals(2, both.entries().size());
    assertEquals(List.of("interpreter", "compiler"), both.engines());
    assertEquals("compiler", both.worst().worst().engine());
    assertEquals(400, both.worst().nanosPerGas(), 1e-9);
    assertEquals(250, both.median(), 1e-9);
    assertEquals(100, both.on("interpreter").median(), 1e-9);
  }

  @Test
  void aLineIsFoundAndOneBadReadingOfManyMovesItLittle() {
    List<Reading> exact =
        java.util.stream.IntStream.of(0, 10, 100, 1_000, 10_000)
            .mapToObj(units -> reading("fill", units, 20 + 0.5 * units, 1))
            .toList();
    Line line = Line.through(exact);
    assertEquals(20, line.base(), 1e-6);
    assertEquals(0.5, line.slope(), 1e-9);
  }
}
