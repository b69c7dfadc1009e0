package dev.assay.node.rpc;

/** A method over a node. */
public abstract class NodeMethod extends RpcMethod {
  /** What it works on. */
  protected final NodeServices node;

  /** A method with its description. */
  protected NodeMethod(
      NodeServices node, String name, String doc, Shape result, Param<?>... params) {
    super(name, doc, result, params);
    this.node = node;
  }
}
