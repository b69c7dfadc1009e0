package dev.assay.node.server;

import dev.assay.node.chain.GuestStack;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of connections: they read, write, and answer what is cheap, brief calls included. */
final class EventLoops {
  private EventLoops() {}

  /** So many threads of that name. */
  static EventLoopGroup of(int count, String name) {
    AtomicInteger made = new AtomicInteger();
    ThreadFactory threads = task -> thread(task, name + "-" + made.incrementAndGet());
    return new MultiThreadIoEventLoopGroup(count, threads, NioIoHandler.newFactory());
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new FastThreadLocalThread(null, task, name, GuestStack.BYTES);
    thread.setDaemon(true);
    return thread;
  }
}
