package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.Json;
import dev.assay.node.rpc.LogFilter;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.RpcSession;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.Subscriptions;
import dev.assay.state.types.Hash;
import java.util.Map;

/** Begins live notifications: newHeads, logs, newPendingTransactions, syncing. WebSocket only. */
public final class EthSubscribe extends NodeMethod {
  private static final Param<String> TOPIC = Param.required("topic", ParamTypes.STRING);
  private static final Param<Json> OPTIONS =
      Param.optional("options", ParamTypes.ANY, Json.Null.NULL);

  /** The method of a node. */
  public EthSubscribe(NodeServices node) {
    super(
        node,
        "eth_subscribe",
        "Begins live notifications: newHeads, logs, newPendingTransactions, syncing. WebSocket only.",
        Shape.QUANTITY,
        TOPIC,
        OPTIONS);
  }

  @Override
  public RpcResult call(RpcCall call) {
    RpcSession.Push push =
        call.session()
            .push()
            .orElseThrow(
                () -> new RpcException(RpcError.SERVER_ERROR, "notifications not supported"));
    Hash id = node.subscriptions().subscribe(topic(call), push);
    return RpcResult.quantity(id.toUInt256());
  }

  private Subscriptions.Topic topic(RpcCall call) {
    String topic = call.get(TOPIC);
    Json options = call.get(OPTIONS);
    return switch (topic) {
      case "newHeads" -> new Subscriptions.Topic.Heads();
      case "syncing" -> new Subscriptions.Topic.Syncing();
      case "newPendingTransactions" ->
          new Subscriptions.Topic.Pending(options.equals(new Json.Bool(true)));
      case "logs" -> new Subscriptions.Topic.Logs(logFilter(options));
      default ->
          throw new RpcException(
              RpcError.INVALID_PARAMS, "no \"" + topic + "\" subscription in eth namespace");
    };
  }

  private static LogFilter logFilter(Json options) {
    return LogFilter.TYPE.value(options instanceof Json.Null ? new Json.Obj(Map.of()) : options, 1);
  }
}
