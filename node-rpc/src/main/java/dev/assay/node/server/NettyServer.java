package dev.assay.node.server;

import dev.assay.node.rpc.ControlGate;
import dev.assay.node.rpc.RequestLimits;
import dev.assay.node.rpc.RpcDispatcher;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The listening socket. One port serves HTTP and WebSocket. */
public final class NettyServer implements AutoCloseable {
  private static final int GZIP_FROM_BYTES = 1400;

  /**
   * One for every two processors. With one for each, and clients or the writer at work beside them,
   * they take turns of milliseconds: at two processors that was a third of the rate, and thrice the
   * 99th percentile, of {@code getBalance} over 16 connections.
   */
  private static final int EVENT_LOOPS =
      Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);

  /** How long a stop waits for the answers to what was asked before. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EventLoopGroup loops;
  private final Channel channel;
  private final RpcDispatcher dispatcher;

  private NettyServer(EventLoopGroup loops, Channel channel, RpcDispatcher dispatcher) {
    this.loops = loops;
    this.channel = channel;
    this.dispatcher = dispatcher;
  }

  /**
   * Binds and serves.
   *
   * @throws IOException if the address cannot be bound; the message is the system's
   */
  public static NettyServer bind(
      InetSocketAddress address,
      RpcDispatcher dispatcher,
      RequestLimits limits,
      HostPolicy hosts,
      Health health,
      ControlGate gate)
      throws IOException {
    EventLoopGroup loops = EventLoops.of(EVENT_LOOPS, "assay-http");
    AtomicInteger connections = new AtomicInteger();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel connection) {
                    connection.closeFuture().addListener(_ -> connections.decrementAndGet());
                    if (connections.incrementAndGet() > limits.connections()) {
                      connection.close();
                    } else {
                      serve(connection, dispatcher, limits, hosts, health, gate);
                    }
                  }
                });
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
    }
    return new NettyServer(loops, bound.channel(), dispatcher);
  }

  private static void serve(
      SocketChannel connection,
      RpcDispatcher dispatcher,
      RequestLimits limits,
      HostPolicy hosts,
      Health health,
      ControlGate gate) {
    SlowClientGuard guard = new SlowClientGuard(limits);
    OneAtATime turns = new OneAtATime();
    connection
        .pipeline()
        .addLast(guard)
        .addLast(new HttpServerCodec(limits.headerBytes(), limits.headerBytes(), 8192))
        .addLast(new RequestAggregator(limits.bodyBytes()))
        .addLast(new HttpContentCompressor(GZIP_FROM_BYTES, StandardCompressionOptions.gzip()))
        .addLast(turns)
        .addLast(new HttpHandler(dispatcher, limits, hosts, health, gate, guard, turns));
  }

  /** The bound address, with the port that was chosen. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** Stops accepting, answers what was asked, closes the connections. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    dispatcher.awaitIdle(PATIENCE);
    // What was answered is written by the loops: whatever they have to do before this is done then.
    loops.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly(PATIENCE.toMillis()));
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3000);
  }
}
