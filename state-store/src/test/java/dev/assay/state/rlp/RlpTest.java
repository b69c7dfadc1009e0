package dev.assay.state.rlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.rlp.RlpError.Reason;
import dev.assay.state.rlp.RlpItem.Sequence;
import dev.assay.state.rlp.RlpItem.Text;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hex;
import dev.assay.state.types.UInt256;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/** The writer against web3j's encoder, the reader against every form that is not canonical. */
class RlpTest {
  @Property(tries = 1_000)
  void writesWhatWeb3jWritesAndReadsItBack(@ForAll("items") RlpItem item) {
    byte[] encoded = item.encode();
    assertArrayEquals(RlpEncoder.encode(web3j(item)), encoded);
    assertEquals(item, RlpItem.decode(encoded));
  }

  private static RlpType web3j(RlpItem item) {
    return switch (item) {
      case Text(Bytes bytes) -> RlpString.create(bytes.toArray());
      case Sequence(List<RlpItem> items) ->
          new RlpList(items.stream().map(RlpTest::web3j).toList());
    };
  }

  /** Whatever is accepted is written back byte for byte: there is one encoding of everything. */
  @Property(tries = 5_000)
  void whatIsAcceptedIsCanonical(@ForAll("smallInputs") byte[] input) {
    RlpItem item;
    try {
      item = RlpItem.decode(input);
    } catch (RlpError refused) {
      assertTrue(refused.offset() <= input.length);
      return;
    }
    assertArrayEquals(input, item.encode());
  }

  /** An item that is passed over ends where it ends when it is read, or is refused as there. */
  @Property(tries = 2_000)
  void skippingIsReading(@ForAll("items") RlpItem item, @ForAll("lengths") int cut) {
    byte[] whole = item.encode();
    byte[] input = Arrays.copyOf(whole, Math.max(0, whole.length - cut));
    RlpReader read = new RlpReader(input);
    RlpReader skipped = new RlpReader(input);
    if (cut > 0) {
      RlpError refused = assertThrows(RlpError.class, read::isList);
      RlpError error = assertThrows(RlpError.class, skipped::skip);
      assertEquals(refused.getMessage(), error.getMessage());
      return;
    }
    skipped.skip();
    assertEquals(whole.length, skipped.offset());
    assertEquals(Bytes.wrap(whole), read.raw());
  }

  @Provide
  Arbitrary<Integer> lengths() {
    return Arbitraries.of(0, 1, 2, 19, 31);
  }

  @ParameterizedTest
  @CsvSource({
    "'',TRUNCATED,0",
    "8105,LONG_FORM_BYTE,0",
    "817f,LONG_FORM_BYTE,0",
    "b80161,LONG_FORM_LENGTH,0",
    "f80105,LONG_FORM_LENGTH,0",
    "b90001ff,LENGTH_LEADING_ZERO,0",
    "b800,LENGTH_LEADING_ZERO,0",
    "f800,LENGTH_LEADING_ZERO,0",
    "bb80000000,LENGTH_TOO_LARGE,0",
    "bf0100000000000000,LENGTH_TOO_LARGE,0",
    "fbffffffff,LENGTH_TOO_LARGE,0",
    "836161,TRUNCATED,0",
    "c10500,TRAILING_BYTES,2",
    "0505,TRAILING_BYTES,1",
    "c2c205,TRUNCATED,1",
    "c28105,LONG_FORM_BYTE,1",
    "b9,TRUNCATED,0",
  })
  void everyOtherFormIsRefused(String hex, Reason reason, int offset) {
    byte[] input = Hex.decode(hex);
    RlpError error = assertThrows(RlpError.class, () -> RlpItem.decode(input));
    assertEquals(reason, error.reason());
    assertEquals(offset, error.offset());
  }

  @Test
  void nestingIsLimited() {
    assertEquals(RlpReader.MAX_DEPTH - 1, nested(RlpReader.MAX_DEPTH - 1));
    assertEquals(RlpReader.MAX_DEPTH, nested(RlpReader.MAX_DEPTH));
    RlpError error = assertThrows(RlpError.class, () -> nested(RlpReader.MAX_DEPTH + 1));
    assertEquals(Reason.TOO_DEEP, error.reason());
  }

