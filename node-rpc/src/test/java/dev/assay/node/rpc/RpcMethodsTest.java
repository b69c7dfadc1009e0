package dev.assay.node.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import dev.assay.node.RpcClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RpcMethodsTest {
  private static final Path MANUAL = Path.of("..", "docs", "json-rpc.md");
  private static final int MUTANTS = Integer.getInteger("assay.fuzz.requests", 1500);
  private static final JsonReader READER = new JsonReader(RequestLimits.DEFAULT);

  private static Node node;
  private static RpcClient client;

  @BeforeAll
  static void start() {
    node = Node.start(NodeConfig.dev().withPort(0));
    client = RpcClient.of(node);
  }

  @AfterAll
  static void stop() {
    client.http().close();
    node.close();
  }

  /** What every client in the field needs, and what contract authors expect of a dev chain. */
  private static final List<String> PROMISED =
      List.of(
          "web3_clientVersion net_version net_listening eth_chainId eth_syncing eth_blockNumber",
          "eth_getBlockByNumber eth_getBlockByHash eth_getTransactionByHash eth_getLogs",
          "eth_getTransactionReceipt eth_getBlockReceipts eth_getBalance eth_getTransactionCount",
          "eth_getCode eth_getStorageAt eth_getProof eth_call eth_estimateGas eth_gasPrice",
          "eth_maxPriorityFeePerGas eth_feeHistory eth_sendRawTransaction eth_accounts",
          "eth_newFilter eth_newBlockFilter eth_newPendingTransactionFilter eth_getFilterChanges",
          "eth_getFilterLogs eth_uninstallFilter eth_subscribe eth_unsubscribe",
          "eth_sendTransaction eth_sign personal_sign eth_signTransaction eth_fillTransaction",
          "eth_createAccessList eth_getTransactionByBlockHashAndIndex eth_blobBaseFee",
          "eth_getTransactionByBlockNumberAndIndex eth_getBlockTransactionCountByHash",
          "eth_getBlockTransactionCountByNumber eth_getUncleCountByBlockHash rpc_modules",
          "eth_getUncleCountByBlockNumber txpool_status txpool_content txpool_contentFrom",
          "txpool_inspect debug_traceTransaction debug_traceCall debug_traceBlockByNumber",
          "debug_traceBlockByHash debug_getRawBlock debug_getRawHeader debug_getRawReceipts",
          "debug_getRawTransaction evm_mine evm_snapshot evm_revert evm_increaseTime rpc.discover",
          "evm_setNextBlockTimestamp evm_setAutomine evm_setIntervalMining anvil_mine",
          "hardhat_mine anvil_setBalance hardhat_setBalance anvil_setNonce hardhat_setNonce",
          "anvil_setCode hardhat_setCode anvil_setStorageAt hardhat_setStorageAt",
          "anvil_impersonateAccount hardhat_impersonateAccount anvil_nodeInfo hardhat_metadata",
          "anvil_setCoinbase hardhat_setCoinbase hardhat_setNextBlockBaseFeePerGas",
          "anvil_dropTransaction hardhat_dropTransaction assay_gasProfile eth_signTypedData_v4",
          "eth_sendRawTransactionSync eth_getStorageValues hardhat_reset anvil_reset");

  private static Set<String> discovered() {
    Json document =
        READER.read(client.ask("rpc.discover", "").getBytes(UTF_8)) instanceof Json.Obj answer
            ? answer.get("result")
            : Json.Null.NULL;
    Set<String> names = new LinkedHashSet<>();
    Json.Arr methods = assertInstanceOf(Json.Arr.class, ParamTypes.object(document).get("methods"));
    for (Json method : methods.items()) {
      names.add(assertInstanceOf(Json.Str.class, ParamTypes.object(method).get("name")).value());
    }
    return names;
  }

  @Test
  void whatIsPromisedIsThere() {
    Set<String> names = discovered();
    PROMISED.stream()
        .flatMap(line -> List.of(line.split(" ")).stream())
        .forEach(name -> assertTrue(names.contains(name), name));
  }

  @Test
  void everyMethodAnswersWhateverItIsGiven() {
    for (String name : discovered()) {
      for (String params : List.of("", "null", "'x'", "{}", "[],[],[]", "-1", "'0x','0x'")) {
        String answer = client.ask(name, params);
        assertTrue(answer.contains("\"result\"") || answer.contains("\"error\""), answer);
        assertFalse(answer.contains("-32603"), name + "(" + params + "): " + answer);
        assertFalse(answer.contains("-32601"), name);
      }
      client.ask("evm_setAutomine", "true");
    }
  }

  @Test
  void twoMethodsOfOneNameAreRefused() {
    RpcMethod method = EchoMethods.LIST.all().iterator().next();
    assertThrows(IllegalStateException.class, () -> new RpcMethods(List.of(method, method)));
  }

  /** Descriptions need no node. */
  @SuppressWarnings("NullAway")
  private static RpcMethods described() {
    return RpcMethods.of(null);
  }

  @Test
  void theManualListsTheMethods() throws IOException {
    String page = RpcManual.page(described());
    if (Boolean.getBoolean("assay.bless")) {
      Files.createDirectories(MANUAL.getParent());
      Files.writeString(MANUAL, page, UTF_8);
    }
    assertEquals(Files.readString(MANUAL, UTF_8), page, "run with -Dassay.bless=true");
  }

  @Test
  void mutatedRequestsGetAnswersAndTheNodeLivesOn() {
    List<String> seeds =
        List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBalance\",\"params\":[\"0xf39fd6e51aad"
                + "88f6f4ce6ab8827279cfffb92266\",\"latest\"]}",
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"eth_call\",\"params\":[{\"to\":\"0xf39fd6"
                + "e51aad88f6f4ce6ab8827279cfffb92266\",\"data\":\"0x12345678\"},\"latest\",{}]}",
            "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getLogs\",\"params\":[{\"fromBlock\":"
                + "\"0x0\",\"topics\":[null,[]]}]},{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}]",
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"eth_feeHistory\",\"params\":[\"0x5\",\"latest\""
                + ",[1,50.5,99]]}",
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"eth_sendRawTransaction\",\"params\":[\"0x02f8"
                + "70827a6980843b9aca0084b2d05e00825208\"]}");
    Random random = new Random(20_261_121);
    for (int i = 0; i < MUTANTS; i++) {
      String mutant = mutate(seeds.get(i % seeds.size()), random);
      String answer = client.post(mutant);
      assertFalse(answer.contains("-32603"), mutant + " -> " + answer);
      if (!answer.isEmpty()) {
        READER.read(answer.getBytes(UTF_8));
      }
    }
    assertEquals("0x7a69", client.string("eth_chainId", ""));
  }

  private static String mutate(String text, Random random) {
    StringBuilder mutant = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(mutant.length());
      switch (random.nextInt(4)) {
        case 0 -> mutant.deleteCharAt(at);
        case 1 -> mutant.setCharAt(at, "{}[],:\"0x9afnull\\-e.".charAt(random.nextInt(20)));
        case 2 -> mutant.insert(at, mutant.substring(at, Math.min(mutant.length(), at + 8)));
        default -> mutant.insert(at, (char) (32 + random.nextInt(95)));
      }
    }
    return mutant.toString();
  }
}
