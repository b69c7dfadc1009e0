package dev.assay.node.rpc;

import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which logs a client wants.
 *
 * @param from first block, empty for the latest
 * @param to last block, empty for the latest
 * @param block exactly that block instead of a range
 * @param addresses any of these; empty for all
 * @param topics by position, any of these; an empty position matches everything
 */
public record LogFilter(
    Optional<BlockId> from,
    Optional<BlockId> to,
    Optional<Hash> block,
    List<Address> addresses,
    List<List<Hash>> topics) {

  private static final int TOPIC_POSITIONS = 4;

  /** How it is read. */
  public static final ParamType<LogFilter> TYPE =
      ParamTypes.type(
          Shape.object("log filter"), json -> read(ParamTypes.object(json), RequestLimits.DEFAULT));

  private static LogFilter read(Json.Obj json, RequestLimits limits) {
    TransactionArgs.Fields fields = new TransactionArgs.Fields(json);
    Optional<Hash> block = fields.optional("blockHash", ParamTypes.HASH);
    Optional<BlockId> from = fields.optional("fromBlock", ParamTypes.BLOCK_NUMBER);
    Optional<BlockId> to = fields.optional("toBlock", ParamTypes.BLOCK_NUMBER);
    if (block.isPresent() && (from.isPresent() || to.isPresent())) {
      throw new MalformedParam(
          "cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other");
    }
    List<Address> addresses =
        oneOrMany(json.get("address"), ParamTypes.ADDRESS, limits, "addresses");
    return new LogFilter(from, to, block, addresses, topics(json.get("topics"), limits));
  }

  private static List<List<Hash>> topics(Json json, RequestLimits limits) {
    return switch (json) {
      case Json.Null _ -> List.of();
      case Json.Arr(var positions) -> {
        if (positions.size() > TOPIC_POSITIONS) {
          throw new MalformedParam("exceed max topics: at most " + TOPIC_POSITIONS + " positions");
        }
        List<List<Hash>> topics = new ArrayList<>();
        positions.forEach(
            position -> topics.add(oneOrMany(position, ParamTypes.HASH, limits, "topics")));
        yield List.copyOf(topics);
      }
      case Json.Obj _, Json.Str _, Json.Num _, Json.Bool _ ->
          throw ParamTypes.unexpected("array of topics", json);
    };
  }

  private static <T> List<T> oneOrMany(
      Json json, ParamType<T> type, RequestLimits limits, String what) {
    return switch (json) {
      case Json.Null _ -> List.of();
      case Json.Arr(var items) -> {
        if (items.size() > limits.logTerms()) {
          throw new MalformedParam("exceed max " + what + ": at most " + limits.logTerms());
        }
        yield items.contains(Json.Null.NULL) ? List.of() : ParamTypes.listOf(type).read(json);
      }
      case Json.Str _, Json.Obj _, Json.Num _, Json.Bool _ -> List.of(type.read(json));
    };
  }

  /** Whether a log by that address with those topics is wanted. */
  public boolean matches(Address address, List<Hash> logTopics) {
    if (!addresses.isEmpty() && !addresses.contains(address)) {
      return false;
    }
    if (topics.size() > logTopics.size()) {
      return false;
    }
    for (int i = 0; i < topics.size(); i++) {
      List<Hash> wanted = topics.get(i);
      if (!wanted.isEmpty() && !wanted.contains(logTopics.get(i))) {
        return false;
      }
    }
    return true;
  }
}
