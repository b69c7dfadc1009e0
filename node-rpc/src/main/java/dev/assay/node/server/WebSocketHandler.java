package dev.assay.node.server;

import dev.assay.node.rpc.RequestLimits;
import dev.assay.node.rpc.RpcDispatcher;
import dev.assay.node.rpc.RpcSession;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One WebSocket connection. Answers may overtake each other, as JSON-RPC allows; reading pauses
 * while {@value #IN_FLIGHT} calls are open. A peer that does not read its notifications is closed
 * when its queue passes {@link RequestLimits#pushBytes}.
 */
final class WebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame>
    implements RpcSession, RpcSession.Push {
  private static final int IN_FLIGHT = 128;
  private static final int PING_SECONDS = 30;

  private final Channel channel;
  private final RpcDispatcher dispatcher;
  private int open;

  private WebSocketHandler(Channel channel, RpcDispatcher dispatcher) {
    this.channel = channel;
    this.dispatcher = dispatcher;
  }

  /** Answers the upgrade request and turns the connection's pipeline into a WebSocket's. */
  static void upgrade(
      ChannelHandlerContext context,
      FullHttpRequest request,
      RpcDispatcher dispatcher,
      RequestLimits limits) {
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(
                "ws://" + request.headers().get(HttpHeaderNames.HOST, "localhost") + request.uri(),
                null,
                false,
                limits.frameBytes())
            .newHandshaker(request);
    Channel channel = context.channel();
    if (handshaker == null) {
      WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel)
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    ChannelPipeline pipeline = context.pipeline();
    pipeline.remove(SlowClientGuard.class);
    pipeline.remove(HttpContentCompressor.class);
    pipeline.remove(FlowControlHandler.class);
    channel
        .config()
        .setWriteBufferWaterMark(
            new WriteBufferWaterMark(limits.pushBytes() / 2, limits.pushBytes()));
    pipeline
        .addLast(new IdleStateHandler(2 * PING_SECONDS + 5, PING_SECONDS, 0))
        .addLast(new WebSocketFrameAggregator(limits.frameBytes()))
        .addLast(new WebSocketHandler(channel, dispatcher));
    handshaker
        .handshake(channel, request)
        .addListener(
            (ChannelFutureListener)
                done -> {
                  if (!done.isSuccess()) {
                    channel.close();
                  }
                });
    if (pipeline.get(HttpObjectAggregator.class) != null) {
      pipeline.remove(HttpObjectAggregator.class);
    }
    pipeline.remove(HttpHandler.class);
    channel.config().setAutoRead(true);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    switch (frame) {
      case PingWebSocketFrame ping ->
          context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      case PongWebSocketFrame _ -> {}
      case CloseWebSocketFrame close ->
          context.writeAndFlush(close.retainedDuplicate()).addListener(ChannelFutureListener.CLOSE);
      case TextWebSocketFrame text -> answer(context, ByteBufUtil.getBytes(text.content()));
      default -> close(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
    }
  }

  private void answer(ChannelHandlerContext context, byte[] body) {
    CompletableFuture<byte[]> answer = dispatcher.answer(body, this);
    open++;
    if (open >= IN_FLIGHT) {
      channel.config().setAutoRead(false);
    }
    answer.thenAccept(
        bytes ->
            context
                .executor()
                .execute(
                    () -> {
                      open--;
                      channel.config().setAutoRead(true);
                      if (bytes.length > 0) {
                        context.writeAndFlush(
                            new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
                      }
                    }));
  }

  @Override
  public Optional<Push> push() {
    return Optional.of(this);
  }

  @Override
  public boolean send(byte[] message) {
    if (!channel.isWritable()) {
      channel.close();
      return false;
    }
    channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(message)));
    return channel.isActive();
  }

  @Override
  public void onClose(Runnable action) {
    channel.closeFuture().addListener(_ -> action.run());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent idle) {
      if (idle.state() == IdleState.READER_IDLE) {
        context.close();
      } else if (idle.state() == IdleState.WRITER_IDLE) {
        context.writeAndFlush(new PingWebSocketFrame());
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close(
        context,
        cause instanceof TooLongFrameException
            ? WebSocketCloseStatus.MESSAGE_TOO_BIG
            : WebSocketCloseStatus.PROTOCOL_ERROR);
  }

  private static void close(ChannelHandlerContext context, WebSocketCloseStatus status) {
    context.writeAndFlush(new CloseWebSocketFrame(status)).addListener(ChannelFutureListener.CLOSE);
  }
}
