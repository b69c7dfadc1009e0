package dev.assay.node.rpc;

import dev.assay.node.Version;
import java.util.List;

/** The methods described for programs: an OpenRPC document made of the list. */
final class RpcDiscover extends RpcMethod {
  private final List<RpcMethod> methods;

  /** Over the list that it stands in. */
  RpcDiscover(List<RpcMethod> methods) {
    super("rpc.discover", "The OpenRPC description of all methods.", Shape.object("OpenRPC"));
    this.methods = methods;
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.of(this::document);
  }

  private void document(JsonWriter out) {
    out.beginObject().name("openrpc").string("1.3.2");
    out.name("info").beginObject();
    out.name("title").string("Assay JSON-RPC").name("version").string(Version.current());
    out.endObject().name("methods").beginArray();
    for (RpcMethod method : methods) {
      method(out, method.name(), method);
      method.aliases().forEach(alias -> method(out, alias, method));
    }
    out.endArray().endObject();
  }

  private static void method(JsonWriter out, String name, RpcMethod method) {
    out.beginObject().name("name").string(name).name("summary").string(method.doc());
    out.name("params").beginArray();
    for (Param<?> param : method.params()) {
      out.beginObject().name("name").string(param.name());
      out.name("required").bool(param.fallback().isEmpty());
      out.name("schema").raw(param.type().shape().schema()).endObject();
    }
    out.endArray().name("result").beginObject();
    out.name("name").string(method.result().name());
    out.name("schema").raw(method.result().schema()).endObject().endObject();
  }
}
