package dev.assay.node.rpc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Methods that show what a caller of the framework sees. */
public final class EchoMethods {
  private static final Param<Json> VALUE = Param.required("value", ParamTypes.ANY);
  private static final Param<Json> REST = Param.optional("rest", ParamTypes.ANY, Json.Null.NULL);

  /** All of them, against a push channel where there is one. */
  public static final RpcMethods LIST =
      new RpcMethods(
          List.of(
              new Echo(),
              new Crash(),
              new Refuse(),
              new Later(),
              new Big(),
              new Perhaps(),
              new Reading()));

  /** How often the parameter of {@code test_reading} was read. */
  static final AtomicInteger READ = new AtomicInteger();

  private EchoMethods() {}

  private static final class Echo extends RpcMethod {
    Echo() {
      super("test_echo", "The value.", Shape.any("any"), VALUE, REST);
    }

    @Override
    public List<String> aliases() {
      return List.of("test_alias");
    }

    @Override
    public RpcResult call(RpcCall call) {
      Json value = call.get(VALUE);
      return RpcResult.of(out -> out.json(value));
    }
  }

  private static final class Crash extends RpcMethod {
    Crash() {
      super("test_crash", "A bug.", Shape.any("any"));
    }

    @Override
    public Cost cost() {
      return Cost.WORK;
    }

    @Override
    public RpcResult call(RpcCall call) {
      throw new IllegalStateException("a planted bug");
    }
  }

  private static final class Refuse extends RpcMethod {
    Refuse() {
      super("test_refuse", "A revert.", Shape.any("any"));
    }

    @Override
    public RpcResult call(RpcCall call) {
      throw new RpcException(
          RpcError.EXECUTION_REVERTED, "execution reverted: no", new Json.Str("0x08c379a0"));
    }
  }

  private static final class Later extends RpcMethod {
    Later() {
      super("test_later", "An answer from another thread.", Shape.any("any"));
    }

    @Override
    public Cost cost() {
      return Cost.WORK;
    }

    @Override
    public RpcResult call(RpcCall call) {
      return new RpcResult.Later(CompletableFuture.supplyAsync(() -> RpcResult.quantity(7)));
    }
  }

  private static final class Big extends RpcMethod {
    private static final Param<Long> SIZE = Param.required("size", ParamTypes.LONG);

    Big() {
      super("test_big", "That many letters.", Shape.STRING, SIZE);
    }

    @Override
    public RpcResult call(RpcCall call) {
      return RpcResult.string("x".repeat(Math.toIntExact(call.get(SIZE))));
    }
  }

  /** Answers with the name of its thread; at once if that is asked for. */
  private static final class Perhaps extends RpcMethod {
    Perhaps() {
      super("test_perhaps", "The thread.", Shape.STRING, VALUE);
    }

    @Override
    public Cost cost() {
      return Cost.WORK;
    }

    @Override
    public RpcResult call(RpcCall call) {
      return RpcResult.string(Thread.currentThread().getName());
    }

    @Override
    public Optional<RpcResult> answerAtOnce(RpcCall call) {
      return call.get(VALUE) instanceof Json.Str ? Optional.of(call(call)) : Optional.empty();
    }
  }

  /** Looks at its parameter to decide where it runs, and again to answer. */
  private static final class Reading extends RpcMethod {
    private static final Param<Json> WATCHED =
        Param.required("watched", ParamTypes.ANY.map(EchoMethods::counted));

    Reading() {
      super("test_reading", "The value.", Shape.any("any"), WATCHED);
    }

    @Override
    public Cost cost() {
      return Cost.WORK;
    }

    @Override
    public RpcResult call(RpcCall call) {
      Json value = call.get(WATCHED);
      return RpcResult.of(out -> out.json(value));
    }

    @Override
    public Optional<RpcResult> answerAtOnce(RpcCall call) {
      return call.get(WATCHED) instanceof Json.Str ? Optional.of(call(call)) : Optional.empty();
    }
  }

  private static Json counted(Json value) {
    READ.incrementAndGet();
    return value;
  }
}
