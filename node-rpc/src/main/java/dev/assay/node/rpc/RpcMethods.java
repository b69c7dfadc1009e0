package dev.assay.node.rpc;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The methods of a node, by name and alias. */
public final class RpcMethods {
  private final List<RpcMethod> methods;
  private final Map<String, RpcMethod> byName;

  /** A list of methods; two of one name are a bug. */
  public RpcMethods(List<RpcMethod> methods) {
    this.methods = List.copyOf(methods);
    this.byName = new HashMap<>();
    for (RpcMethod method : methods) {
      register(method.name(), method);
      method.aliases().forEach(alias -> register(alias, method));
    }
  }

  /** The methods of a node. */
  public static RpcMethods of(NodeServices node) {
    return new RpcMethods(StandardMethods.of(node));
  }

  /** The method of that name or alias. */
  public Optional<RpcMethod> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All of them, in the order of the list. */
  public Collection<RpcMethod> all() {
    return methods;
  }

  private void register(String name, RpcMethod method) {
    if (byName.put(name, method) != null) {
      throw new IllegalStateException("two methods are named " + name);
    }
  }
}
