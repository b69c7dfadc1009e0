package dev.assay.node.rpc;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One JSON-RPC method: its description and its handler. The method table of the manual, the OpenRPC
 * document and the argument errors all derive from the description.
 */
public abstract class RpcMethod {

  /** Where a method runs. */
  public enum Cost {
    /** On the connection's own thread: a few microseconds, never blocks. */
    CHEAP,
    /** On a bounded worker thread: executes code, walks many blocks, or checks a signature. */
    WORK
  }

  /** Namespaces that change the chain by hand, trace, or sign with the node's keys. */
  private static final Set<String> GUARDED_NAMESPACES =
      Set.of("anvil", "assay", "debug", "evm", "hardhat", "personal", "trace");

  /** The methods of the other namespaces that do. */
  private static final Set<String> GUARDED_METHODS =
      Set.of(
          "eth_sendTransaction",
          "eth_sendTransactionSync",
          "eth_sign",
          "eth_signTransaction",
          "eth_signTypedData_v4");

  private final String name;
  private final String doc;
  private final Shape result;
  private final List<Param<?>> params;

  /** A method with its description. */
  protected RpcMethod(String name, String doc, Shape result, Param<?>... params) {
    this.name = name;
    this.doc = doc;
    this.result = result;
    this.params = List.of(params);
  }

  /** The name on the wire. */
  public final String name() {
    return name;
  }

  /** One sentence for the manual. */
  public final String doc() {
    return doc;
  }

  /** The shape of the result. */
  public final Shape result() {
    return result;
  }

  /** The positional parameters. */
  public final List<Param<?>> params() {
    return params;
  }

  /** The part of the name before the underscore. */
  public final String namespace() {
    int split = name.indexOf('_');
    return split < 0 ? "rpc" : name.substring(0, split);
  }

  /** Other names of the same method. */
  public List<String> aliases() {
    return List.of();
  }

  /** Where it runs; cheap unless a method says otherwise. */
  public Cost cost() {
    return Cost.CHEAP;
  }

  /** Whether it is only for those whom a {@link ControlGate} lets through. */
  public final boolean isGuarded() {
    return GUARDED_NAMESPACES.contains(namespace()) || GUARDED_METHODS.contains(name);
  }

  /** Answers one call; throws {@link RpcException} for an error answer. */
  public abstract RpcResult call(RpcCall call);

  /**
   * Answers a call of a method that costs {@link Cost#WORK} on the connection's own thread, if that
   * is expected to take no longer than a cheap one; nothing if it is not, or did.
   */
  public Optional<RpcResult> answerAtOnce(RpcCall call) {
    return Optional.empty();
  }
}
