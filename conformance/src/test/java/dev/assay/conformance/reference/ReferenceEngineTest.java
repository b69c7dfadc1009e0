package dev.assay.conformance.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.ResourceLimits;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The reference engine against sums worked out by hand. */
class ReferenceEngineTest {
  private static final ResourceLimits LIMITS = ResourceLimits.DEFAULT.withCallSlots(1_000);

  private static Outcome run(String type, long argument, long limit, Consumer<CodeBuilder> body) {
    ModuleBuilder module = new ModuleBuilder();
    module.memory(1);
    int function = module.function(type, body);
    module.export("f", ExternalKind.FUNCTION, function);
    Scenario scenario =
        new Scenario(
            Scenario.load(module.build()),
            List.of(
                new Scenario.Call(
                    function, type.startsWith("->") ? List.of() : List.of(argument))));
    return new ReferenceEngine(InstructionCosts.UNIT, LIMITS).run(scenario, limit);
  }

  @Test
  void fallingIntoAnEndPaysForItAndABranchLandsBehindIt() {
    Consumer<CodeBuilder> body =
        code -> code.open(Opcode.BLOCK).get(0).op(Opcode.BR_IF, 0).op(Opcode.NOP).end();
    assertEquals(
        3 + 1, run("i32 ->", 1, 100, body).inkUsed(), "block, get, br_if; end of function");
    assertEquals(5 + 1, run("i32 ->", 0, 100, body).inkUsed(), "block, get, br_if, nop, end; end");
  }

  @Test
  void aLoopIsEnteredOnceAndItsBodyPaidEachTime() {
    Consumer<CodeBuilder> body =
        code ->
            code.open(Opcode.LOOP)
                .get(0)
                .i32(1)
                .op(Opcode.I32_SUB)
                .tee(0)
                .op(Opcode.BR_IF, 0)
                .end();
    assertEquals(1 + 5 * 10 + 1 + 1, run("i32 ->", 10, 1_000, body).inkUsed());
  }

  @Test
  void anArmThatReachesElsePaysForItAndSkipsTheEnd() {
    Consumer<CodeBuilder> body =
        code -> code.get(0).open(Opcode.IF).op(Opcode.ELSE).op(Opcode.NOP).end();
    assertEquals(3 + 1, run("i32 ->", 1, 100, body).inkUsed(), "get, if, else; end of function");
    assertEquals(4 + 1, run("i32 ->", 0, 100, body).inkUsed(), "get, if, nop, end; end");
  }

  @Test
  void theFirstInstructionThatCannotBePaidEndsTheRunAndTakesEverything() {
    Outcome outcome = run("->", 0, 2, code -> code.op(Opcode.NOP).op(Opcode.NOP).op(Opcode.NOP));
    Outcome.Ending ending = outcome.endings().getLast();
    assertEquals(TrapCode.OUT_OF_GAS, ending.trap());
    assertEquals(2, ending.inkUsed());
    assertNull(outcome.state());
  }

  @Test
  void aTrapPaysForItsInstructionAndNothingAfter() {
    Outcome outcome =
        run("->", 0, 100, code -> code.op(Opcode.NOP).op(Opcode.UNREACHABLE).op(Opcode.NOP));
    assertEquals(TrapCode.UNREACHABLE, outcome.endings().getLast().trap());
    assertEquals(2, outcome.inkUsed());
  }
}
