package dev.assay.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The node as its clients see it, without contracts. */
class LocalChainRpcTest {
  private static final String FIRST = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
  private static final String STRANGER = "0x00000000000000000000000000000000000000aa";

  private Node node;
  private RpcClient client;

  @BeforeEach
  void start() {
    node = Node.start(NodeConfig.dev().withPort(0));
    client = RpcClient.of(node);
  }

  @AfterEach
  void stop() {
    client.http().close();
    node.close();
  }

  private String pay(String to, String wei) {
    return client.string(
        "eth_sendTransaction", "{'from':'" + FIRST + "','to':'" + to + "','value':'" + wei + "'}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "eth_chainId||0x7a69",
        "net_version||31337",
        "eth_blockNumber||0x0",
        "eth_gasPrice||0x6fc23ac0",
        "eth_maxPriorityFeePerGas||0x3b9aca00",
        "eth_getBalance|'0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266','latest'|0x21e19e0c9bab2400000",
        "eth_getBalance|'0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266',{'blockNumber':'0x0'}"
            + "|0x21e19e0c9bab2400000",
        "eth_getTransactionCount|'0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266','pending'|0x0",
        "eth_getCode|'0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266','latest'|0x",
        "eth_call|{'to':'0x00000000000000000000000000000000000000aa','data':'0x1234'},'latest'|0x",
        "eth_estimateGas|{'from':'0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266',"
            + "'to':'0x00000000000000000000000000000000000000aa','value':'0x1'}|0x5208",
        "web3_sha3|'0x'|0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        "eth_getBlockTransactionCountByNumber|'latest'|0x0",
        "eth_getUncleCountByBlockNumber|'latest'|0x0",
      })
  void theFreshChainAnswers(String method, String params, String result) {
    assertEquals(result, client.string(method, params == null ? "" : params));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "eth_getBlockByNumber|'0x99',false",
        "eth_getBlockByHash|'0x11111111111111111111111111111111"
            + "11111111111111111111111111111111',true",
        "eth_getTransactionByHash|'0x11111111111111111111111111111111"
            + "11111111111111111111111111111111'",
        "eth_getTransactionReceipt|'0x11111111111111111111111111111111"
            + "11111111111111111111111111111111'",
        "eth_getBlockReceipts|'0x99'",
        "eth_getTransactionByBlockNumberAndIndex|'0x0','0x0'",
      })
  void whatDoesNotExistIsNull(String method, String params) {
    assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}", client.ask(method, params));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "eth_getBalance||-32602|missing value for required argument 0",
        "eth_getBalance|'0xzz','latest'|-32602|invalid argument 0: address: not a hex digit",
        "eth_getBalance|'0x1234','latest'|-32602|invalid argument 0: address: want 20 bytes",
        "eth_getBalance|'0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266','latestt'"
            + "|-32602|invalid argument 1: quantity: hex string without 0x prefix",
        "eth_getBalance|'0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266','0xffffff'"
            + "|-32001|header not found",
        "eth_getBalance|'0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266','latest',1"
            + "|-32602|too many arguments, want at most 2",
        "eth_getBlockByNumber|'0x1111111111111111111111',false|-32602|over 63 bits",
        "eth_call|{'to':'0x00000000000000000000000000000000000000aa','data':'0x1','input':'0x'}"
            + "|-32602|hex string of odd length",
        "eth_call|{'data':'0x12','input':'0x34'}|-32602|both",
        "eth_getLogs|{'fromBlock':'0x5','toBlock':'0x1'}|-32602|invalid block range params",
        "eth_getLogs|{'fromBlock':'0x0','blockHash':'0x11111111111111111111111111111111"
            + "11111111111111111111111111111111'}|-32602|cannot specify both",
        "eth_getLogs|{'topics':[null,null,null,null,null]}|-32602|exceed max topics",
        "eth_feeHistory|'0x1','latest',[50,20]|-32602|invalid reward percentile",
        "eth_getFilterChanges|'0x1'|-32000|filter not found",
        "eth_subscribe|'newHeads'|-32000|notifications not supported",
        "eth_sendTransaction|{'from':'0x00000000000000000000000000000000000000aa',"
            + "'to':'0x00000000000000000000000000000000000000aa'}|-32000|unknown account",
        "eth_sendTransaction|{'to':'0x00000000000000000000000000000000000000aa'}"
            + "|-32602|from address is required",
        "eth_estimateGas|{'from':'0x00000000000000000000000000000000000000aa',"
            + "'to':'0x00000000000000000000000000000000000000ab','value':'0x1'}"
            + "|-32000|insufficient",
        "debug_traceTransaction|'0x11111111111111111111111111111111"
            + "11111111111111111111111111111111'|-32000|transaction not found",
      })
  void wrongRequestsAreToldWhy(String method, String params, int code, String why) {
    String answer = client.ask(method, params == null ? "" : params);
    assertTrue(answer.contains("\"error\":{\"code\":" + code + ","), answer);
    assertTrue(answer.contains(why), answer);
    assertEquals("0x0", client.string("eth_blockNumber", ""));
  }

  @Test
  void aFilterIsNamedByAQuantity() {
    for (int i = 0; i < 64; i++) {
      String id = client.string("eth_newBlockFilter", "");
      assertTrue(id.matches("0x[1-9a-f][0-9a-f]*"), id);
      assertTrue(client.ask("eth_uninstallFilter", "'" + id + "'").endsWith("true}"));
    }
  }

  @Test
  void filtersTellEachEventOnce() {
    String blocks = client.string("eth_newBlockFilter", "");
    String pending = client.string("eth_newPendingTransactionFilter", "");
    String logs = client.string("eth_newFilter", "{}");
    String hash = pay(STRANGER, "0x1");
    String head = resultOf(client.ask("eth_getBlockByNumber", "'latest',false"), "hash");
    assertTrue(client.ask("eth_getFilterChanges", "'" + blocks + "'").contains(head));
    assertFalse(client.ask("eth_getFilterChanges", "'" + blocks + "'").contains(head));
    assertTrue(client.ask("eth_getFilterChanges", "'" + pending + "'").contains(hash));
    assertTrue(client.ask("eth_getFilterChanges", "'" + logs + "'").endsWith("\"result\":[]}"));
    assertTrue(client.ask("eth_uninstallFilter", "'" + logs + "'").endsWith("true}"));
    assertTrue(client.ask("eth_uninstallFilter", "'" + logs + "'").endsWith("false}"));
  }

  private static String resultOf(String answer, String field) {
    Matcher matcher = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(answer);
    assertTrue(matcher.find(), answer);
    return matcher.group(1);
  }

  @Test
  void aSnapshotBringsBackHeightStateAndTimeOnce() {
    String before = client.ask("eth_getBlockByNumber", "'latest',false");
    String id = client.string("evm_snapshot", "");
    String later = client.string("evm_snapshot", "");
    pay(STRANGER, "0x1");
    client.ask("evm_increaseTime", "1000");
    client.ask("hardhat_setBalance", "'" + STRANGER + "','0x7'");
    assertTrue(client.ask("evm_revert", "'" + id + "'").endsWith("true}"));
    assertEquals(before, client.ask("eth_getBlockByNumber", "'latest',false"));
    assertEquals("0x0", client.string("eth_getBalance", "'" + STRANGER + "'"));
    assertEquals("0x0", client.string("eth_getTransactionCount", "'" + FIRST + "'"));
    assertTrue(client.ask("evm_revert", "'" + id + "'").endsWith("false}"));
    assertTrue(client.ask("evm_revert", "'" + later + "'").endsWith("false}"));
    pay(STRANGER, "0x2");
    assertEquals("0x2", client.string("eth_getBalance", "'" + STRANGER + "'"));
  }

  @Test
  void editsAreSeenAtOnceAndTheNextBlockCommitsToThem() {
    client.ask("anvil_setBalance", "'" + STRANGER + "','0x64'");
    client.ask("hardhat_setNonce", "'" + STRANGER + "','0x9'");
    String word = "0x" + "00".repeat(31) + "2a";
    client.ask("hardhat_setStorageAt", "'" + STRANGER + "','0x1','" + word + "'");
    assertEquals("0x64", client.string("eth_getBalance", "'" + STRANGER + "'"));
    assertEquals("0x9", client.string("eth_getTransactionCount", "'" + STRANGER + "'"));
    assertEquals(word, client.string("eth_getStorageAt", "'" + STRANGER + "','0x1'"));
    assertEquals("0x0", client.string("eth_blockNumber", ""));
    client.ask("evm_mine", "");
    assertEquals(word, client.string("eth_getStorageAt", "'" + STRANGER + "','0x1','0x1'"));
    String proof = client.ask("eth_getProof", "'" + STRANGER + "',['0x1'],'latest'");
    assertTrue(proof.contains("\"balance\":\"0x64\""), proof);
    assertTrue(proof.contains("\"value\":\"0x2a\""), proof);
  }

  @Test
  void impersonatedAccountsSendWithoutAKey() {
    client.ask("hardhat_setBalance", "'" + STRANGER + "','0xde0b6b3a7640000'");
    client.ask("hardhat_impersonateAccount", "'" + STRANGER + "'");
    String hash =
        client.string(
            "eth_sendTransaction",
            "{'from':'" + STRANGER + "','to':'" + FIRST + "','value':'0x5'}");
    String receipt = client.ask("eth_getTransactionReceipt", "'" + hash + "'");
    assertTrue(receipt.contains("\"from\":\"" + STRANGER + "\""), receipt);
    assertTrue(receipt.contains("\"status\":\"0x1\""), receipt);
    client.ask("hardhat_stopImpersonatingAccount", "'" + STRANGER + "'");
    assertTrue(
        client
            .ask("eth_sendTransaction", "{'from':'" + STRANGER + "','to':'" + FIRST + "'}")
            .contains("unknown account"));
  }

  @Test
  void impersonatedContractsSendToo() {
    client.ask("anvil_setCode", "'" + STRANGER + "','0x0061736d'");
    client.ask("anvil_setBalance", "'" + STRANGER + "','0xde0b6b3a7640000'");
    client.ask("anvil_impersonateAccount", "'" + STRANGER + "'");
    String hash =
        client.string(
            "eth_sendTransaction",
            "{'from':'" + STRANGER + "','to':'" + FIRST + "','value':'0x5'}");
    String receipt = client.ask("eth_getTransactionReceipt", "'" + hash + "'");
    assertTrue(receipt.contains("\"status\":\"0x1\""), receipt);
    String second =
        client.string("eth_sendTransaction", "{'from':'" + STRANGER + "','to':'" + FIRST + "'}");
    String again = client.ask("debug_traceTransaction", "'" + second + "'");
    assertTrue(again.contains("\"from\":\"" + STRANGER + "\""), again);
  }

  @Test
  void miningCanBeStoppedAndAskedFor() {
    client.ask("evm_setAutomine", "false");
    String hash = pay(STRANGER, "0x1");
    assertTrue(client.ask("eth_getTransactionReceipt", "'" + hash + "'").contains("null"));
    assertEquals("0x1", client.string("eth_getTransactionCount", "'" + FIRST + "','pending'"));
    assertEquals("0x0", client.string("eth_getTransactionCount", "'" + FIRST + "','latest'"));
    client.ask("hardhat_mine", "'0x3','0x3c'");
    assertEquals("0x3", client.string("eth_blockNumber", ""));
    long second = time("0x2");
    assertEquals(60, time("0x3") - second);
    assertTrue(client.ask("eth_getTransactionReceipt", "'" + hash + "'").contains("0x5208"));
  }

  private long time(String block) {
    return Long.decode(
        resultOf(client.ask("eth_getBlockByNumber", "'" + block + "',false"), "timestamp"));
  }

  @Test
  void theNextTimestampCanBeChosenButNotThePast() {
    long next = time("0x0") + 5000;
    client.ask("evm_setNextBlockTimestamp", String.valueOf(next));
    client.ask("evm_mine", "");
    assertEquals(next, time("0x1"));
    client.ask("evm_mine", "");
    assertTrue(time("0x2") >= next);
    assertTrue(client.ask("evm_setNextBlockTimestamp", "5").contains("lower than the previous"));
  }

  @Test
  void tracesShowWhatHappened() {
    String hash = pay(STRANGER, "0x1");
    String call = client.ask("debug_traceTransaction", "'" + hash + "',{'tracer':'callTracer'}");
    assertTrue(call.contains("\"type\":\"CALL\",\"from\":\"" + FIRST + "\""), call);
    assertTrue(call.contains("\"gasUsed\":\"0x5208\""), call);
    String state =
        client.ask(
            "debug_traceTransaction",
            "'" + hash + "',{'tracer':'prestateTracer','tracerConfig':{'diffMode':true}}");
    assertTrue(state.contains("\"" + STRANGER + "\":{\"balance\":\"0x1\""), state);
    assertTrue(
        client
            .ask("debug_traceTransaction", "'" + hash + "',{'tracer':'4byteTracer'}")
            .contains("no tracer named 4byteTracer"));
  }

  @Test
  void overridesChangeOnlyTheCallTheyComeWith() {
    String override = "{'" + STRANGER + "':{'balance':'0xffffffffffffffff'}}";
    assertEquals(
        "0x5208",
        client.string(
            "eth_estimateGas",
            "{'from':'"
                + STRANGER
                + "','to':'"
                + FIRST
                + "','value':'0xffff'},'latest',"
                + override));
    assertEquals("0x0", client.string("eth_getBalance", "'" + STRANGER + "'"));
  }

  @Test
  void webSocketsGetHeadsAndTransactionsAsTheyCome() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    WebSocket socket =
        client
            .http()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + node.rpcUrl().getAuthority()), new Collector(received))
            .join();
    subscribe(socket, "newHeads");
    String heads = resultOf(next(received), "result");
    subscribe(socket, "newPendingTransactions");
    String pending = resultOf(next(received), "result");
    String hash = pay(STRANGER, "0x1");
    String both = next(received) + next(received);
    assertTrue(both.contains("\"subscription\":\"" + pending + "\",\"result\":\"" + hash), both);
    assertTrue(both.contains("\"subscription\":\"" + heads + "\",\"result\":{\"number\""), both);
    socket
        .sendText(
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_unsubscribe\",\"params\":[\""
                + heads
                + "\"]}",
            true)
        .join();
    assertTrue(next(received).contains("true"));
    pay(STRANGER, "0x1");
    assertTrue(next(received).contains(pending));
    assertEquals(null, received.poll(200, TimeUnit.MILLISECONDS));
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  private static void subscribe(WebSocket socket, String topic) {
    socket
        .sendText(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\""
                + topic
                + "\"]}",
            true)
        .join();
  }

  private static String next(BlockingQueue<String> received) throws InterruptedException {
    String message = received.poll(10, TimeUnit.SECONDS);
    assertTrue(message != null, "no message");
    return message;
  }

  private record Collector(BlockingQueue<String> received) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      received.add(text.toString());
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  @Test
  void aBatchOfTransactionsSharesABlock() {
    String one =
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"eth_sendTransaction\",\"params\":[{\"from\":\""
            + FIRST
            + "\",\"to\":\""
            + STRANGER
            + "\",\"value\":\"0x1\",\"gas\":\"0x5208\",\"nonce\":\"0x%x\"}]}";
    StringBuilder batch = new StringBuilder("[");
    for (int i = 0; i < 50; i++) {
      batch.append(i == 0 ? "" : ",").append(one.formatted(i, i));
    }
    String answer = client.post(batch.append("]").toString());
    assertFalse(answer.contains("error"), answer);
    assertEquals("0x32", client.string("eth_getBalance", "'" + STRANGER + "'"));
    assertTrue(node.height() <= 50);
  }

  @Test
  void aTakenPortIsAReasonNotToStart() {
    NodeStartException refused =
        org.junit.jupiter.api.Assertions.assertThrows(
            NodeStartException.class,
            () -> Node.start(NodeConfig.dev().withPort(node.rpcUrl().getPort())));
    assertTrue(String.valueOf(refused.getMessage()).contains("--port"), refused.getMessage());
  }

  @Test
  void resetBeginsAgainAtGenesis() {
    String genesis = client.ask("eth_getBlockByNumber", "'0x0',false");
    String snapshot = client.string("evm_snapshot", "");
    pay(STRANGER, "0x5");
    client.ask("evm_setAutomine", "false");
    pay(STRANGER, "0x5");
    assertTrue(client.ask("anvil_reset", "{'forking':{'jsonRpcUrl':'x'}}").contains("forking"));
    assertTrue(client.ask("hardhat_reset", "").contains("true"));
    assertEquals("0x0", client.string("eth_blockNumber", ""));
    assertEquals("0x0", client.string("eth_getBalance", "'" + STRANGER + "'"));
    assertEquals("0x0", client.string("eth_getTransactionCount", "'" + FIRST + "','pending'"));
    assertEquals(genesis, client.ask("eth_getBlockByNumber", "'0x0',false"));
    assertTrue(client.ask("evm_revert", "'" + snapshot + "'").contains("false"));
  }

  @Test
  void storageOfSeveralAccountsInOneAnswer() {
    String word = "0x%064x".formatted(7);
    client.ask("hardhat_setBalance", "'" + STRANGER + "','0x1'");
    client.ask("hardhat_setStorageAt", "'" + STRANGER + "','0x1','" + word + "'");
    String answer =
        client.ask("eth_getStorageValues", "{'" + STRANGER + "':['0x1','0x2'],'" + FIRST + "':[]}");
    assertTrue(
        answer.contains(
            "{\"" + STRANGER + "\":[\"" + word + "\",\"0x%064x\"],\"".formatted(0) + FIRST),
        answer);
    String slots = "'0x1',".repeat(1024);
    assertTrue(
        client
            .ask("eth_getStorageValues", "{'" + STRANGER + "':[" + slots + "'0x1']}")
            .contains("-32005"));
    assertFalse(
        client
            .ask(
                "eth_getStorageValues",
                "{'" + STRANGER + "':[" + slots.substring(0, slots.length() - 1) + "]}")
            .contains("error"));
  }

  /** EIP-7966: the receipt at once, or error 4 when no block came in time. */
  @Test
  void sendsAndAnswersTheReceipt() {
    String signed =
        raw("{'from':'" + FIRST + "','to':'" + STRANGER + "','value':'0x5','gas':'0x5208'}");
    String receipt = client.ask("eth_sendRawTransactionSync", "'" + signed + "'");
    assertTrue(receipt.contains("\"status\":\"0x1\""), receipt);
    client.ask("evm_setAutomine", "false");
    String later =
        raw("{'from':'" + FIRST + "','to':'" + STRANGER + "','value':'0x6','gas':'0x5208'}");
    String late = client.ask("eth_sendRawTransactionSync", "'" + later + "',50");
    assertTrue(late.contains("\"code\":4,"), late);
    assertTrue(client.ask("txpool_status", "").contains("\"pending\":\"0x1\""));
  }

  private String raw(String transaction) {
    String answer = client.ask("eth_signTransaction", transaction);
    Matcher matcher = Pattern.compile("\"raw\":\"(0x[0-9a-f]+)\"").matcher(answer);
    assertTrue(matcher.find(), answer);
    return matcher.group(1);
  }
}
