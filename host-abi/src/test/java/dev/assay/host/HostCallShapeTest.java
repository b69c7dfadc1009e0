package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.HostFunctionRow.Kind;
import dev.assay.host.HostFunctionRow.Parameter;
import dev.assay.host.call.HostCallShape;
import dev.assay.host.call.HostCallShape.Term;
import dev.assay.host.call.HostCallShape.Width;
import dev.assay.metering.GasSchedules;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a trace shows of host calls: every function has a shape, and values stand as Stylus' do. */
class HostCallShapeTest {
  private static final int KEY = 1_024;
  private static final int VALUE = 1_056;
  private static final int SCRATCH = 2_048;
  private static final Set<Kind> LENGTHS = Set.of(Kind.U32);

  private final TestChain chain = new TestChain(GasSchedules.ASSAY_1);

  @Test
  void everyFunctionHasOneThatShowsAllThatCrosses() {
    for (HostFunctionRow row : HostFunctions.ALL) {
      HostCallShape shape = HostCallShape.of(row);
      Set<Integer> shown = new HashSet<>();
      for (List<Term> side : List.of(shape.arguments(), shape.results())) {
        for (Term term : side) {
          shown.add(term.index());
          if (term.width() instanceof Width.Argument(int index)) {
            assertTrue(LENGTHS.contains(row.parameters().get(index).kind()), row.name());
            shown.add(index);
          }
          if (term.width() instanceof Width.Returned) {
            shown.add(-1);
          }
        }
      }
      for (int i = 0; i < row.parameters().size(); i++) {
        Parameter parameter = row.parameters().get(i);
        assertTrue(shown.contains(i), () -> row.name() + " hides " + parameter.name());
      }
      boolean tee = row.name().startsWith("tee_");
      assertEquals(row.result() != null && !tee, shown.contains(-1), row.name());
    }
  }

  private List<HostCall> callsOf(Guest guest, byte[] calldata) {
    List<HostCall> calls = new ArrayList<>();
    CallTracer tracer =
        new CallTracer() {
          @Override
          public void hostCall(HostCall call) {
            calls.add(call);
          }
        };
    Address contract = chain.install(guest);
    chain.call(contract, calldata, TestChain.GAS, ExecutionOptions.NONE.with(tracer));
    return calls;
  }

  private static String hex(String... values) {
    return "0x" + String.join("", values).replace("0x", "");
  }

  @Test
  void argumentsAreReadBeforeResultsAreWrittenOverThem() {
    Hash key = UInt256.of(0xABCD).toHash();
    List<HostCall> calls =
        callsOf(
            Guest.contract()
                .data(KEY, key.toArray())
                .data(VALUE, UInt256.of(3).toArray())
                .host("storage_cache_bytes32", KEY, VALUE)
                .host("storage_load_bytes32", KEY, KEY)
                .host("math_div", KEY, VALUE)
                .host("native_keccak256", KEY, 32, KEY),
            new byte[0]);
    String three = UInt256.of(3).toHash().toHex();
    String one = UInt256.of(1).toHash().toHex();
    assertEquals(hex(key.toHex(), three), calls.get(0).arguments().toHex());
    assertEquals(hex(key.toHex()), calls.get(1).arguments().toHex());
    assertEquals(three, calls.get(1).results().toHex());
    assertEquals(hex(three, three), calls.get(2).arguments().toHex());
    assertEquals(one, calls.get(2).results().toHex());
    assertEquals(one, calls.get(3).arguments().toHex());
    assertEquals(
        Keccak.hash(Bytes.of(UInt256.of(1).toArray())).toHex(), calls.get(3).results().toHex());
  }

  @Test
  void numbersAreBigEndianAsWideAsInStylus() {
    Address other = Address.of(0xFEED);
    List<HostCall> calls =
        callsOf(
            Guest.contract()
                .data(KEY, other.toArray())
                .host("read_args", SCRATCH)
                .host("storage_flush_cache", 1)
                .host("account_code", KEY, 1, 2, SCRATCH)
                .host("emit_log", KEY, 32, 1)
                .host("pay_for_memory_grow", 1)
                .host("write_result", KEY, 3)
                .host("exit_early", 1),
            new byte[] {1, 2, 3});
    assertEquals("0x010203", calls.get(0).results().toHex());
    assertEquals("0x01", calls.get(1).arguments().toHex());
    assertEquals(hex(other.toHex(), "00000001", "00000002"), calls.get(2).arguments().toHex());
    assertEquals("0x", calls.get(2).results().toHex());
    assertEquals(
        hex("00000001", other.toHex(), "000000000000000000000000"),
        calls.get(3).arguments().toHex());
    assertEquals("0x0001", calls.get(4).arguments().toHex());
    assertEquals("0x000000", calls.get(5).arguments().toHex());
    assertEquals("exit_early", calls.get(6).name());
    assertEquals("0x00000001", calls.get(6).arguments().toHex());
  }

  @Test
  void aCallThatTrapsIsNotReported() {
    assertEquals(
        List.of(),
        callsOf(Guest.contract().host("native_keccak256", -1, 32, SCRATCH), new byte[0]));
  }
}
