package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.code.CodeCache;
import dev.assay.host.code.CodeCacheOptions;
import dev.assay.host.code.CompiledStore;
import dev.assay.host.code.Program;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.vm.isa.Opcode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What is kept, what is compiled when, and that prices never mix. */
class CodeCacheTest {
  private static final GasSchedule CHEAP = GasSchedules.ASSAY_1;
  private static final GasSchedule DEAR =
      CHEAP.named("dear").with(CHEAP.instructions().with(5_000, "nop"));

  /** A disk in memory. */
  private static final class Shelf implements CompiledStore {
    private final TreeMap<String, byte[]> forms = new TreeMap<>();

    @Override
    public boolean contains(byte[] key) {
      return forms.containsKey(HexFormat.of().formatHex(key));
    }

    @Override
    public Optional<byte[]> read(byte[] key) {
      return Optional.ofNullable(forms.get(HexFormat.of().formatHex(key)));
    }

    @Override
    public void write(byte[] key, byte[] form) {
      forms.put(HexFormat.of().formatHex(key), form);
    }
  }

  private static Guest nops(int count) {
    Guest guest = Guest.contract();
    for (int i = 0; i < count; i++) {
      guest.step(code -> code.op(Opcode.NOP));
    }
    return guest;
  }

  private static CodeCache cache(EngineMode mode) {
    return new CodeCache(CodeCacheOptions.of(mode));
  }

  private static Program kept(CodeCache cache, byte[] code) {
    return Objects.requireNonNull(cache.find(Keccak.hash(code), CHEAP));
  }

  private static Hash hash(Guest guest) {
    return Keccak.hash(guest.wasm());
  }

  @Test
  void aHundredCallsMakeAProgramHot() {
    CodeCache cache = cache(EngineMode.AUTO);
    TestChain chain = new TestChain(CHEAP, cache);
    Address contract = chain.install(nops(3));
    for (int i = 1; i < 100; i++) {
      chain.call(contract, new byte[0]);
    }
    assertEquals(0, cache.figures().compiled());
    chain.call(contract, new byte[0]);
    assertEquals(1, cache.figures().compiled());
    assertNotNull(kept(cache, nops(3).wasm()).unit().compiled());
  }

  @Test
  void muchGasMakesAProgramHotAtOnce() {
    CodeCache cache = new CodeCache(CodeCacheOptions.of(EngineMode.AUTO).withHot(1_000, 100_000));
    TestChain chain = new TestChain(CHEAP, cache);
    chain.call(chain.install(nops(1)), new byte[0]);
    assertEquals(1, cache.figures().compiled());
  }

  /** A full queue is no error: the program is asked for again after as many calls. */
  @Test
  void whatFindsNoPlaceInTheQueueComesAgain() {
    Deque<Runnable> waiting = new ArrayDeque<>();
    boolean[] full = {true};
    CodeCache cache =
        new CodeCache(
            CodeCacheOptions.of(EngineMode.AUTO)
                .withHot(2, Long.MAX_VALUE)
                .withBackground(
                    task -> {
                      if (full[0]) {
                        throw new RejectedExecutionException("full");
                      }
                      waiting.add(task);
                    },
                    () -> 0,
                    failure -> {
                      throw failure;
                    }));
    TestChain chain = new TestChain(CHEAP, cache);
    Address contract = chain.install(nops(1));
    chain.call(contract, new byte[0]);
    chain.call(contract, new byte[0]);
    assertEquals(1, cache.figures().postponed());
    full[0] = false;
    chain.call(contract, new byte[0]);
    assertEquals(0, cache.figures().waiting());
    chain.call(contract, new byte[0]);
    assertEquals(1, cache.figures().waiting());
    chain.call(contract, new byte[0]);
    assertEquals(1, waiting.size());
    waiting.remove().run();
    assertEquals(0, cache.figures().waiting());
    assertEquals(1, cache.figures().compiled());
  }

  @Test
  void theLeastRecentlyUsedGoWhenTheyWeighTooMuch() {
    CodeCache cache = cache(EngineMode.INTERPRETER);
    TestChain chain = new TestChain(CHEAP, cache);
    for (int i = 1; i <= 10; i++) {
      chain.call(chain.install(nops(i)), new byte[0]);
    }
    long ten = cache.figures().bytes();
    CodeCache small =
        new CodeCache(CodeCacheOptions.of(EngineMode.INTERPRETER).withMostBytes(ten / 2));
    TestChain tight = new TestChain(CHEAP, small);
    for (int i = 1; i <= 10; i++) {
      tight.call(tight.install(nops(i)), new byte[0]);
      assertTrue(small.figures().bytes() <= ten / 2);
    }
    assertEquals(10, small.figures().misses());
    assertTrue(small.figures().evictions() >= 5);
    assertNull(small.find(hash(nops(1)), CHEAP));
    assertNotNull(small.find(hash(nops(10)), CHEAP));
  }

  /** However large, the program used last stays. */
  @Test
  void oneProgramIsAlwaysThere() {
    CodeCache one = new CodeCache(CodeCacheOptions.of(EngineMode.INTERPRETER).withMostBytes(1));
    TestChain chain = new TestChain(CHEAP, one);
    for (int i = 1; i <= 3; i++) {
      chain.call(chain.install(nops(i)), new byte[0]);
      assertEquals(1, one.figures().programs());
      assertNotNull(one.find(hash(nops(i)), CHEAP));
    }
  }

