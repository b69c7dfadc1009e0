package dev.assay.node.rpc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call in flight: its arguments and who asks. Each argument is read once, however often and on
 * however many threads, one after the other, its value is asked for.
 */
public final class RpcCall {
  private final RpcMethod method;
  private final List<Json> arguments;
  private final RpcSession session;
  private final @Nullable Object[] values;

  /**
   * A call.
   *
   * @param method the method called
   * @param arguments the raw arguments
   * @param session the connection, for subscriptions
   */
  public RpcCall(RpcMethod method, List<Json> arguments, RpcSession session) {
    this.method = method;
    this.arguments = arguments;
    this.session = session;
    this.values = new @Nullable Object[method.params().size()];
  }

  /** The method called. */
  public RpcMethod method() {
    return method;
  }

  /** Who asks. */
  public RpcSession session() {
    return session;
  }

  /**
   * Refuses arguments that the method has no parameters for.
   *
   * @throws RpcException if there are any
   */
  void requireArity() {
    if (arguments.size() > values.length) {
      throw new RpcException(
          RpcError.INVALID_PARAMS, "too many arguments, want at most " + values.length);
    }
  }

  /**
   * The value of a parameter.
   *
   * @throws RpcException if it is missing or malformed
   */
  @SuppressWarnings("unchecked") // what is kept for a parameter was read by its type
  public <T> T get(Param<T> param) {
    int index = method.params().indexOf(param);
    Object known = values[index];
    T value = known == null ? read(param, index) : (T) known;
    values[index] = value;
    return value;
  }

  private <T> T read(Param<T> param, int index) {
    Json raw = index < arguments.size() ? arguments.get(index) : Json.Null.NULL;
    if (raw instanceof Json.Null) {
      return param
          .fallback()
          .orElseThrow(
              () ->
                  new RpcException(
                      RpcError.INVALID_PARAMS, "missing value for required argument " + index));
    }
    return param.type().value(raw, index);
  }
}
