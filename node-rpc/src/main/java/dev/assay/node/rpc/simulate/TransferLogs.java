package dev.assay.node.rpc.simulate;

import dev.assay.host.CallTracer;
import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.state.chain.Log;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The logs of an execution with a log for each movement of ether among them, where it happened:
 * that of an ERC-20 token at an address that cannot have one. What is undone leaves none.
 */
final class TransferLogs implements CallTracer {
  private static final Address ETHER =
      Address.fromHex("0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");

  /** Of {@code Transfer(address,address,uint256)}. */
  private static final Hash TRANSFER =
      Hash.fromHex("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");

  private final List<Log> kept = new ArrayList<>();
  private final Deque<Integer> keptBefore = new ArrayDeque<>();

  @Override
  public void enter(Message message) {
    keptBefore.push(kept.size());
    if (message.kind() != Message.Kind.DELEGATECALL && !message.value().isZero()) {
      kept.add(transfer(message.sender(), message.recipient(), message.value()));
    }
  }

  @Override
  public void exit(Message message, CallResult result) {
    int before = keptBefore.pop();
    if (!result.succeeded()) {
      kept.subList(before, kept.size()).clear();
    }
  }

  @Override
  public void log(Log log) {
    kept.add(log);
  }

  List<Log> logs() {
    return kept;
  }

  private static Log transfer(Address from, Address to, UInt256 value) {
    return new Log(ETHER, List.of(TRANSFER, padded(from), padded(to)), Bytes.of(value.toArray()));
  }

  private static Hash padded(Address address) {
    byte[] word = new byte[Hash.SIZE];
    System.arraycopy(address.toArray(), 0, word, Hash.SIZE - Address.SIZE, Address.SIZE);
    return Hash.of(word);
  }
}
