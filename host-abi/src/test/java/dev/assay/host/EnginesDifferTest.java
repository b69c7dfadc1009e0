package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.code.CodeCache;
import dev.assay.host.code.CodeCacheOptions;
import dev.assay.metering.GasSchedules;
import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.exec.CompiledCode;
import dev.assay.vm.exec.CompiledRun;
import dev.assay.vm.isa.Opcode;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@link EngineMode#BOTH}: what it sees, and that it says where. */
class EnginesDifferTest {
  private final CodeCache cache = new CodeCache(CodeCacheOptions.of(EngineMode.BOTH));
  private final TestChain chain = new TestChain(GasSchedules.ASSAY_1, cache);
  private final Address contract =
      chain.install(
          Guest.contract()
              .host("storage_cache_bytes32", 0, 32)
              .host("storage_flush_cache", 1)
              .host("emit_log", 0, 40, 1)
              .host("write_result", 0, 4));

  @Test
  void equalEnginesGiveOneResult() {
    TestChain alone = new TestChain(GasSchedules.ASSAY_1);
    Address same = alone.install(chain.state.code(codeHash()).toArray());
    assertEquals(
        alone.send(same, UInt256.ZERO, new byte[3]),
        chain.send(contract, UInt256.ZERO, new byte[3]));
    assertEquals(alone.state.root(), chain.state.root());
  }

  @Test
  void onlyOneOfThemPrints() {
    Guest printing = Guest.contract();
    printing.call(Objects.requireNonNull(HostFunctions.find("console", "log_txt")), 0, 4);
    Address printer = chain.install(printing);
    List<String> lines = new ArrayList<>();
    var options = ExecutionOptions.NONE.withConsole(lines::add);
    assertTrue(chain.call(printer, new byte[0], TestChain.GAS, options).succeeded());
    assertEquals(1, lines.size());
  }

  /** One ink too much, taken before the first host call, and nothing else. */
  @Test
  void aDifferenceInGasIsNamedWithItsPlace() {
    chain.send(contract, UInt256.ZERO, new byte[3]);
    replaceCompiled(-1);
    Transaction transaction = chain.transaction(contract, UInt256.ZERO, new byte[3], 1_000_000);
    var before = chain.state.root();
    var differ = assertThrows(EnginesDiffer.class, () -> chain.mine(transaction));
    assertEquals("transaction " + transaction.hash(), differ.execution());
    assertTrue(differ.place().startsWith("at offset "), differ::place);
    assertTrue(differ.place().contains("in function user_entrypoint of " + contract));
    assertTrue(
        String.valueOf(differ.getMessage()).contains("storage_cache_bytes32"), differ::toString);
    assertEquals(before, chain.state.root());
  }

  @Test
  void callsAreComparedToo() {
    chain.send(contract, UInt256.ZERO, new byte[3]);
    replaceCompiled(1);
    var differ = assertThrows(EnginesDiffer.class, () -> chain.call(contract, new byte[0]));
    assertEquals("call from " + TestChain.SENDER + " to " + contract, differ.execution());
  }

  /** What an engine leaves in memory or in a trap is seen, though no host call tells it. */
  @Test
  void trapsAreComparedByTheirPlace() {
    Address trapping = chain.install(Guest.contract().step(code -> code.op(Opcode.UNREACHABLE)));
    assertFalse(chain.call(trapping, new byte[0]).succeeded());
  }

  private Hash codeHash() {
    return chain.state.account(contract).orElseThrow().codeHash();
  }

  /** Makes compiled code wrong by some ink. */
  private void replaceCompiled(long ink) {
    CodeUnit unit = Objects.requireNonNull(cache.find(codeHash(), GasSchedules.ASSAY_1)).unit();
    CompiledCode right = Objects.requireNonNull(unit.compiled());
    unit.compiled(
        (CompiledCode)
            Proxy.newProxyInstance(
                CompiledCode.class.getClassLoader(),
                new Class<?>[] {CompiledCode.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("call")) {
                    right.call(
                        (int) arguments[0],
                        (long[]) arguments[1],
                        (int) arguments[2],
                        (CompiledRun) arguments[3],
                        (long) arguments[4] + ink,
                        (int) arguments[5]);
                    return null;
                  }
                  return method.invoke(right, arguments);
                }));
  }
}
