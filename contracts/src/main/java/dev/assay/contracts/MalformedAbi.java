package dev.assay.contracts;

import org.jspecify.annotations.Nullable;

/** ABI JSON that does not describe a contract; the message says what was found. */
public final class MalformedAbi extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedAbi(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
