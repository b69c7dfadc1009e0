package dev.assay.conformance.programs;

import dev.assay.conformance.json.Json;
import dev.assay.conformance.rpc.Endpoint;
import java.math.BigInteger;
import java.net.URI;
import java.util.Optional;

/** A local chain as a client sees it: its first account is unlocked and pays. */
final class DevChain implements AutoCloseable {
  private static final String GAS = "0x1c9c380"; // 30,000,000: a whole block

  private final Endpoint node;
  private final String payer;

  DevChain(URI url) {
    this.node = new Endpoint(url);
    this.payer = node.result("eth_accounts", "").elements().getFirst().text();
  }

  /** The account that pays, digits with 0x. */
  String payer() {
    return payer;
  }

  /** Creates a contract; its address, or why the chain does not take it. */
  Ending create(String code) {
    Json answer =
        node.ask(
            "eth_sendTransaction",
            "{\"from\":\"%s\",\"data\":\"%s\",\"gas\":\"%s\"}".formatted(payer, code, GAS));
    return answer
        .find("result")
        .map(hash -> created(hash.text()))
        .orElseGet(() -> failed(answer.get("error")));
  }

  private Ending created(String hash) {
    Json receipt = node.result("eth_getTransactionReceipt", quoted(hash));
    return receipt.get("status").text().equals("0x1")
        ? new Ending.Returned(receipt.get("contractAddress").text())
        : whyFailed(hash);
  }

  private Ending whyFailed(String hash) {
    Json frame =
        node.result("debug_traceTransaction", quoted(hash) + ",{\"tracer\":\"callTracer\"}");
    String reason = frame.find("revertReason").map(Json::text).orElse("");
    return new Ending.Failed(frame.get("error").text() + " " + reason);
  }

  /** Sends data and ether; whether the receipt says that it succeeded. */
  boolean send(String to, String data, BigInteger wei) {
    Json hash =
        node.result(
            "eth_sendTransaction",
            "{\"from\":\"%s\",\"to\":\"%s\",\"data\":\"%s\",\"value\":\"0x%s\",\"gas\":\"%s\"}"
                .formatted(payer, to, data, wei.toString(16), GAS));
    Json receipt = node.result("eth_getTransactionReceipt", quoted(hash.text()));
    return receipt.get("status").text().equals("0x1");
  }

  /** Calls without a transaction. */
  Ending call(String to, String data) {
    Json answer =
        node.ask(
            "eth_call",
            "{\"from\":\"%s\",\"to\":\"%s\",\"data\":\"%s\",\"gas\":\"%s\"},\"latest\""
                .formatted(payer, to, data, GAS));
    Optional<Json> result = answer.find("result");
    return result.isPresent()
        ? new Ending.Returned(result.get().text())
        : failed(answer.get("error"));
  }

  private static Ending failed(Json error) {
    return error
        .find("data")
        .filter(Json.Text.class::isInstance)
        .<Ending>map(data -> new Ending.Reverted(data.text()))
        .orElseGet(() -> new Ending.Failed(error.get("message").text()));
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  @Override
  public void close() {
    node.close();
  }
}
