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
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/** One WebSocket connection: a {@link Conversation} in text frames, kept alive by pings. */
final class WebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final int PING_SECONDS = 30;

  private final Conversation conversation;

  private WebSocketHandler(Conversation conversation) {
    this.conversation = conversation;
  }

  /** Answers the upgrade request and turns the connection's pipeline into a WebSocket's. */
  static void upgrade(
      ChannelHandlerContext context,
      FullHttpRequest request,
      RpcDispatcher dispatcher,
      RequestLimits limits,
      RpcSession.Rights rights) {
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
    pipeline.remove(OneAtATime.class);
    pipeline
        .addLast(new IdleStateHandler(2 * PING_SECONDS + 5, PING_SECONDS, 0))
        .addLast(new WebSocketFrameAggregator(limits.frameBytes()))
        .addLast(
            new WebSocketHandler(
                new Conversation(
                    channel, dispatcher, rights, limits.pushBytes(), WebSocketHandler::frame)));
    handshaker
        .handshake(channel, request)
        .addListener(
            (ChannelFutureListener)
                done -> {
                  if (!done.isSuccess()) {
                    channel.close();
                  }
                });
    if (pipeline.get(RequestAggregator.class) != null) {
      pipeline.remove(RequestAggregator.class);
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
      case TextWebSocketFrame text -> conversation.answer(ByteBufUtil.getBytes(text.content()));
      default -> close(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
    }
  }

  private static WebSocketFrame frame(byte[] message) {
    return new TextWebSocketFrame(Unpooled.wrappedBuffer(message));
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
