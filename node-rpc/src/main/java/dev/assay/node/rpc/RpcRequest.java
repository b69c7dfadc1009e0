package dev.assay.node.rpc;

import java.util.List;
import java.util.Optional;

/** One element of a body, checked against JSON-RPC 2.0. */
sealed interface RpcRequest {

  /** A well-formed call; without an id it is a notification and gets no answer. */
  record Call(Optional<Json> id, String method, List<Json> params) implements RpcRequest {}

  /** Not a request; the id is echoed where one could be read. */
  record Malformed(Json id, RpcException error) implements RpcRequest {}

  /** Reads one element of a body. */
  static RpcRequest of(Json json) {
    if (!(json instanceof Json.Obj request)) {
      return malformed(Json.Null.NULL, "invalid request");
    }
    Optional<Json> id = Optional.ofNullable(request.members().get("id"));
    if (id.isPresent() && !isId(id.get())) {
      return malformed(Json.Null.NULL, "invalid request");
    }
    Json echo = id.orElse(Json.Null.NULL);
    if (!request.get("jsonrpc").equals(new Json.Str("2.0"))
        || !(request.get("method") instanceof Json.Str(var method))) {
      return malformed(echo, "invalid request");
    }
    return switch (request.get("params")) {
      case Json.Arr(var params) -> new Call(id, method, params);
      case Json.Null _ -> new Call(id, method, List.of());
      case Json.Obj _, Json.Str _, Json.Num _, Json.Bool _ ->
          new Malformed(echo, new RpcException(RpcError.INVALID_PARAMS, "non-array args"));
    };
  }

  private static Malformed malformed(Json id, String why) {
    return new Malformed(id, new RpcException(RpcError.INVALID_REQUEST, why));
  }

  private static boolean isId(Json id) {
    return id instanceof Json.Str || id instanceof Json.Num || id instanceof Json.Null;
  }
}
