package dev.assay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reactivex.disposables.Disposable;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthFeeHistory;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.http.HttpService;
import org.web3j.protocol.websocket.WebSocketService;

/** web3j beyond what the kit uses it for: filters, events as they come, fees, node accounts. */
@ExtendWith(LocalChainExtension.class)
class Web3jTest {
  private static final int POLL_MILLIS = 50;

  private static DeployedContract token(LocalChain chain) {
    DeployedContract token = chain.deploy(Contracts.ERC20);
    token.send("initialize", "Example Token", "EXA", chain.account(0).getAddress());
    token.send("mint", chain.account(0).getAddress(), BigInteger.valueOf(1000));
    return token;
  }

  private static <T> T next(BlockingQueue<T> heard) throws InterruptedException {
    return Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS), "nothing was heard");
  }

  @Test
  void eventsOverHttpComeThroughFilters(LocalChain chain) throws Exception {
    DeployedContract token = token(chain);
    String bob = chain.account(1).getAddress();
    BlockingQueue<Log> heard = new LinkedBlockingQueue<>();
    Web3j client =
        Web3j.build(
            new HttpService(chain.rpcUrl().toString()),
            POLL_MILLIS,
            Executors.newSingleThreadScheduledExecutor());
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, token.address());
    Disposable flow = client.ethLogFlowable(filter).subscribe(heard::add);
    try {
      String sent = token.send("transfer", bob, BigInteger.valueOf(5)).getTransactionHash();
      String seen = next(heard).getTransactionHash();
      while (!seen.equals(sent)) {
        seen = next(heard).getTransactionHash();
      }
    } finally {
      flow.dispose();
      client.shutdown();
    }
  }

  @Test
  void headsOverWebSocketComeBySubscription(LocalChain chain) throws Exception {
    URI url = URI.create(chain.rpcUrl().toString().replaceFirst("^http", "ws"));
    WebSocketService socket = new WebSocketService(url.toString(), false);
    socket.connect();
    Web3j client = Web3j.build(socket);
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Disposable flow =
        client
            .newHeadsNotifications()
            .subscribe(head -> heard.add(head.getParams().getResult().getNumber()));
    try {
      assertEquals("31337", client.netVersion().send().getNetVersion());
      chain.transfer(chain.account(0), chain.account(1).getAddress(), BigInteger.ONE);
      assertEquals("0x1", next(heard));
    } finally {
      flow.dispose();
      client.shutdown();
    }
  }

  @Test
  void feesAndNodeAccounts(LocalChain chain) throws Exception {
    Web3j client = chain.client();
    List<String> accounts = client.ethAccounts().send().getAccounts();
    assertEquals(10, accounts.size());
    String hash =
        client
            .ethSendTransaction(
                Transaction.createEtherTransaction(
                    accounts.get(3), null, null, null, accounts.get(4), BigInteger.ONE))
            .send()
            .getTransactionHash();
    assertEquals("0x1", chain.confirm(hash).getStatus());
    EthFeeHistory.FeeHistory history =
        client
            .ethFeeHistory(4, DefaultBlockParameterName.LATEST, List.of(10.0, 50.0))
            .send()
            .getFeeHistory();
    assertEquals(history.getGasUsedRatio().size() + 1, history.getBaseFeePerGas().size());
  }

  @Test
  void aCustomErrorIsDecoded(LocalChain chain) {
    DeployedContract token = token(chain).from(chain.account(1));
    ContractReverted refusal =
        assertThrows(
            ContractReverted.class,
            () -> token.send("transfer", chain.account(0).getAddress(), BigInteger.ONE));
    assertTrue(
        String.valueOf(refusal.getMessage()).contains("ERC20InsufficientBalance"),
        refusal.getMessage());
  }
}
