package dev.assay.node.rpc;

import dev.assay.node.NodeLog;
import dev.assay.state.db.DatabaseFailure;
import dev.assay.state.db.StateUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Answers JSON-RPC bodies. Cheap methods, and calls that are expected to be as cheap, run on the
 * caller's thread, the others on {@code workers}; a batch runs on the workers, in order, and waits
 * at its end for the answers that come with events, so that a hundred transactions of a batch can
 * share a block.
 */
public final class RpcDispatcher {
  private static final byte[] NO_ANSWER = {};
  private static final long BATCH_SLICE_NANOS = 5_000_000;
  private static final long POLL_NANOS = 2_000_000;

  private final RpcMethods methods;
  private final RequestLimits limits;
  private final Executor workers;
  private final NodeLog log;
  private final JsonReader reader;
  private final RpcCounters counters;
  private final AtomicInteger inFlight = new AtomicInteger();

  /** A dispatcher over a list of methods. */
  public RpcDispatcher(RpcMethods methods, RequestLimits limits, Executor workers, NodeLog log) {
    this.methods = methods;
    this.limits = limits;
    this.workers = workers;
    this.log = log;
    this.reader = new JsonReader(limits);
    this.counters = new RpcCounters(methods.all());
  }

  /** How often what was asked. */
  public RpcCounters counters() {
    return counters;
  }

  /** Answers a body; an empty array when JSON-RPC wants no answer. Never fails. */
  public CompletableFuture<byte[]> answer(byte[] body, RpcSession session) {
    inFlight.incrementAndGet();
    CompletableFuture<byte[]> answer = answered(body, session);
    if (answer.isDone()) {
      inFlight.decrementAndGet();
    } else {
      answer.whenComplete((_, _) -> inFlight.decrementAndGet());
    }
    return answer;
  }