  /** Compiled code is weighed when it comes. */
  @Test
  void compiledCodeWeighs() {
    CodeCache cache = new CodeCache(CodeCacheOptions.of(EngineMode.AUTO).withHot(2, 1L << 60));
    TestChain chain = new TestChain(CHEAP, cache);
    Address contract = chain.install(nops(1));
    chain.call(contract, new byte[0]);
    long before = cache.figures().bytes();
    chain.call(contract, new byte[0]);
    Program program = kept(cache, nops(1).wasm());
    assertEquals(program.unit().sizeBytes(), cache.figures().bytes());
    assertTrue(cache.figures().bytes() > before);
  }

  /** The second creation of the same code costs the same and makes nothing anew. */
  @Test
  void codeThatIsKnownIsNotActivatedAgain() {
    CodeCache cache = cache(EngineMode.COMPILER);
    TestChain chain = new TestChain(CHEAP, cache);
    byte[] code = nops(5).wasm();
    long first = chain.send(null, UInt256.ZERO, code).gasUsed();
    Program program = cache.find(Keccak.hash(code), CHEAP);
    long again = chain.send(null, UInt256.ZERO, code).gasUsed();
    assertEquals(first, again);
    assertSame(program, cache.find(Keccak.hash(code), CHEAP));
    assertEquals(1, cache.figures().compiled());
  }

  /** With too little gas for its activation a creation ends the same, be the code known or not. */
  @Test
  void creationsRunOutOfGasAtTheSameLimit() {
    byte[] code = nops(5).wasm();
    for (long gas : new long[] {100_000, 200_000, 300_000, 400_000, 500_000, 700_000, 1_000_000}) {
      TestChain cold = new TestChain(CHEAP, cache(EngineMode.COMPILER));
      TestChain warm = new TestChain(CHEAP, cache(EngineMode.COMPILER));
      warm.call(warm.install(code), new byte[0]);
      assertEquals(created(cold, code, gas), created(warm, code, gas), "" + gas);
    }
  }

  private static String created(TestChain chain, byte[] code, long gas) {
    Transaction transaction = chain.transaction(null, UInt256.ZERO, code, gas);
    var block = chain.mine(transaction);
    return block.rejected() + block.outcomes().toString();
  }

  /**
   * CWA-2024-004: prices change while code is warm in memory and on disk. The new chain finds
   * nothing of the old one's, and charges what an empty cache charges.
   */
  @Test
  void anotherScheduleFindsNothingOfTheOldOne() {
    Shelf shelf = new Shelf();
    CodeCacheOptions options = CodeCacheOptions.of(EngineMode.COMPILER).withStore(shelf);
    CodeCache shared = new CodeCache(options);
    byte[] code = nops(1_000).wasm();
    long cheap = gas(CHEAP, shared, code);
    assertEquals(1, shelf.forms.size());
    long dear = gas(DEAR, shared, code);
    assertEquals(gas(DEAR, cache(EngineMode.INTERPRETER), code), dear);
    assertTrue(dear > cheap);
    assertEquals(2, shelf.forms.size());
    assertEquals(2, shared.figures().compiled());
    CodeCache restarted = new CodeCache(options);
    assertEquals(dear, gas(DEAR, restarted, code));
    assertEquals(cheap, gas(CHEAP, restarted, code));
    assertEquals(2, restarted.figures().loaded());
    assertEquals(0, restarted.figures().compiled());
  }

  /** Even where somebody has renamed the old prices' file to the new ones' name. */
  @Test
  void aFormUnderAnotherKeyIsIgnoredAndCounted() {
    Shelf shelf = new Shelf();
    CodeCacheOptions options = CodeCacheOptions.of(EngineMode.COMPILER).withStore(shelf);
    byte[] code = nops(1_000).wasm();
    gas(CHEAP, new CodeCache(options), code);
    byte[] cheapForm = shelf.forms.firstEntry().getValue();
    shelf.forms.clear();
    long dear = gas(DEAR, new CodeCache(options), code);
    shelf.forms.replaceAll((key, form) -> cheapForm);
    CodeCache restarted = new CodeCache(options);
    assertEquals(dear, gas(DEAR, restarted, code));
    assertEquals(1, restarted.figures().unreadable());
    assertEquals(1, restarted.figures().compiled());
  }

  /** What was compiled before a restart runs compiled from its first calls on. */
  @Test
  void whatIsOnTheShelfNeedsNoHeat() {
    Shelf shelf = new Shelf();
    byte[] code = nops(3).wasm();
    gas(CHEAP, new CodeCache(CodeCacheOptions.of(EngineMode.COMPILER).withStore(shelf)), code);
    CodeCache auto = new CodeCache(CodeCacheOptions.of(EngineMode.AUTO).withStore(shelf));
    gas(CHEAP, auto, code);
    assertEquals(1, auto.figures().loaded());
    assertNotNull(kept(auto, code).unit().compiled());
  }

  private static long gas(GasSchedule schedule, CodeCache cache, byte[] code) {
    TestChain chain = new TestChain(schedule, cache);
    CallRequest request =
        CallRequest.of(TestChain.SENDER, chain.install(code), TestChain.GAS, Bytes.EMPTY);
    return chain
        .processor
        .call(chain.state, TestChain.BLOCK, request, ExecutionOptions.NONE)
        .gasUsed();
  }
}
