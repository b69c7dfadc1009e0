package dev.assay.conformance.text;

import java.io.Serial;

/** A text that is no module or script; the message is wabt's, with line and column. */
public final class MalformedText extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  MalformedText(String message) {
    super(message, null, false, false);
  }
}
