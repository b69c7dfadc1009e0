package dev.assay.node.rpc;

import java.io.Serial;

/** A parameter that cannot be read; {@link RpcCall} adds which one. */
final class MalformedParam extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  MalformedParam(String why) {
    super(why, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
