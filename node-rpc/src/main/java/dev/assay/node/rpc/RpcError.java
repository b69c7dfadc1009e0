package dev.assay.node.rpc;

/** The error codes this node answers with: JSON-RPC 2.0, EIP-1474, and code 3 for reverts. */
public enum RpcError {
  /** The body is not JSON. */
  PARSE_ERROR(-32700, "parse error"),
  /** The JSON is not a request. */
  INVALID_REQUEST(-32600, "invalid request"),
  /** No method of that name. */
  METHOD_NOT_FOUND(-32601, "method not found"),
  /** A parameter is missing or malformed. */
  INVALID_PARAMS(-32602, "invalid params"),
  /** A bug in this node. */
  INTERNAL_ERROR(-32603, "method handler crashed"),
  /** The request is understood and refused, the code clients expect for rejected transactions. */
  SERVER_ERROR(-32000, "server error"),
  /** A block, state or other resource that this node does not have (EIP-1898). */
  RESOURCE_NOT_FOUND(-32001, "resource not found"),
  /** The time limit passed. */
  TIMEOUT(-32002, "request timed out"),
  /** The answer would be too large. */
  RESPONSE_TOO_LARGE(-32003, "response too large"),
  /** A documented limit on the request's size or range. */
  LIMIT_EXCEEDED(-32005, "limit exceeded"),
  /** The transaction is in the pool and not yet in a block (EIP-7966). */
  NOT_MINED_IN_TIME(4, "transaction not mined in time"),
  /** The executed code reverted; the data member holds what it returned. */
  EXECUTION_REVERTED(3, "execution reverted");

  private final int code;
  private final String message;

  RpcError(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** The standard text, used where nothing more specific is known. */
  public String message() {
    return message;
  }
}
