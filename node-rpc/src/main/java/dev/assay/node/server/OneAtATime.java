package dev.assay.node.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets a connection's requests through one after the other, so that answers come in their order.
 * What is sent ahead of an answer waits here, and no more is read meanwhile. Reading goes on for a
 * client that sends nothing ahead: stopping it costs two system calls a request.
 */
final class OneAtATime extends ChannelInboundHandlerAdapter {
  private record Waiting(ChannelHandlerContext context, Object request) {
    void goOn() {
      context.fireChannelRead(request);
    }
  }

  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean emptying;

  @Override
  public void channelRead(ChannelHandlerContext context, Object request) {
    if (busy || emptying) {
      waiting.add(new Waiting(context, request));
      context.channel().config().setAutoRead(false);
    } else {
      busy = true;
      context.fireChannelRead(request);
    }
  }

  /** The answer to the last request is out. The next may be answered before this returns. */
  void answered(Channel channel) {
    busy = false;
    if (emptying) {
      return;
    }
    emptying = true;
    while (!busy && !waiting.isEmpty()) {
      busy = true;
      waiting.remove().goOn();
    }
    emptying = false;
    channel.config().setAutoRead(waiting.isEmpty());
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    waiting.forEach(each -> ReferenceCountUtil.release(each.request()));
    waiting.clear();
  }
}
