package dev.assay.node.server;

import dev.assay.node.rpc.RequestLimits;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that take too long over a request or stay silent too long. One timer per
 * connection, moved lazily, so that it costs nothing per request. Sees raw bytes, hence also
 * headers that arrive one byte a second.
 */
final class SlowClientGuard extends ChannelInboundHandlerAdapter {
  private static final long NEVER = Long.MAX_VALUE;

  private final long readNanos;
  private final long idleNanos;
  private boolean reading;
  private boolean timed = true;
  private long deadline;

  SlowClientGuard(RequestLimits limits) {
    this.readNanos = limits.readTimeout().toNanos();
    this.idleNanos = limits.idleTimeout().toNanos();
  }

  /** The request is whole; from here the node is the slow one. */
  void requestComplete() {
    timed = false;
  }

  /** The answer is out; the client may be silent for a while. */
  void answered() {
    timed = true;
    reading = false;
    deadline = System.nanoTime() + idleNanos;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    deadline = System.nanoTime() + idleNanos;
    schedule(context, Math.min(readNanos, idleNanos));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (timed && !reading) {
      reading = true;
      deadline = System.nanoTime() + readNanos;
    }
    context.fireChannelRead(message);
  }

  private void schedule(ChannelHandlerContext context, long nanos) {
    context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS);
  }

  private void check(ChannelHandlerContext context) {
    if (!context.channel().isActive() || context.isRemoved()) {
      return;
    }
    long left = timed ? deadline - System.nanoTime() : NEVER;
    if (left <= 0) {
      context.close();
    } else {
      long floor = Duration.ofMillis(50).toNanos();
      schedule(context, Math.max(floor, Math.min(left, Math.min(readNanos, idleNanos))));
    }
  }
}
