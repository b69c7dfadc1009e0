package dev.assay.node.rpc;

import java.util.List;

/**
 * One call in flight: its arguments, already known to fit the method's arity, and who asks.
 *
 * @param method the method called
 * @param arguments the raw arguments
 * @param session the connection, for subscriptions
 */
public record RpcCall(RpcMethod method, List<Json> arguments, RpcSession session) {

  /**
   * The value of a parameter.
   *
   * @throws RpcException if it is missing or malformed
   */
  public <T> T get(Param<T> param) {
    int index = method.params().indexOf(param);
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
