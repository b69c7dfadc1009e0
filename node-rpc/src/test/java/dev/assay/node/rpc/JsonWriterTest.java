package dev.assay.node.rpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Property(tries = 2000)
  void quantitiesAreTheShortestHexOfUnsignedNumbers(@ForAll long value) {
    assertEquals("\"0x" + Long.toHexString(value) + "\"", written(out -> out.quantity(value)));
  }

  @Test
  void quantitiesAtEveryNumberOfDigits() {
    for (int shift = 0; shift < 64; shift++) {
      for (long value : new long[] {1L << shift, (1L << shift) - 1, -1L >>> shift}) {
        quantitiesAreTheShortestHexOfUnsignedNumbers(value);
      }
    }
  }

  @Property(tries = 500)
  void bytesAreTwoDigitsEach(@ForAll @Size(max = 300) byte[] value) {
    String hex = "\"0x" + HexFormat.of().formatHex(value) + "\"";
    assertEquals(hex, written(out -> out.hex(value)));
    assertEquals(hex, written(out -> out.hex(Bytes.wrap(value))));
  }

  @Property(tries = 200)
  void hashesAndAddressesAreTheirBytes(@ForAll @Size(32) byte[] value) {
    Hash hash = Hash.of(value);
    Address address = Address.of(value, 12);
    String tail = HexFormat.of().formatHex(value, 12, 32);
    assertEquals(
        "[\"0x" + HexFormat.of().formatHex(value) + "\",\"0x" + tail + "\"]",
        written(out -> out.beginArray().hex(hash).hex(address).endArray()));
  }

  @Test
  void namesOfAnyKindAreEscaped() {
    assertEquals("{\"a\":1,\"\\\"\\n\":2}", written(JsonWriterTest::names));
  }

  private static void names(JsonWriter out) {
    out.beginObject().name("a").number(1).name("\"\n").number(2).endObject();
  }

  @Test
  void outputIsBoundedToTheByte() {
    Consumer<JsonWriter> five = out -> out.string("abc");
    assertArrayEquals("\"abc\"".getBytes(StandardCharsets.UTF_8), bytes(5, five));
    assertArrayEquals("\"abc\"".getBytes(StandardCharsets.UTF_8), bytes(6, five));
    RpcException refused = assertThrows(RpcException.class, () -> bytes(4, five));
    assertEquals(RpcError.RESPONSE_TOO_LARGE, refused.error());
  }

  private static String written(Consumer<JsonWriter> content) {
    return new String(bytes(1 << 16, content), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int limit, Consumer<JsonWriter> content) {
    JsonWriter out = new JsonWriter(limit);
    content.accept(out);
    return out.finish();
  }
}
