package dev.assay.node;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The environment does not let the node start; the message says what to change. */
public final class NodeStartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** A failed start with its reason in one sentence. */
  public NodeStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
