package dev.assay.conformance.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.programs.Ending.Failed;
import dev.assay.conformance.programs.Ending.Returned;
import dev.assay.conformance.programs.Ending.Reverted;
import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import dev.assay.contracts.Contracts;
import dev.assay.contracts.LocalChain;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProgramListTest {
  private static final List<String> COUNTER =
      List.of(
          "# a comment",
          "mine/counter.wasm",
          "  deploy counter",
          "  call count() -> 0",
          "  send increment() with 0",
          "  call count() -> 1",
          "  call count() -> 2");

  @Test
  void theKnownProgramsAreAtLeastThirtyAndNoneTwice() throws IOException {
    List<Program> known = ProgramList.known();
    assertTrue(known.size() >= 30, () -> known.size() + " programs");
    assertEquals(known.size(), new TreeSet<>(known.stream().map(Program::path).toList()).size());
    assertTrue(known.stream().noneMatch(program -> program.steps().isEmpty()));
  }

  @Test
  void aListIsReadStepByStep() {
    Program program = ProgramList.parse(COUNTER).getFirst();
    assertEquals("mine/counter.wasm", program.path());
    assertEquals(
        List.of(
            new Step.Deploy("counter"),
            new Step.Call("count()", new Returned("0")),
            new Step.Send("increment()", "0"),
            new Step.Call("count()", new Returned("1")),
            new Step.Call("count()", new Returned("2"))),
        program.steps());
    List<Step> endings =
        ProgramList.parse(List.of("x", " call 0x -> revert 0x01", " call 0x -> fails a b"))
            .getFirst()
            .steps();
    assertEquals(
        List.of(new Step.Call("0x", new Reverted("0x01")), new Step.Call("0x", new Failed("a b"))),
        endings);
  }

  @Test
  void aLineThatIsNoneIsNamed() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> ProgramList.parse(List.of("x", "  jump 1")));
    assertEquals("line 2:   jump 1", error.getMessage());
  }

  @Test
  void dataIsDigitsSelectorsWordsAndAddresses() {
    assertEquals("0xa9059cbb", CallText.data("transfer(address,uint256)", name -> ""));
    assertEquals("0x00aa" + "f".repeat(64) + "bb", CallText.data("0x00{x} -1 0xBB", name -> "aa"));
  }

  @Test
  void anExpectedFailureIsPartOfTheOneSeen() {
    assertTrue(new Failed("memory").allows(new Failed("out of memory")));
    assertFalse(new Failed("memory").allows(new Reverted("memory")));
    assertFalse(new Returned("0x").allows(new Reverted("0x")));
  }

  @Test
  void stepsRunOnAChainAndAWrongAnswerFails() {
    Program program = ProgramList.parse(COUNTER).getFirst();
    try (LocalChain local = LocalChain.start();
        DevChain chain = new DevChain(local.rpcUrl())) {
      byte[] wasm = Contracts.COUNTER.load().wasm();
      List<Case> cases = new ProgramRunner(chain).run(program, wasm);
      assertEquals(
          List.of(Verdict.PASSED, Verdict.PASSED, Verdict.PASSED, Verdict.PASSED, Verdict.FAILED),
          cases.stream().map(Case::verdict).toList());
      List<Case> refused =
          new ProgramRunner(chain)
              .run(ProgramList.parse(List.of("x", " refuse EVM")).getFirst(), new byte[] {0x60});
      assertEquals(Verdict.PASSED, refused.getFirst().verdict(), () -> refused.toString());
    }
  }
}
