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
  /** The method needs a token that the connection did not show. */
  UNAUTHORIZED(-40100, "unauthorized"),
  /** The time limit passed. */
  TIMEOUT(-32002, "request timed out"),
  /** The answer would be too large. */
  RESPONSE_TOO_LARGE(-32003, "response too large"),
  /** A documented limit on the request's size or range. */
  LIMIT_EXCEEDED(-32005, "limit exceeded"),
  /** A simulated message failed in another way than by a revert. */
  VM_EXECUTION_ERROR(-32015, "VM execution error"),
  /** A simulation took too long. */
  SIMULATION_TIMEOUT(-32016, "timeout"),
  /** A simulated transaction's nonce was used before. */
  NONCE_TOO_LOW(-38010, "nonce too low"),
  /** A simulated transaction's nonce leaves a gap. */
  NONCE_TOO_HIGH(-38011, "nonce too high"),
  /** A simulated transaction pays less than the base fee. */
  BASE_FEE_TOO_LOW(-38012, "max fee per gas less than block base fee"),
  /** A simulated transaction has less gas than it costs before anything runs. */
  INTRINSIC_GAS_TOO_LOW(-38013, "intrinsic gas too low"),
  /** The sender of a simulated transaction cannot pay value and fees. */
  INSUFFICIENT_FUNDS(-38014, "insufficient funds for gas * price + value"),
  /** A simulated block has too little gas for its transactions. */
  BLOCK_GAS_LIMIT_REACHED(-38015, "block gas limit reached"),
  /** Numbers of simulated blocks do not increase. */
  BLOCK_NUMBERS_UNORDERED(-38020, "block numbers must be in order"),
  /** Times of simulated blocks do not increase. */
  BLOCK_TIMES_UNORDERED(-38021, "block timestamps must be in order"),
  /** A precompiled contract is moved to where it is. */
  PRECOMPILE_MOVED_ONTO_ITSELF(-38022, "precompile moved to itself"),
  /** Two precompiled contracts are moved to one address. */
  PRECOMPILES_COLLIDE(-38023, "account is already overridden"),
  /** The sender of a simulated transaction has code. */
  SENDER_NOT_EOA(-38024, "sender not an eoa"),
  /** A simulated creation has too much code. */
  INIT_CODE_TOO_LARGE(-38025, "max initcode size exceeded"),
  /** More blocks, or more gas, than a simulation may have. */
  SIMULATION_LIMIT(-38026, "client limit exceeded"),
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
