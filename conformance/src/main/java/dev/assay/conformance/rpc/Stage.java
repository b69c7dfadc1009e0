package dev.assay.conformance.rpc;

import dev.assay.conformance.json.Json;
import dev.assay.contracts.Contracts;
import java.util.Map;
import java.util.TreeMap;

/**
 * A chain that holds a bit of everything: a contract, transactions of every type, one that failed,
 * logs, filters, one that waits. The names of what is there stand for it in requests.
 */
final class Stage {
  private static final String INCREMENT = "0xd09de08a";

  private final Endpoint node;
  private final Map<String, String> names = new TreeMap<>();

  private Stage(Endpoint node) {
    this.node = node;
  }

  /** Sets the stage on a development chain, whose first accounts are unlocked. */
  static Stage set(Endpoint node) {
    Stage stage = new Stage(node);
    stage.set();
    return stage;
  }

  private void set() {
    Json accounts = node.result("eth_accounts", "");
    names.put("account", accounts.elements().getFirst().text());
    names.put("other", accounts.elements().getLast().text());
    names.put("code", Contracts.COUNTER.load().creationCode());
    names.put("creation", send("\"data\":\"" + names.get("code") + "\""));
    names.put("contract", receipt("creation").get("contractAddress").text());
    String call = "\"to\":\"" + names.get("contract") + "\",\"data\":\"" + INCREMENT + "\"";
    names.put("call", send(call));
    names.put("legacy", send(call + ",\"gasPrice\":\"0xb2d05e00\""));
    String list =
        ",\"accessList\":[{\"address\":\"%s\",\"storageKeys\":[\"0x%s\"]}]"
            .formatted(names.get("contract"), "0".repeat(64));
    names.put("withList", send(call + ",\"gasPrice\":\"0xb2d05e00\"" + list));
    names.put("failed", send(call.replace(INCREMENT, "0x12345678") + ",\"gas\":\"0x30d40\""));
    names.put("block", receipt("call").get("blockHash").text());
    names.put("number", receipt("call").get("blockNumber").text());
    names.put("filter", node.result("eth_newFilter", "{\"fromBlock\":\"0x0\"}").text());
    names.put("blockFilter", node.result("eth_newBlockFilter", "").text());
    names.put("raw", signed());
    names.put("waiting", send("\"to\":\"" + names.get("account") + "\",\"nonce\":\"0xff\""));
  }

  private String send(String fields) {
    return node.result(
            "eth_sendTransaction", "{\"from\":\"" + names.get("account") + "\"," + fields + "}")
        .text();
  }

  private Json receipt(String name) {
    return node.result("eth_getTransactionReceipt", "\"" + names.get(name) + "\"");
  }

  private String signed() {
    return node.result(
            "eth_signTransaction",
            "{\"from\":\"%s\",\"to\":\"%s\",\"value\":\"0x1\",\"nonce\":\"0x0\"}"
                .formatted(names.get("other"), names.get("account")))
        .get("raw")
        .text();
  }

  /** A request's parameters with what the names in braces stand for. */
  String fill(String params) {
    String filled = params;
    for (Map.Entry<String, String> name : names.entrySet()) {
      filled = filled.replace("{" + name.getKey() + "}", name.getValue());
    }
    return filled;
  }
}
