package dev.assay.node.rpc;

import dev.assay.node.chain.Blockchain;
import dev.assay.node.chain.ChainBlock;
import dev.assay.state.chain.Log;
import dev.assay.state.chain.LogsBloom;
import dev.assay.state.chain.Receipt;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the logs that a filter wants; blocks whose bloom does not match are not looked at. */
public final class LogSearch {
  private final Blockchain chain;
  private final RequestLimits limits;

  /** A log with its place. */
  public record Found(Log log, ChainJson.LogPlace place) {}

  /** Searches of a chain, within limits. */
  public LogSearch(Blockchain chain, RequestLimits limits) {
    this.chain = chain;
    this.limits = limits;
  }

  /** The logs of an eth_getLogs. */
  public List<Found> search(LogFilter filter, NodeServices node) {
    if (filter.block().isPresent()) {
      ChainBlock block =
          chain
              .block(filter.block().get())
              .orElseThrow(() -> new RpcException(RpcError.RESOURCE_NOT_FOUND, "unknown block"));
      return range(filter, block.number(), block.number());
    }
    long head = chain.tip().number();
    long from = filter.from().map(id -> height(id, node)).orElse(head);
    long to = filter.to().map(id -> height(id, node)).orElse(head);
    if (from > to && filter.from().isPresent() && filter.to().isPresent()) {
      throw new RpcException(RpcError.INVALID_PARAMS, "invalid block range params");
    }
    if (isBeyond(filter.from(), head) || isBeyond(filter.to(), head)) {
      throw new RpcException(
          RpcError.INVALID_PARAMS, "block range extends beyond current head block");
    }
    return range(filter, from, to);
  }

  private static boolean isBeyond(Optional<BlockId> id, long head) {
    return id.isPresent() && id.get() instanceof BlockId.ByNumber(var number) && number > head;
  }

  private static long height(BlockId id, NodeServices node) {
    return switch (id) {
      case BlockId.Tag tag -> tag == BlockId.Tag.EARLIEST ? 0 : node.chain().tip().number();
      case BlockId.ByNumber(var number) -> number;
      case BlockId.ByHash _ -> node.existing(id).number();
    };
  }

  /** The logs of the blocks from one height to another. */
  public List<Found> range(LogFilter filter, long from, long to) {
    if (to - from >= limits.logBlocks()) {
      throw new RpcException(
          RpcError.LIMIT_EXCEEDED,
          "block range of " + (to - from + 1) + " exceeds the limit of " + limits.logBlocks());
    }
    List<Found> found = new ArrayList<>();
    chain.mayHoldLogs(filter.addresses(), filter.topics(), from, to).stream()
        .forEach(
            offset -> chain.block(from + offset).ifPresent(block -> collect(filter, block, found)));
    return found;
  }

  private static boolean mayMatch(LogFilter filter, LogsBloom bloom) {
    return (filter.addresses().isEmpty() || filter.addresses().stream().anyMatch(bloom::mayContain))
        && filter.topics().stream().allMatch(wanted -> mayMatch(wanted, bloom));
  }

  private static boolean mayMatch(List<Hash> wanted, LogsBloom bloom) {
    return wanted.isEmpty() || wanted.stream().anyMatch(bloom::mayContain);
  }

  /** The logs of one block that a filter wants. */
  public List<Found> inBlock(LogFilter filter, ChainBlock block) {
    List<Found> found = new ArrayList<>();
    if (mayMatch(filter, block.header().logsBloom())) {
      collect(filter, block, found);
    }
    return found;
  }

  private void collect(LogFilter filter, ChainBlock block, List<Found> found) {
    int index = 0;
    for (int transaction = 0; transaction < block.receipts().size(); transaction++) {
      Receipt receipt = block.receipts().get(transaction);
      for (Log log : receipt.logs()) {
        if (filter.matches(log.address(), log.topics())) {
          if (found.size() >= limits.logResults()) {
            throw new RpcException(
                RpcError.LIMIT_EXCEEDED,
                "query returned more than " + limits.logResults() + " results");
          }
          found.add(new Found(log, new ChainJson.LogPlace(block, transaction, index)));
        }
        index++;
      }
    }
  }

  /** Writes found logs. */
  public static void write(JsonWriter out, List<Found> logs) {
    out.beginArray();
    logs.forEach(found -> ChainJson.log(out, found.log(), found.place()));
    out.endArray();
  }
}
