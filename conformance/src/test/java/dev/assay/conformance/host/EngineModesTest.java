package dev.assay.conformance.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.BlockContext;
import dev.assay.host.BlockProcessor;
import dev.assay.host.CallOutcome;
import dev.assay.host.EngineMode;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.code.CodeCache;
import dev.assay.host.code.CodeCacheFigures;
import dev.assay.host.code.CodeCacheOptions;
import dev.assay.metering.GasSchedules;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.WorldState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Streams of random transactions to contracts that call each other and create more: whatever runs
 * them, and whenever it changes, every receipt and every state root is the same.
 */
class EngineModesTest {
  private static final int CONTRACTS = 8;
  private static final int TRANSACTIONS = 150;
  private static final long SEED = 20_261_121;
  private static final Address SENDER = Address.of(0xA11CE);
  private static final BlockContext BLOCK =
      new BlockContext(
          7, 1_700_000_000, Address.of(0xC01), 1L << 40, UInt256.of(7), Hash.ZERO, 31_337);

  private static final List<String> EXPECTED = new ArrayList<>();

  @BeforeAll
  static void interpret() {
    EXPECTED.addAll(stream(new CodeCache(CodeCacheOptions.of(EngineMode.INTERPRETER))));
    long succeeded = EXPECTED.stream().filter(line -> line.contains("true")).count();
    assertTrue(succeeded > TRANSACTIONS / 4, () -> succeeded + " of " + TRANSACTIONS);
  }

  @ParameterizedTest
  @EnumSource
  void everyModeMakesTheSameRoots(EngineMode mode) {
    CodeCache cache = new CodeCache(CodeCacheOptions.of(mode).withHot(3, 1_000_000));
    assertEquals(EXPECTED, stream(cache));
    assertEquals(mode != EngineMode.INTERPRETER, cache.figures().compiled() > 0);
  }

  /** Compiled code arrives at random moments, and programs are dropped all the time. */
  @Test
  void changingTiersInTheMiddleChangesNothing() {
    for (long seed = 1; seed <= 3; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Deque<Runnable> waiting = new ArrayDeque<>();
      CodeCache cache =
          new CodeCache(
              CodeCacheOptions.of(EngineMode.AUTO)
                  .withHot(2, 100_000)
                  .withMostBytes(250_000)
                  .withBackground(
                      task -> {
                        if (waiting.size() == 2) {
                          throw new RejectedExecutionException("enough");
                        }
                        waiting.add(task);
                      },
                      () -> 0,
                      failure -> {
                        throw failure;
                      }));
      List<String> lines =
          stream(
              cache,
              () -> {
                while (!waiting.isEmpty() && random.nextInt(6) == 0) {
                  waiting.remove().run();
                }
              });
      assertEquals(EXPECTED, lines);
      CodeCacheFigures figures = cache.figures();
      assertTrue(figures.compiled() > 5, figures::toString);
      assertTrue(figures.evictions() > 5, figures::toString);
      assertTrue(figures.postponed() > 0, figures::toString);
      assertEquals(waiting.size(), figures.waiting());
    }
  }

  /** As in a node: another thread compiles while transactions run. */
  @Test
  void aThreadInTheBackgroundChangesNothing() {
    try (ExecutorService background = Executors.newSingleThreadExecutor()) {
      CodeCache cache =
          new CodeCache(
              CodeCacheOptions.of(EngineMode.AUTO)
                  .withHot(2, 100_000)
                  .withBackground(
                      background,
                      System::nanoTime,
                      failure -> {
                        throw failure;
                      }));
      assertEquals(EXPECTED, stream(cache));
    }
  }

  private static List<String> stream(CodeCache cache) {
    return stream(cache, () -> {});
  }

  private static List<String> stream(CodeCache cache, Runnable between) {
    SplittableRandom random = new SplittableRandom(SEED);
    InMemoryState state = begin(random.split());
    var transactions = new TransactionProcessor(GasSchedules.ASSAY_1, cache);
    BlockProcessor blocks = new BlockProcessor(transactions, transaction -> Optional.of(SENDER));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < TRANSACTIONS; i++) {
      var block = blocks.execute(state, BLOCK, List.of(transaction(random, i)));
      state = state.apply(block.diff());
      lines.add(line(block.outcomes().getFirst()) + " " + state.root());
      between.run();
    }
    return lines;
  }

  private static String line(CallOutcome outcome) {
    return outcome.succeeded()
        + " "
        + outcome.gasUsed()
        + " "
        + outcome.output()
        + " "
        + outcome.logs();
  }

  private static InMemoryState begin(SplittableRandom random) {
    WorldState state = new WorldState(InMemoryState.EMPTY);
    state.balance(SENDER, UInt256.ONE.shiftLeft(200));
    List<Address> known = new ArrayList<>();
    for (int i = 0; i < CONTRACTS; i++) {
      Address address = address(i);
      state.createContract(address);
      state.code(address, Bytes.of(RandomContract.wasm(random.split(), address, known)));
      known.add(address);
    }
    state.endTransaction();
    return InMemoryState.EMPTY.apply(state.diff());
  }

  private static Address address(int number) {
    return Address.of(0xC0DE_0000L + number);
  }

  private static Transaction transaction(SplittableRandom random, int nonce) {
    byte[] data = new byte[random.nextInt(100)];
    random.nextBytes(data);
    return new DynamicFeeTransaction(
        BLOCK.chainId(),
        nonce,
        UInt256.ZERO,
        UInt256.of(7),
        random.nextInt(4) == 0 ? 40_000 + random.nextInt(200_000) : 3_000_000,
        Optional.of(address(random.nextInt(CONTRACTS))),
        UInt256.of(random.nextInt(3)),
        Bytes.of(data),
        List.of(),
        Signature.NONE);
  }
}
