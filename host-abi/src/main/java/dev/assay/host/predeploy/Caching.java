package dev.assay.host.predeploy;

import dev.assay.host.Failure;
import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.host.call.MessageExecutor;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * ArbWasmCache, 0x72, and the CacheManager that bids for places in it. Every program here is as if
 * cached, so bids are free, accepted and without effect, and the value that came along goes back.
 */
final class Caching {
  private static final long STATIC_GAS = 100;
  private static final UInt256 WORD_OFFSET = UInt256.of(UInt256.SIZE);

  private static final Map<Integer, UInt256[]> ANSWERS = answers();

  private Caching() {}

  private static Map<Integer, UInt256[]> answers() {
    Map<Integer, UInt256[]> table = new TreeMap<>();
    UInt256 manager = Predeploy.CACHE_MANAGER_ADDRESS.toUInt256();
    table.put(Selector.of("allCacheManagers()"), words(WORD_OFFSET, UInt256.ONE, manager));
    table.put(Selector.of("cacheCodehash(bytes32)"), words());
    table.put(Selector.of("cacheProgram(address)"), words());
    table.put(Selector.of("evictCodehash(bytes32)"), words());
    table.put(Selector.of("codehashIsCached(bytes32)"), words(UInt256.ONE));
    table.put(Selector.of("placeBid(address)"), words());
    table.put(Selector.of("getMinBid(address)"), words(UInt256.ZERO));
    table.put(Selector.of("getMinBid(uint64)"), words(UInt256.ZERO));
    table.put(Selector.of("isPaused()"), words(UInt256.ZERO));
    table.put(Selector.of("decay()"), words(UInt256.ZERO));
    table.put(Selector.of("cacheSize()"), words(UInt256.ZERO));
    table.put(Selector.of("queueSize()"), words(UInt256.ZERO));
    return Collections.unmodifiableMap(table);
  }

  private static UInt256[] words(UInt256... words) {
    return words;
  }

  static CallResult call(MessageExecutor executor, Message message) {
    if (message.gas() < STATIC_GAS) {
      return CallResult.Failed.of(0, Failure.OUT_OF_GAS);
    }
    long left = message.gas() - STATIC_GAS;
    Arguments arguments = new Arguments(message.input());
    int selector = arguments.selector().orElse(0);
    if (selector == Selector.of("isCacheManager(address)")) {
      boolean manager = arguments.address(0).equals(Predeploy.CACHE_MANAGER_ADDRESS);
      return Answer.numbers(left, manager ? 1 : 0);
    }
    UInt256[] answer = ANSWERS.get(selector);
    if (answer == null) {
      return new CallResult.Revert(left, Bytes.EMPTY);
    }
    if (message.kind() == Message.Kind.CALL) {
      executor.context().world().debit(message.recipient(), message.value());
      executor.context().world().credit(message.sender(), message.value());
    }
    return Answer.words(left, answer);
  }
}
