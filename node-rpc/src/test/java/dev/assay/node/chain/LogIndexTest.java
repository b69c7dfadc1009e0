package dev.assay.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.chain.Log;
import dev.assay.state.chain.LogsBloom;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogIndexTest {
  private final LogIndex index = new LogIndex();
  private final List<LogsBloom> chain = new ArrayList<>();

  private static Address address(int number) {
    return UInt256.of(number).toAddress();
  }

  private static Hash topic(int number) {
    return UInt256.of(number).toHash();
  }

  private void append(LogsBloom bloom) {
    index.append(chain.size(), bloom, index.generation());
    chain.add(bloom);
  }

  /** What reading every header would find. */
  private BitSet scan(List<Address> addresses, List<List<Hash>> topics, int from, int to) {
    BitSet found = new BitSet();
    for (int number = from; number <= to && number < chain.size(); number++) {
      LogsBloom bloom = chain.get(number);
      boolean matches =
          !bloom.equals(LogsBloom.EMPTY)
              && (addresses.isEmpty() || addresses.stream().anyMatch(bloom::mayContain))
              && topics.stream()
                  .allMatch(any -> any.isEmpty() || any.stream().anyMatch(bloom::mayContain));
      if (matches) {
        found.set(number - from);
      }
    }
    return found;
  }

  /** Against a scan of all blooms, with blocks taken away and put back in between. */
  @Test
  void findsWhatAScanFinds() {
    Random random = new Random(11);
    for (int round = 0; round < 400; round++) {
      if (round % 40 == 39) {
        int head = random.nextInt(chain.size());
        index.truncate(head);
        chain.subList(head + 1, chain.size()).clear();
      }
      for (int i = 0; i < 20; i++) {
        append(random.nextInt(3) == 0 ? randomBloom(random) : LogsBloom.EMPTY);
      }
      assertEquals(chain.size(), index.next());
      List<Address> addresses =
          random.nextBoolean() ? List.of() : List.of(address(random.nextInt(30)), address(1));
      List<List<Hash>> topics =
          random.nextBoolean()
              ? List.of()
              : List.of(List.of(), List.of(topic(random.nextInt(200)), topic(random.nextInt(200))));
      int from = random.nextInt(chain.size());
      int to = from + random.nextInt(chain.size());
      assertEquals(
          scan(addresses, topics, from, to),
          index.candidates(LogIndex.Query.of(addresses, topics), from, to));
    }
  }

  private static LogsBloom randomBloom(Random random) {
    List<Hash> topics = List.of(topic(7), topic(random.nextInt(200)));
    return LogsBloom.of(List.of(new Log(address(random.nextInt(30)), topics, Bytes.EMPTY)));
  }

  /** A header read before a rollback is not taken for one of the chain after it. */
  @Test
  void refusesWhatIsNotNext() {
    append(LogsBloom.EMPTY);
    append(LogsBloom.EMPTY);
    int before = index.generation();
    index.truncate(0);
    index.append(1, LogsBloom.EMPTY, before);
    assertEquals(1, index.next());
    index.append(2, LogsBloom.EMPTY, index.generation());
    assertEquals(1, index.next());
    index.append(1, LogsBloom.EMPTY, index.generation());
    assertEquals(2, index.next());
  }

  /** A search of 100,000 blocks for something rare reads next to nothing. */
  @Test
  void aLongChainIsSearchedFast() {
    LogsBloom common = LogsBloom.of(List.of(new Log(address(1), List.of(topic(7)), Bytes.EMPTY)));
    LogsBloom rare = LogsBloom.of(List.of(new Log(address(2), List.of(topic(8)), Bytes.EMPTY)));
    for (int i = 0; i < 100_000; i++) {
      append(i == 77_777 ? rare : common);
    }
    long start = System.nanoTime();
    BitSet found = index.candidates(LogIndex.Query.of(List.of(address(2)), List.of()), 0, 99_999);
    assertTrue(System.nanoTime() - start < 500_000_000, "a search took half a second");
    assertEquals(77_777, found.nextSetBit(0));
    assertEquals(1, found.cardinality());
  }
}