  /** Waits until nothing is being answered, but no longer than so long; whether it came to that. */
  public boolean awaitIdle(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (inFlight.get() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    return inFlight.get() == 0;
  }

  private CompletableFuture<byte[]> answered(byte[] body, RpcSession session) {
    Json json;
    try {
      json = reader.read(body);
    } catch (RpcException e) {
      return CompletableFuture.completedFuture(failure(Json.Null.NULL, e));
    }
    return json instanceof Json.Arr(var items)
        ? batch(items, session)
        : single(RpcRequest.of(json), session);
  }

  private CompletableFuture<byte[]> batch(List<Json> items, RpcSession session) {
    if (items.isEmpty()) {
      return refused(Json.Null.NULL, "empty batch");
    }
    if (items.size() > limits.batchItems()) {
      Json firstId = items.getFirst() instanceof Json.Obj first ? first.get("id") : Json.Null.NULL;
      byte[] error =
          failure(firstId, new RpcException(RpcError.INVALID_REQUEST, "batch too large"));
      return CompletableFuture.completedFuture(joined(List.of(error)));
    }
    Batch batch = new Batch(items, session);
    workers.execute(batch);
    return batch.answer;
  }

  /**
   * The calls of a batch, started one after the other on a worker; what they wait for they wait for
   * together. After a slice of time the rest goes to the end of the workers' queue, so that nobody
   * waits for a whole batch of somebody else's.
   */
  private final class Batch implements Runnable {
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
    private final List<Json> items;
    private final RpcSession session;
    private final List<CompletableFuture<byte[]>> started;

    Batch(List<Json> items, RpcSession session) {
      this.items = items;
      this.session = session;
      this.started = new ArrayList<>(items.size());
    }

    @Override
    public void run() {
      long end = System.nanoTime() + BATCH_SLICE_NANOS;
      while (started.size() < items.size()) {
        started.add(startHere(RpcRequest.of(items.get(started.size())), session));
        if (System.nanoTime() - end > 0 && started.size() < items.size()) {
          workers.execute(this);
          return;
        }
      }
      CompletableFuture.allOf(started.toArray(CompletableFuture[]::new))
          .whenComplete((_, _) -> answer.complete(collected(items, started)));
    }
  }

  private byte[] collected(List<Json> items, List<CompletableFuture<byte[]>> answers) {
    List<byte[]> parts = new ArrayList<>(items.size());
    long total = 0;
    for (int i = 0; i < answers.size(); i++) {
      byte[] part = answers.get(i).join();
      total += part.length;
      if (total > limits.responseBytes()) {
        part = tooLarge(items.get(i));
      }
      if (part.length > 0) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? NO_ANSWER : joined(parts);
  }

  private byte[] tooLarge(Json item) {
    return RpcRequest.of(item) instanceof RpcRequest.Call(var id, _, _) && id.isEmpty()
        ? NO_ANSWER
        : failure(
            item instanceof Json.Obj request ? request.get("id") : Json.Null.NULL,
            new RpcException(RpcError.RESPONSE_TOO_LARGE, "response too large"));
  }

  /** Starts a call where its method belongs, the connection's thread being this one. */
  private CompletableFuture<byte[]> single(RpcRequest request, RpcSession session) {
    return begin(request, session, this::whereItBelongs);
  }

  /** Runs the handler on this thread; the answer may still wait for an event. */
  private CompletableFuture<byte[]> startHere(RpcRequest request, RpcSession session) {
    return begin(request, session, this::start);
  }

  /** How a call is answered that may be. */
  private interface Starting {
    CompletableFuture<byte[]> start(RpcRequest.Call request, RpcCall call);
  }

  private CompletableFuture<byte[]> begin(
      RpcRequest request, RpcSession session, Starting starting) {
    return switch (request) {
      case RpcRequest.Malformed(var id, var error) ->
          CompletableFuture.completedFuture(failure(id, error));
      case RpcRequest.Call known ->
          methods
              .find(known.method())
              .map(method -> new RpcCall(method, known.params(), session))
              .map(call -> admitted(known, call, starting))
              .orElseGet(() -> CompletableFuture.completedFuture(encode(known, unknown(known))));
    };
  }

  private CompletableFuture<byte[]> admitted(
      RpcRequest.Call request, RpcCall call, Starting starting) {
    log.request(request.method());
    RpcSession.Rights rights = call.session().rights();
    if (call.method().isGuarded() && rights != RpcSession.Rights.ALL) {
      return CompletableFuture.completedFuture(failed(request, call, shut(request, rights)));
    }
    return starting.start(request, call);
  }

  private CompletableFuture<byte[]> whereItBelongs(RpcRequest.Call request, RpcCall call) {
    return switch (call.method().cost()) {
      case CHEAP -> start(request, call);
      case WORK ->
          attempt(request, call, call.method()::answerAtOnce)
              .orElseGet(() -> byWorker(request, call));
    };
  }

  private CompletableFuture<byte[]> byWorker(RpcRequest.Call request, RpcCall call) {
    long asked = System.nanoTime();
    return CompletableFuture.supplyAsync(() -> startInTime(request, call, asked), workers)
        .thenCompose(answer -> answer);
  }

  /** A queue longer than anybody's patience is answered, not worked off. */
  private CompletableFuture<byte[]> startInTime(RpcRequest.Call request, RpcCall call, long asked) {
    return System.nanoTime() - asked > limits.callTime().toNanos()
        ? CompletableFuture.completedFuture(
            encode(request, new RpcException(RpcError.TIMEOUT, "request timed out: node is busy")))
        : start(request, call);
  }

  private static RpcException shut(RpcRequest.Call call, RpcSession.Rights rights) {
    return rights == RpcSession.Rights.PUBLIC
        ? unknown(call)
        : new RpcException(
            RpcError.UNAUTHORIZED, "unauthorized: " + call.method() + " needs a bearer token");
  }

  private static RpcException unknown(RpcRequest.Call call) {
    return new RpcException(
        RpcError.METHOD_NOT_FOUND,
        "the method " + abbreviated(call.method()) + " does not exist/is not available");
  }

  private CompletableFuture<byte[]> start(RpcRequest.Call request, RpcCall call) {
    return attempt(request, call, known -> Optional.of(known.method().call(known))).orElseThrow();
  }

  private Optional<CompletableFuture<byte[]>> attempt(
      RpcRequest.Call request, RpcCall call, Function<RpcCall, Optional<RpcResult>> handler) {
    long begin = System.nanoTime();
    Optional<CompletableFuture<byte[]>> answer;
    try {
      call.requireArity();
      answer = handler.apply(call).map(result -> written(request, call, result));
    } catch (Throwable e) {
      answer = Optional.of(CompletableFuture.completedFuture(failed(request, call, e)));
    }
    if (answer.isPresent()) {
      counters.called(call.method(), System.nanoTime() - begin);
    }
    return answer;
  }

  private byte[] failed(RpcRequest.Call request, RpcCall call, Throwable problem) {
    counters.failed(call.method());
    return encode(request, problem);
  }

  private CompletableFuture<byte[]> written(
      RpcRequest.Call request, RpcCall call, RpcResult result) {
    return switch (result) {
      case RpcResult.Now now -> CompletableFuture.completedFuture(success(request, now));
      case RpcResult.Later(var later) ->
          later
              .thenCompose(value -> written(request, call, value))
              .exceptionally(failure -> failed(request, call, cause(failure)));
    };
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private byte[] success(RpcRequest.Call call, RpcResult.Now result) {
    if (call.id().isEmpty()) {
      return NO_ANSWER;
    }
    try (JsonWriter out = new JsonWriter(limits.responseBytes())) {
      out.beginObject().name("jsonrpc").string("2.0").name("id").json(call.id().get());
      result.body().accept(out.name("result"));
      return out.endObject().finish();
    }
  }

  private byte[] encode(RpcRequest.Call call, Throwable problem) {
    RpcException error;
    if (problem instanceof RpcException answer) {
      error = answer;
      log.failure(call.method(), answer.text());
    } else if (problem instanceof StateUnavailable gone) {
      error = new RpcException(RpcError.RESOURCE_NOT_FOUND, String.valueOf(gone.getMessage()));
    } else if (problem instanceof DatabaseFailure trouble) {
      error = new RpcException(RpcError.SERVER_ERROR, String.valueOf(trouble.getMessage()));
      log.failure(call.method(), error.text());
    } else {
      log.crash(call.method(), problem);
      error = new RpcException(RpcError.INTERNAL_ERROR, RpcError.INTERNAL_ERROR.message());
    }
    return call.id().map(id -> failure(id, error)).orElse(NO_ANSWER);
  }

  private CompletableFuture<byte[]> refused(Json id, String why) {
    return CompletableFuture.completedFuture(
        failure(id, new RpcException(RpcError.INVALID_REQUEST, why)));
  }

  private byte[] failure(Json id, RpcException error) {
    try (JsonWriter out = new JsonWriter(limits.responseBytes())) {
      out.beginObject().name("jsonrpc").string("2.0").name("id").json(id);
      out.name("error").beginObject();
      out.name("code").number(error.error().code()).name("message").string(error.text());
      error.details().ifPresent(details -> out.name("data").json(details));
      return out.endObject().endObject().finish();
    }
  }

  private static byte[] joined(List<byte[]> parts) {
    int size = parts.size() + 1 + parts.stream().mapToInt(part -> part.length).sum();
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      all[at] = (byte) (at == 0 ? '[' : ',');
      System.arraycopy(part, 0, all, at + 1, part.length);
      at += part.length + 1;
    }
    all[at] = ']';
    return all;
  }

  private static String abbreviated(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "...";
  }
}
