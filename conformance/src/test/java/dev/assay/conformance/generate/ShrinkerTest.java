package dev.assay.conformance.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.reference.Scenario;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ModuleError;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  @Test
  void keepsWhatThePropertyNeedsAndLittleElse() {
    ModuleTree start =
        LongStream.range(0, 1_000)
            .mapToObj(seed -> ModuleGenerator.generate(seed, Profile.CONTRACT))
            .filter(tree -> tree.size() > 100 && multiplies(tree))
            .findFirst()
            .orElseThrow();
    ModuleTree small = Shrinker.shrink(start, tree -> isValid(tree) && multiplies(tree));
    assertTrue(isValid(small) && multiplies(small));
    assertTrue(small.size() < 20, () -> "still " + small.size() + " instructions");
    assertEquals(List.of(), small.calls());
  }

  private static boolean isValid(ModuleTree tree) {
    try {
      Scenario.load(ModuleEncoder.encode(tree));
      return true;
    } catch (ModuleError refused) {
      return false;
    }
  }

  private static boolean multiplies(ModuleTree tree) {
    return tree.functions().stream().anyMatch(function -> multiplies(function.body()));
  }

  private static boolean multiplies(List<Code> nodes) {
    return nodes.stream().anyMatch(ShrinkerTest::multiplies);
  }

  private static boolean multiplies(Code node) {
    boolean inside = node instanceof Code.Scope scope && multiplies(scope.body());
    boolean itself = node instanceof Code.Plain plain && plain.opcode() == Opcode.I64_MUL;
    return itself || inside || multiplies(node.operands());
  }
}
