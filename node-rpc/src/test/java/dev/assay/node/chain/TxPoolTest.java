package dev.assay.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.chain.PooledTransaction.Outcome;
import dev.assay.node.chain.Refusal.Reason;
import dev.assay.node.chain.TxPool.Admission;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Order, gaps, replacement, limits, eviction and expiry, each at its edge. */
class TxPoolTest {
  private static final Address ANN = Address.of(0xA);
  private static final Address BOB = Address.of(0xB);
  private static final Address CYD = Address.of(0xC);
  private static final UInt256 NO_BASE_FEE = UInt256.ZERO;

  private long now = 1_000_000;
  private final TxPool pool =
      new TxPool(new PoolLimits(4, 3, 2, 1000, 10, Duration.ofHours(3)), () -> now, Runnable::run);

  private static Transaction transaction(long nonce, long max, long tip) {
    return new DynamicFeeTransaction(
        1,
        nonce,
        UInt256.of(tip),
        UInt256.of(max),
        21_000,
        Optional.of(CYD),
        UInt256.ZERO,
        Bytes.EMPTY,
        List.of(),
        Signature.NONE);
  }

  private Admission add(Address sender, long nonce, long max, long tip) {
    Transaction transaction = transaction(nonce, max, tip);
    Bytes told =
        Bytes.of((sender + " " + nonce + " " + max + " " + tip).getBytes(StandardCharsets.UTF_8));
    return pool.add(transaction, sender, Keccak.hash(told), transaction.encode(), _ -> 0L);
  }

  private PooledTransaction admitted(Address sender, long nonce, long max) {
    return assertInstanceOf(Admission.Admitted.class, add(sender, nonce, max, 1)).transaction();
  }

  private void refused(Reason reason, Address sender, long nonce, long max) {
    Admission answer = add(sender, nonce, max, 1);
    assertEquals(reason, assertInstanceOf(Admission.Refused.class, answer).refusal().reason());
  }

  private void counts(int pending, int queued) {
    assertEquals(pending, pool.pendingCount());
    assertEquals(queued, pool.queuedCount());
  }

  private List<Long> chosen(long gas) {
    return pool.best(NO_BASE_FEE, gas).stream().map(PooledTransaction::nonce).toList();
  }

  @Test
  void aGapQueuesWhatFollowsAndItsFillingFreesIt() {
    admitted(ANN, 2, 10);
    admitted(ANN, 1, 10);
    counts(0, 2);
    assertFalse(pool.hasExecutable(NO_BASE_FEE));
    admitted(ANN, 0, 10);
    counts(3, 0);
    assertEquals(Optional.of(3L), pool.nextNonce(ANN));
    assertEquals(List.of(0L, 1L, 2L), chosen(100_000));
  }

  @Test
  void bestTipsComeFirstEachSendersInNonceOrder() {
    add(ANN, 0, 100, 1);
    add(ANN, 1, 100, 9);
    add(BOB, 0, 100, 5);
    List<PooledTransaction> best = pool.best(NO_BASE_FEE, 100_000);
    assertEquals(List.of(BOB, ANN, ANN), best.stream().map(PooledTransaction::sender).toList());
    assertEquals(1, pool.best(NO_BASE_FEE, 41_999).size(), "gas for one");
    assertEquals(2, pool.best(NO_BASE_FEE, 42_000).size(), "gas for two");
    assertEquals(0, pool.best(UInt256.of(101), 100_000).size(), "nobody pays this base fee");
  }

  @ParameterizedTest
  @CsvSource({"109, 11, false", "110, 10, false", "110, 11, true", "111, 12, true"})
  void aReplacementRaisesBothFeesByTenPercent(long max, long tip, boolean replaces) {
    PooledTransaction old =
        assertInstanceOf(Admission.Admitted.class, add(ANN, 0, 100, 10)).transaction();
    Admission answer = add(ANN, 0, max, tip);
    if (replaces) {
      assertInstanceOf(Admission.Admitted.class, answer);
      assertEquals(Outcome.DROPPED, old.outcome().join());
    } else {
      Refusal refusal = assertInstanceOf(Admission.Refused.class, answer).refusal();
      assertEquals("replacement transaction underpriced", refusal.message());
      assertFalse(old.outcome().isDone());
    }
    counts(1, 0);
  }