  private static int nested(int depth) {
    RlpWriter writer = new RlpWriter();
    for (int i = 0; i < depth; i++) {
      writer.startList();
    }
    for (int i = 0; i < depth; i++) {
      writer.endList();
    }
    RlpReader reader = new RlpReader(writer.toByteArray());
    int entered = 0;
    do {
      reader.enterList();
      entered++;
    } while (reader.hasMore());
    return entered;
  }

  @Test
  void numbersHaveNoLeadingZeroAndFitTheirType() {
    assertEquals(0, new RlpReader(Hex.decode("80")).uint64());
    assertEquals(-1, new RlpReader(Hex.decode("88ffffffffffffffff")).uint64());
    assertReason(Reason.NUMBER_LEADING_ZERO, "00");
    assertReason(Reason.NUMBER_LEADING_ZERO, "820001");
    assertReason(Reason.NUMBER_TOO_LARGE, "89010000000000000000");
    assertReason(Reason.EXPECTED_STRING, "c0");
    RlpReader large = new RlpReader(Hex.decode("888000000000000000"));
    assertEquals(Reason.NUMBER_TOO_LARGE, assertThrows(RlpError.class, large::uint63).reason());
    assertEquals(UInt256.MAX, new RlpReader(Hex.decode("a0" + "ff".repeat(32))).uint256());
    RlpReader wide = new RlpReader(Hex.decode("a1" + "ff".repeat(33)));
    assertEquals(Reason.NUMBER_TOO_LARGE, assertThrows(RlpError.class, wide::uint256).reason());
  }

  private static void assertReason(Reason reason, String hex) {
    RlpReader reader = new RlpReader(Hex.decode(hex));
    assertEquals(reason, assertThrows(RlpError.class, reader::uint64).reason(), hex);
  }

  @Test
  void schemasSeeMissingAndUnexpectedItems() {
    RlpReader missing = new RlpReader(Hex.decode("c105"));
    missing.enterList();
    missing.uint64();
    assertEquals(Reason.MISSING_ITEM, assertThrows(RlpError.class, missing::uint64).reason());
    RlpReader more = new RlpReader(Hex.decode("c20505"));
    more.enterList();
    more.uint64();
    assertEquals(Reason.UNEXPECTED_ITEM, assertThrows(RlpError.class, more::leaveList).reason());
    assertEquals(
        Reason.WRONG_SIZE,
        assertThrows(RlpError.class, () -> new RlpReader(Hex.decode("05")).address()).reason());
    assertThrows(RlpError.class, () -> new RlpReader(Hex.decode("8361"), 0, 2).bytes());
  }

  @Provide
  Arbitrary<RlpItem> items() {
    Arbitrary<RlpItem> texts =
        Arbitraries.of(0, 1, 1, 2, 20, 32, 54, 55, 56, 57, 255, 256, 70_000)
            .flatMap(
                size ->
                    Arbitraries.bytes()
                        .array(byte[].class)
                        .ofSize(Math.min(size, 60))
                        .map(bytes -> (RlpItem) new Text(Bytes.wrap(Arrays.copyOf(bytes, size)))));
    return Arbitraries.lazyOf(
        () -> texts,
        () -> items().list().ofMaxSize(5).map(Sequence::new),
        () -> texts.list().ofMaxSize(60).map(Sequence::new));
  }

  @Provide
  Arbitrary<byte[]> smallInputs() {
    Arbitrary<Byte> headers =
        Arbitraries.of(
                0, 1, 0x7f, 0x80, 0x81, 0x82, 0x94, 0xa0, 0xb7, 0xb8, 0xb9, 0xc0, 0xc1, 0xc2, 0xf8,
                0xff)
            .map(Integer::byteValue);
    return headers.array(byte[].class).ofMaxSize(8);
  }
}
