package dev.assay.vm.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.exec.ConversionOps;
import dev.assay.vm.exec.FloatOps;
import dev.assay.vm.exec.IntegerOps;
import dev.assay.vm.isa.Feature;
import dev.assay.vm.isa.Opcode;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of the opcode table has an emission, or a reason why it has none. */
class EmissionTest {
  private static final Set<String> SHARED =
      Stream.of(IntegerOps.class, FloatOps.class, ConversionOps.class)
          .flatMap(type -> Arrays.stream(type.getMethods()))
          .map(Method::getName)
          .collect(Collectors.toSet());

  @ParameterizedTest
  @EnumSource
  void everyOpcodeHasAnEmissionOrAReason(Opcode opcode) {
    if (Emission.of(opcode) == Emission.NONE) {
      assertNotNull(Emission.refusal(opcode));
    } else if (Emission.of(opcode) == Emission.NUMERIC) {
      assertTrue(SHARED.contains(NumericEmission.methodName(opcode)), opcode::mnemonic);
    }
  }

  @Test
  void onlyVectorsAreRefused() {
    for (Opcode opcode : Opcode.values()) {
      Refusal expected = opcode.feature() == Feature.SIMD ? Refusal.VECTORS : null;
      assertEquals(expected, Emission.refusal(opcode), opcode::mnemonic);
    }
  }
}
