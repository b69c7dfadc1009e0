package dev.assay.node.server;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_MAX_AGE;
import static io.netty.handler.codec.http.HttpHeaderNames.ALLOW;
import static io.netty.handler.codec.http.HttpHeaderNames.AUTHORIZATION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;
import static io.netty.handler.codec.http.HttpHeaderNames.VARY;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.node.rpc.ControlGate;
import dev.assay.node.rpc.RequestLimits;
import dev.assay.node.rpc.RpcDispatcher;
import dev.assay.node.rpc.RpcSession;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One HTTP connection: JSON-RPC by POST, health by GET, CORS preflight, WebSocket upgrade. */
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final byte[] NOTHING = {};
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final RpcDispatcher dispatcher;
  private final RequestLimits limits;
  private final HostPolicy hosts;
  private final Health health;
  private final ControlGate gate;
  private final SlowClientGuard guard;
  private final OneAtATime turns;

  HttpHandler(
      RpcDispatcher dispatcher,
      RequestLimits limits,
      HostPolicy hosts,
      Health health,
      ControlGate gate,
      SlowClientGuard guard,
      OneAtATime turns) {
    this.dispatcher = dispatcher;
    this.limits = limits;
    this.hosts = hosts;
    this.health = health;
    this.gate = gate;
    this.guard = guard;
    this.turns = turns;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    guard.requestComplete();
    if (request.decoderResult().isFailure()) {
      HttpResponseStatus status = statusOf(request.decoderResult().cause());
      HttpUtil.setKeepAlive(request, false);
      text(context, request, status, status.reasonPhrase());
    } else if (!hosts.allows(request.headers().get(HOST))) {
      text(context, request, HttpResponseStatus.FORBIDDEN, "invalid host specified");
    } else if (HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(
        request.headers().get(UPGRADE, ""))) {
      admitted(
          context,
          request,
          rights -> WebSocketHandler.upgrade(context, request, dispatcher, limits, rights));
    } else {
      byMethod(context, request);
    }
  }

  /** Goes on with the rights that the request's token gives; a bad token is an error, not none. */
  private void admitted(
      ChannelHandlerContext context, FullHttpRequest request, Consumer<RpcSession.Rights> next) {
    switch (gate.admit(Optional.ofNullable(request.headers().get(AUTHORIZATION)))) {
      case ControlGate.Admission.Admitted(var rights) -> next.accept(rights);
      case ControlGate.Admission.Refused(var why) ->
          text(context, request, HttpResponseStatus.UNAUTHORIZED, why);
    }
  }

  private void byMethod(ChannelHandlerContext context, FullHttpRequest request) {
    HttpMethod method = request.method();
    if (method.equals(HttpMethod.POST)) {
      admitted(context, request, rights -> post(context, request, rights));
    } else if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      get(context, request);
    } else if (method.equals(HttpMethod.OPTIONS)) {
      preflight(context, request);
    } else {
      FullHttpResponse refusal =
          response(
              HttpResponseStatus.METHOD_NOT_ALLOWED, TEXT, "method not allowed".getBytes(UTF_8));
      refusal.headers().set(ALLOW, "POST, GET, OPTIONS");
      send(context, request, refusal);
    }
  }

  private void post(
      ChannelHandlerContext context, FullHttpRequest request, RpcSession.Rights rights) {
    if (!isJson(request.headers().get(CONTENT_TYPE, ""))
        || request.headers().contains(CONTENT_ENCODING)) {
      text(
          context,
          request,
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
          "invalid content type, only an uncompressed application/json is supported");
      return;
    }
    CompletableFuture<byte[]> answer =
        dispatcher.answer(ByteBufUtil.getBytes(request.content()), new RpcSession.OneWay(rights));
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    boolean fromPage = request.headers().contains(ORIGIN);
    answer.thenAccept(
        body ->
            send(
                context,
                response(
                    body.length == 0 ? HttpResponseStatus.NO_CONTENT : HttpResponseStatus.OK,
                    JSON,
                    body),
                keepAlive,
                fromPage));
  }

  private void get(ChannelHandlerContext context, FullHttpRequest request) {
    String path = request.uri();
    if (path.equals("/livez") || path.equals("/liveness")) {
      text(context, request, HttpResponseStatus.OK, "ok");
    } else if (path.equals("/readyz") || path.startsWith("/readiness")) {
      boolean isReady = health.ready();
      text(
          context,
          request,
          isReady ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE,
          isReady ? "ok" : "not ready");
    } else if (path.equals("/metrics")) {
      send(
          context,
          request,
          response(HttpResponseStatus.OK, PROMETHEUS, health.metrics().getBytes(UTF_8)));
    } else if (path.equals("/")) {
      text(context, request, HttpResponseStatus.OK, "Assay JSON-RPC: POST application/json here\n");
    } else {
      text(context, request, HttpResponseStatus.NOT_FOUND, "not found");
    }
  }

  private void preflight(ChannelHandlerContext context, FullHttpRequest request) {
    FullHttpResponse response = response(HttpResponseStatus.NO_CONTENT, TEXT, NOTHING);
    response
        .headers()
        .set(ACCESS_CONTROL_ALLOW_METHODS, "POST, GET")
        .set(ACCESS_CONTROL_ALLOW_HEADERS, "content-type, authorization")
        .set(ACCESS_CONTROL_MAX_AGE, 600)
        .set(ALLOW, "POST, GET, OPTIONS");
    send(context, request, response);
  }

  private void text(
      ChannelHandlerContext context,
      FullHttpRequest request,
      HttpResponseStatus status,
      String body) {
    send(context, request, response(status, TEXT, body.getBytes(UTF_8)));
  }

  private static FullHttpResponse response(HttpResponseStatus status, String type, byte[] body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    if (status.code() != HttpResponseStatus.NO_CONTENT.code()) {
      response.headers().set(CONTENT_TYPE, type).setInt(CONTENT_LENGTH, body.length);
    }
    return response;
  }

  private void send(
      ChannelHandlerContext context, FullHttpRequest request, FullHttpResponse response) {
    send(context, response, HttpUtil.isKeepAlive(request), request.headers().contains(ORIGIN));
  }

  private void send(
      ChannelHandlerContext context,
      FullHttpResponse response,
      boolean keepAlive,
      boolean fromPage) {
    if (!context.channel().isActive() || context.executor().isShuttingDown()) {
      response.release(); // the client left, or the server is closing
      return;
    }
    if (fromPage) {
      response.headers().set(ACCESS_CONTROL_ALLOW_ORIGIN, hosts.origin()).set(VARY, "origin");
    }
    if (!keepAlive) {
      response.headers().set(CONNECTION, HttpHeaderValues.CLOSE);
    }
    ChannelFuture written = context.writeAndFlush(response);
    written.addListener(
        _ -> {
          guard.answered();
          turns.answered(context.channel());
        });
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static boolean isJson(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().equalsIgnoreCase(JSON);
  }

  private static HttpResponseStatus statusOf(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return HttpResponseStatus.REQUEST_URI_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException
        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        : HttpResponseStatus.BAD_REQUEST;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
