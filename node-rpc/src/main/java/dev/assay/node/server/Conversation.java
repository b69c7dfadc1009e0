package dev.assay.node.server;

import dev.assay.node.rpc.RequestLimits;
import dev.assay.node.rpc.RpcDispatcher;
import dev.assay.node.rpc.RpcSession;
import io.netty.channel.Channel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A connection on which messages go both ways, whatever frames them. Answers may overtake each
 * other, as JSON-RPC allows; reading pauses while {@value #IN_FLIGHT} calls are open. A peer that
 * does not read its notifications is closed when more than {@link RequestLimits#pushBytes} of them
 * wait for it; a large answer on its way does not count.
 */
final class Conversation implements RpcSession, RpcSession.Push {
  private static final int IN_FLIGHT = 128;

  private final Channel channel;
  private final RpcDispatcher dispatcher;
  private final Rights rights;
  private final int pushBytes;
  private final Function<byte[], Object> frame;
  private final AtomicInteger waiting = new AtomicInteger();
  private int open;

  Conversation(
      Channel channel,
      RpcDispatcher dispatcher,
      Rights rights,
      int pushBytes,
      Function<byte[], Object> frame) {
    this.channel = channel;
    this.dispatcher = dispatcher;
    this.rights = rights;
    this.pushBytes = pushBytes;
    this.frame = frame;
  }

  /** Answers a message; on the channel's event loop. */
  void answer(byte[] body) {
    CompletableFuture<byte[]> answer = dispatcher.answer(body, this);
    open++;
    if (open >= IN_FLIGHT) {
      channel.config().setAutoRead(false);
    }
    answer.thenAccept(bytes -> channel.eventLoop().execute(() -> answered(bytes)));
  }

  private void answered(byte[] bytes) {
    open--;
    channel.config().setAutoRead(true);
    if (bytes.length > 0) {
      channel.writeAndFlush(frame.apply(bytes));
    }
  }

  @Override
  public Rights rights() {
    return rights;
  }

  @Override
  public Optional<Push> push() {
    return Optional.of(this);
  }

  @Override
  public boolean send(byte[] message) {
    if (waiting.addAndGet(message.length) > pushBytes) {
      channel.close();
      return false;
    }
    channel
        .writeAndFlush(frame.apply(message))
        .addListener(_ -> waiting.addAndGet(-message.length));
    return channel.isActive();
  }

  @Override
  public void onClose(Runnable action) {
    channel.closeFuture().addListener(_ -> action.run());
  }
}
