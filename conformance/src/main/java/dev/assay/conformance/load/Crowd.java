package dev.assay.conformance.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/** Clients side by side, each with a connection of its own and one request at a time. */
final class Crowd {
  private final URI url;
  private final int clients;

  Crowd(URI url, int clients) {
    this.url = url;
    this.clients = clients;
  }

  /** What one client does again and again. */
  interface Step {
    /** Does it for the so-maniest time; false when there is nothing left. */
    boolean run(HttpConnection connection, int client, int turn) throws IOException;
  }

  /** Repeats until the time is over or everybody is done. */
  Latencies run(double seconds, Step step) {
    AtomicBoolean over = new AtomicBoolean();
    long begin = System.nanoTime();
    List<Future<long[]>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      for (int i = 0; i < clients; i++) {
        int client = i;
        all.add(threads.submit(() -> client(over, begin + (long) (seconds * 1e9), client, step)));
      }
      LongStream nanos = LongStream.empty();
      for (Future<long[]> one : all) {
        nanos = LongStream.concat(nanos, LongStream.of(one.get()));
      }
      long[] everything = nanos.toArray();
      return Latencies.of(everything, (System.nanoTime() - begin) / 1e9);
    } catch (ExecutionException failure) {
      over.set(true);
      throw new IllegalStateException("a client of " + url + " failed", failure.getCause());
    } catch (InterruptedException e) {
      over.set(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private long[] client(AtomicBoolean over, long end, int client, Step step) throws IOException {
    LongStream.Builder nanos = LongStream.builder();
    try (HttpConnection connection = new HttpConnection(url)) {
      for (int turn = 0; !over.get(); turn++) {
        long begin = System.nanoTime();
        if (begin > end || !step.run(connection, client, turn)) {
          break;
        }
        nanos.add(System.nanoTime() - begin);
      }
    }
    return nanos.build().toArray();
  }
}
