package dev.assay.state.types;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.CharBuffer;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HexTest {
  @Property
  void whatIsWrittenIsReadInEitherCaseWithAndWithoutPrefix(@ForAll byte[] bytes) {
    String text = Hex.encode(bytes);
    assertArrayEquals(bytes, Hex.decode(text));
    assertArrayEquals(bytes, Hex.decode(CharBuffer.wrap(text)));
    assertArrayEquals(bytes, Hex.decode(text.substring(2).toUpperCase(Locale.ROOT)));
  }

  /** Digits are taken eight at a time: no other character may pass in any of the places. */
  @Test
  void everyCharacterThatIsNoDigitIsRefusedWhereItStands() {
    String digits = "11223344556677889900";
    for (int at = 0; at < digits.length(); at++) {
      for (char other = 0; other < 0x400; other++) {
        String text = digits.substring(0, at) + other + digits.substring(at + 1);
        if (other < 0x80 && Character.digit(other, 16) >= 0) {
          int shift = at % 2 == 0 ? 4 : 0;
          assertEquals(Character.digit(other, 16), Hex.decode(text)[at / 2] >> shift & 15);
        } else {
          String message =
              assertThrows(IllegalArgumentException.class, () -> Hex.decode(text)).getMessage();
          assertEquals("not a hex digit at position " + at, message);
        }
      }
    }
  }

  @Test
  void numbersOfAnyLengthAreReadWhereverTheyStand() {
    byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    for (int offset = 0; offset <= bytes.length; offset++) {
      for (int length = 0; length <= Math.min(8, bytes.length - offset); length++) {
        long expected = 0;
        for (int i = 0; i < length; i++) {
          expected = expected << 8 | bytes[offset + i];
        }
        assertEquals(expected, BigEndian.getLong(bytes, offset, length));
        assertEquals(UInt256.of(expected), UInt256.of(bytes, offset, length));
      }
    }
  }
}
