package dev.assay.node.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Gathers the parts of a request. One that is too large is answered at once (413) and the rest of
 * it, up to {@value #PATIENCE} times what is allowed, read and thrown away: closing before its end
 * would reset the connection, and a client that is still sending would see that instead of the
 * answer. {@link SlowClientGuard} bounds the time.
 */
final class RequestAggregator extends HttpObjectAggregator {
  private static final int PATIENCE = 8;

  private final long mostIgnored;
  private boolean refused;
  private long ignored;

  RequestAggregator(int bodyBytes) {
    super(bodyBytes, true);
    this.mostIgnored = (long) PATIENCE * bodyBytes;
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    refused = true;
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
            Unpooled.EMPTY_BUFFER);
    answer
        .headers()
        .setInt(HttpHeaderNames.CONTENT_LENGTH, 0)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(answer);
  }

  @Override
  protected void decode(ChannelHandlerContext context, HttpObject part, List<Object> out)
      throws Exception {
    super.decode(context, part, out);
    if (refused && part instanceof HttpContent content) {
      ignored += content.content().readableBytes();
      if (part instanceof LastHttpContent || ignored > mostIgnored) {
        context.close();
      }
    }
  }
}
