package dev.assay.node.rpc;

import java.io.Serial;
import java.util.Optional;

/** An error answer: code, text, and the optional data member. Stackless: it is not a bug. */
public final class RpcException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final RpcError error;
  private final transient Optional<Json> details;

  /** An error with its own text. */
  public RpcException(RpcError error, String message) {
    this(error, message, Optional.empty());
  }

  /** An error whose data member tells programs more. */
  public RpcException(RpcError error, String message, Json details) {
    this(error, message, Optional.of(details));
  }

  private RpcException(RpcError error, String message, Optional<Json> details) {
    super(message, null, false, false);
    this.error = error;
    this.details = details;
  }

  /** Which error. */
  public RpcError error() {
    return error;
  }

  /** Its text. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** The data member. */
  public Optional<Json> details() {
    return details;
  }

  /** A malformed parameter, worded as geth does. */
  static RpcException invalidArgument(int index, String why) {
    return new RpcException(RpcError.INVALID_PARAMS, "invalid argument " + index + ": " + why);
  }
}
