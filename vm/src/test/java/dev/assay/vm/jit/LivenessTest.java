package dev.assay.vm.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.NumberType;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is live before each instruction of small functions with three locals. */
class LivenessTest {
  private static String liveAtEach(Consumer<CodeBuilder> body) {
    ModuleBuilder module = new ModuleBuilder();
    module.exportedFunction("f", "i32 ->", code -> body.accept(code.locals(NumberType.I32, 2)));
    CodeUnit unit = new Engine(EngineConfig.DEFAULT).load(module.build());
    FunctionCode code = FunctionCode.of(unit, unit.module().bodies().getFirst());
    List<Integer> places = IntStream.range(0, code.count()).boxed().toList();
    Liveness liveness = Liveness.at(code, places);
    return String.join(" ", places.stream().map(liveness::before).map(BitSet::toString).toList());
  }

  @Test
  void aValueIsLiveUntilItIsLastAskedFor() {
    assertEquals("{0} {} {1} {} {}", liveAtEach(code -> code.get(0).set(1).get(1).op(Opcode.DROP)));
  }

  @Test
  void aLoopHandsBackWhatItsStartAsksFor() {
    String live =
        liveAtEach(
            code -> {
              code.open(Opcode.LOOP).get(1).op(Opcode.DROP).get(0).set(1);
              code.get(0).op(Opcode.BR_IF, 0).end();
            });
    assertEquals("{0, 1} {0, 1} {0} {0} {0} {0, 1} {0, 1} {} {}", live);
  }

  @Test
  void bothSidesOfAnIfAreFollowed() {
    String live =
        liveAtEach(
            code -> {
              code.get(0).open(Opcode.IF).i32(1).set(2).op(Opcode.ELSE).get(1).set(2).end();
              code.get(2).op(Opcode.DROP);
            });
    assertEquals("{0, 1} {1} {} {} {2} {1} {} {2} {2} {} {}", live);
  }

  @Test
  void nothingIsLiveWhereTheFunctionEnds() {
    String live = liveAtEach(code -> code.op(Opcode.RETURN).get(1).op(Opcode.DROP));
    assertEquals("{} {1} {} {}", live);
  }
}