  @Test
  void aNonceIsUsedOnceAndATransactionKnownOnce() {
    PooledTransaction first = admitted(ANN, 0, 10);
    assertEquals(
        "already known",
        assertInstanceOf(Admission.Refused.class, add(ANN, 0, 10, 1)).refusal().message());
    admitted(ANN, 1, 10);
    pool.included(List.of(first));
    assertEquals(Outcome.INCLUDED, first.outcome().join());
    Refusal low = assertInstanceOf(Admission.Refused.class, add(ANN, 0, 50, 1)).refusal();
    assertEquals("nonce too low: next nonce 1, tx nonce 0", low.message());
    counts(1, 0);
  }

  @Test
  void ofTheExecutableFourAreHeldAndTheFifthMustPayMore() {
    admitted(ANN, 0, 10);
    admitted(ANN, 1, 10);
    admitted(ANN, 2, 5);
    counts(3, 0);
    PooledTransaction cheapest = admitted(BOB, 0, 4);
    counts(4, 0);
    refused(Reason.UNDERPRICED, CYD, 0, 4);
    admitted(CYD, 0, 6);
    counts(4, 0);
    assertEquals(Outcome.DROPPED, cheapest.outcome().join());
    assertTrue(pool.find(cheapest.hash()).isEmpty());
    admitted(BOB, 0, 7);
    counts(4, 0);
    assertEquals(
        List.of(0L, 1L),
        pool.content().pending().getOrDefault(ANN, List.of()).stream()
            .map(PooledTransaction::nonce)
            .toList(),
        "the last of a line goes, so that there is no gap");
  }

  @Test
  void aFullPoolNeverEvictsTheSendersOwn() {
    for (int nonce = 0; nonce < 4; nonce++) {
      admitted(ANN, nonce, 1);
    }
    refused(Reason.UNDERPRICED, ANN, 4, 100);
    counts(4, 0);
  }

  @Test
  void ofTheQueuedTwoOfASenderAndThreeOfAllAreHeld() {
    admitted(ANN, 5, 10);
    admitted(ANN, 6, 9);
    refused(Reason.POOL_FULL, ANN, 7, 100);
    admitted(BOB, 5, 8);
    counts(0, 3);
    refused(Reason.UNDERPRICED, CYD, 5, 8);
    admitted(CYD, 5, 9);
    counts(0, 3);
    assertEquals(List.of(ANN, CYD), List.copyOf(pool.content().queued().keySet()));
  }

  @Test
  void whatWaitsForANonceExpiresAndWhatIsExecutableDoesNot() {
    admitted(ANN, 0, 10);
    PooledTransaction waiting = admitted(BOB, 1, 10);
    now += Duration.ofHours(3).toSeconds();
    pool.expire();
    counts(1, 1);
    now += 1;
    pool.expire();
    counts(1, 0);
    assertEquals(Outcome.DROPPED, waiting.outcome().join());
  }

  @Test
  void aDroppedTransactionLeavesAGap() {
    admitted(ANN, 0, 10);
    PooledTransaction second = admitted(ANN, 1, 10);
    admitted(ANN, 2, 10);
    pool.drop(second.hash());
    counts(1, 1);
    assertEquals(Optional.of(1L), pool.nextNonce(ANN));
    pool.clear();
    counts(0, 0);
    assertEquals(Map.of(), pool.content().queued());
  }

  @Test
  void aNewStateMovesTheLines() {
    admitted(ANN, 0, 10);
    admitted(ANN, 1, 10);
    admitted(ANN, 3, 10);
    pool.reset(_ -> 1);
    counts(1, 1);
    pool.reset(_ -> 2);
    counts(0, 1);
    pool.reset(_ -> 3);
    counts(1, 0);
  }
}
