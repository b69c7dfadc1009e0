package dev.assay.vm.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Limits;
import dev.assay.vm.encode.ByteWriter;
import dev.assay.vm.isa.FeatureSet;
import java.util.HexFormat;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteReaderTest {
  private static ByteReader reader(byte[] bytes) {
    return new ByteReader(bytes, 0, bytes.length, new FeatureGate(FeatureSet.ALL_IMPLEMENTED));
  }

  private static ByteReader hex(String hex) {
    return reader(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "7f, 127",
    "80 01, 128",
    "80 00, 0",
    "ff ff ff ff 0f, -1",
    "80 80 80 80 00, 0",
    "80 80 80 80 08, -2147483648"
  })
  void readsUnsignedNumbers(String bytes, int value) {
    assertEquals(value, hex(bytes).u32());
  }

  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "3f, 63",
    "40, -64",
    "7f, -1",
    "ff ff ff ff 7f, -1",
    "ff ff ff ff 07, 2147483647",
    "80 80 80 80 78, -2147483648",
    "80 7f, -128",
    "80 80 80 80 00, 0"
  })
  void readsSignedNumbers(String bytes, int value) {
    assertEquals(value, hex(bytes).s32());
  }

  @ParameterizedTest
  @CsvSource({
    "80 80 80 80 80 00, integer representation too long",
    "ff ff ff ff ff 0f, integer representation too long",
    "80 80 80 80 10, integer too large",
    "ff ff ff ff 1f, integer too large",
    "80, unexpected end",
    "'', unexpected end"
  })
  void refusesWrongUnsignedNumbers(String bytes, String problem) {
    assertEquals(problem, problem(bytes, ByteReader::u32));
  }

  @ParameterizedTest
  @CsvSource({
    "80 80 80 80 80 00, integer representation too long",
    "ff ff ff ff 0f, integer too large",
    "80 80 80 80 70, integer too large",
    "ff ff ff ff 6f, integer too large",
    "ff ff ff ff, unexpected end"
  })
  void refusesWrongSignedNumbers(String bytes, String problem) {
    assertEquals(problem, problem(bytes, ByteReader::s32));
  }

  @ParameterizedTest
  @CsvSource({
    "80 80 80 80 80 80 80 80 80 80 00, integer representation too long",
    "80 80 80 80 80 80 80 80 80 01, integer too large",
    "ff ff ff ff ff ff ff ff ff 7e, integer too large",
    "80 80, unexpected end"
  })
  void refusesWrongLongNumbers(String bytes, String problem) {
    assertEquals(problem, problem(bytes, ByteReader::s64));
  }

  private static String problem(String bytes, Function<ByteReader, Number> read) {
    ByteReader in = hex(bytes);
    return assertThrows(MalformedModule.class, () -> read.apply(in)).problem();
  }

  @Test
  void aNumberIsJudgedByItsFormBeforeItsPlace() {
    byte[] bytes = HexFormat.of().parseHex("80808080808000");
    FeatureGate features = new FeatureGate(FeatureSet.MVP);
    ByteReader cut = new ByteReader(bytes, 0, 3, features);
    assertEquals(
        "integer representation too long", assertThrows(MalformedModule.class, cut::u32).problem());
    byte[] fine = HexFormat.of().parseHex("808001");
    ByteReader shorter = new ByteReader(fine, 0, 2, features);
    assertEquals("unexpected end", assertThrows(MalformedModule.class, shorter::u32).problem());
  }

  @Property
  void signedLongsReadBack(@ForAll long value) {
    assertEquals(value, reader(new ByteWriter().signed(value).toByteArray()).s64());
  }

  @Property
  void unsignedLongsReadBack(@ForAll long value) {
    assertEquals(value, reader(new ByteWriter().unsigned(value).toByteArray()).u64());
  }

  @Property
  void intsReadBack(@ForAll int value) {
    assertEquals(value, reader(new ByteWriter().signed(value).toByteArray()).s32());
    long unsigned = Integer.toUnsignedLong(value);
    assertEquals(value, reader(new ByteWriter().unsigned(unsigned).toByteArray()).u32());
  }

  @Property
  void typeIndicesReadBack(@ForAll @LongRange(min = -(1L << 32), max = (1L << 32) - 1) long v) {
    assertEquals(v, reader(new ByteWriter().signed(v).toByteArray()).s33());
  }

  @Property
  void paddedZerosAreNumbersUpToTheirWidth(@ForAll @IntRange(min = 1, max = 8) int length) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, 0, length - 1, (byte) 0x80);
    if (length <= 5) {
      assertEquals(0, reader(bytes).u32());
    } else {
      assertThrows(MalformedModule.class, () -> reader(bytes).u32());
    }
  }

  @Property
  void namesReadBack(@ForAll String name) {
    String valid =
        new String(
            name.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(valid, reader(new ByteWriter().name(valid).toByteArray()).name(Limits.WIDE));
  }

  @ParameterizedTest
  @CsvSource({"80", "c0 80", "ed a0 80", "f4 90 80 80", "e2 82", "ff"})
  void refusesNamesThatAreNotUtf8(String bytes) {
    byte[] text = HexFormat.of().parseHex(bytes.replace(" ", ""));
    ByteReader in = reader(new ByteWriter().sized(text).toByteArray());
    MalformedModule error = assertThrows(MalformedModule.class, () -> in.name(Limits.WIDE));
    assertEquals("malformed UTF-8 encoding", error.problem());
    assertTrue(error.getMessage().endsWith("(offset 0x1)"), error.getMessage());
  }
}
