package dev.assay.node.rpc;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which namespaces there are. */
final class RpcModules extends RpcMethod {
  private final List<RpcMethod> methods;

  /** Over the list that it stands in. */
  RpcModules(List<RpcMethod> methods) {
    super("rpc_modules", "The namespaces, with a version each.", Shape.object("namespaces"));
    this.methods = methods;
  }

  @Override
  public RpcResult call(RpcCall call) {
    SortedSet<String> namespaces = new TreeSet<>();
    methods.forEach(method -> namespaces.add(method.namespace()));
    return RpcResult.of(
        out -> {
          out.beginObject();
          namespaces.forEach(namespace -> out.name(namespace).string("1.0"));
          out.endObject();
        });
  }
}
