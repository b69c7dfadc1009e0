package dev.assay.vm.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The opcode table agrees with itself and covers the standard. */
class OpcodeTest {
  @ParameterizedTest
  @EnumSource
  void isFoundByItsEncoding(Opcode opcode) {
    assertSame(opcode, Opcode.find(opcode.prefix(), opcode.code()));
    assertNull(Opcode.reservedFor(opcode.prefix(), opcode.code()));
    assertTrue(opcode.feature().implemented());
  }

  @ParameterizedTest
  @EnumSource
  void hasTheNameOfTheTextFormat(Opcode opcode) {
    String name = opcode.mnemonic().replace('.', '_').toUpperCase(Locale.ROOT);
    assertEquals(opcode == Opcode.SELECT_TYPED ? "SELECT" : opcode.name(), name);
  }

  @ParameterizedTest
  @EnumSource
  void hasASignatureWhereItsCategoryDemandsOne(Opcode opcode) {
    switch (opcode.category()) {
      case LOAD, STORE, CONSTANT, INTEGER, FLOAT, CONVERSION, VECTOR ->
          assertNotNull(opcode.signature());
      case CONTROL -> assertEquals(opcode == Opcode.NOP, opcode.signature() != null);
      case CALLS, PARAMETRIC, LOCAL, GLOBAL, TABLE, MEMORY, REFERENCE ->
          assertNull(opcode.signature());
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasAWidthWhereItTouchesBytesOrLanes(Opcode opcode) {
    boolean touches =
        switch (opcode.immediates()) {
          case MEMARG, MEMARG_LANE, LANE -> true;
          default -> false;
        };
    assertEquals(touches, opcode.width() > 0);
    if (touches) {
      assertEquals(opcode.width(), 1 << opcode.naturalAlignment());
      assertEquals(16, opcode.lanes() * opcode.width());
    }
  }

  @Test
  void holdsAllOfWebAssembly2() {
    assertEquals(236, Arrays.stream(Opcode.values()).filter(o -> o.prefix() == 0xFD).count());
    assertEquals(18, Arrays.stream(Opcode.values()).filter(o -> o.prefix() == 0xFC).count());
    assertEquals(185, Arrays.stream(Opcode.values()).filter(o -> o.prefix() == 0).count());
  }

  @Test
  void everyByteIsAnInstructionAPrefixReservedOrNothing() {
    Set<Integer> nothing = new HashSet<>();
    for (int code = 0; code < 256; code++) {
      boolean known = Opcode.find(0, code) != null || Opcode.reservedFor(0, code) != null;
      if (!known && (code < 0xFB || code > 0xFE)) {
        nothing.add(code);
      }
    }
    Set<Integer> expected =
        new HashSet<>(Set.of(0x16, 0x17, 0x1D, 0x1E, 0x27, 0xD7, 0xD8, 0xD9, 0xDA, 0xFF));
    for (int code = 0xC5; code < 0xFB; code++) {
      if (code < 0xD0 || code > 0xD6) {
        expected.add(code);
      }
    }
    assertEquals(expected, nothing);
  }

  @Test
  void unknownEncodingsFindNothing() {
    assertNull(Opcode.find(0, 256));
    assertNull(Opcode.find(0, -1));
    assertNull(Opcode.find(0xFD, 256));
    assertNull(Opcode.find(0xFE, 0));
    assertEquals(Feature.THREADS, Opcode.reservedFor(0xFE, 3));
    assertEquals(Feature.RELAXED_SIMD, Opcode.reservedFor(0xFD, 0x100));
    assertNull(Opcode.reservedFor(0xFD, 0x114));
    assertFalse(Feature.THREADS.implemented());
  }
}
