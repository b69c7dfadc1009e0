package dev.assay.node.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.node.rpc.RequestLimits;
import dev.assay.node.rpc.RpcDispatcher;
import dev.assay.node.rpc.RpcSession;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.json.JsonObjectDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * A Unix domain socket: JSON texts one after the other, each answer on a line of its own, as geth's
 * IPC endpoint. Only the owner of the node may open the file, so everything may be called.
 */
public final class IpcServer implements AutoCloseable {
  private static final byte[] NOT_JSON =
      "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"parse error\"}}"
          .getBytes(UTF_8);

  private final Path path;
  private final EventLoopGroup loop;
  private final Channel channel;

  private IpcServer(Path path, EventLoopGroup loop, Channel channel) {
    this.path = path;
    this.loop = loop;
    this.channel = channel;
  }

  /**
   * Binds and serves; the file of a node that died is replaced.
   *
   * @throws IOException if somebody else listens there, or the path is not one for a socket
   */
  public static IpcServer bind(Path path, RpcDispatcher dispatcher, RequestLimits limits)
      throws IOException {
    removeStale(path);
    EventLoopGroup loop = EventLoops.of(1, "assay-ipc");
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerDomainSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    serve(connection, dispatcher, limits);
                  }
                })
            .bind(UnixDomainSocketAddress.of(path))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
    }
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    return new IpcServer(path, loop, bound.channel());
  }

  private static void removeStale(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    if (Files.isRegularFile(path) || Files.isDirectory(path)) {
      throw new IOException("it is there already and no socket");
    }
    if (someoneListens(path)) {
      throw new IOException("somebody listens there");
    }
    Files.delete(path);
  }

  private static boolean someoneListens(Path path) {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return probe.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException nobody) {
      return false;
    }
  }

  private static void serve(Channel connection, RpcDispatcher dispatcher, RequestLimits limits) {
    connection
        .pipeline()
        .addLast(new JsonObjectDecoder(limits.frameBytes()))
        .addLast(new Handler(connection, dispatcher, limits));
  }

  private static ByteBuf line(byte[] message) {
    return Unpooled.wrappedBuffer(message, new byte[] {'\n'});
  }

  /** One connection. */
  private static final class Handler extends SimpleChannelInboundHandler<ByteBuf> {
    private final Conversation conversation;

    Handler(Channel channel, RpcDispatcher dispatcher, RequestLimits limits) {
      this.conversation =
          new Conversation(
              channel, dispatcher, RpcSession.Rights.ALL, limits.pushBytes(), IpcServer::line);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf json) {
      conversation.answer(ByteBufUtil.getBytes(json));
    }

    /** What is no JSON, or too long a text, ends the stream: where the next begins is unknown. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.writeAndFlush(line(NOT_JSON)).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Where clients connect. */
  public Path path() {
    return path;
  }

  /** Stops accepting, closes the connections, removes the file. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3000);
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
