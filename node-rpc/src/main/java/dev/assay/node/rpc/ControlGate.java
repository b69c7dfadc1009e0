package dev.assay.node.rpc;

import dev.assay.node.rpc.RpcSession.Rights;
import java.util.Optional;

/**
 * Who may call the methods that change the chain by hand, trace, or sign with the node's keys:
 * everybody on a local chain, on another node those who prove that they know its secret.
 */
@FunctionalInterface
public interface ControlGate {
  /** A local chain: everybody. */
  ControlGate OPEN = _ -> new Admission.Admitted(Rights.ALL);

  /** No secret was agreed upon: nobody. */
  ControlGate SHUT = _ -> new Admission.Admitted(Rights.PUBLIC);

  /** What a connection may do, by its Authorization header. */
  Admission admit(Optional<String> authorization);

  /** The answer to a connection. */
  sealed interface Admission {
    /** It is served, with these rights. */
    record Admitted(Rights rights) implements Admission {}

    /** It showed a token that is not valid. */
    record Refused(String why) implements Admission {}
  }
}
