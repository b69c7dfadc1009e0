package dev.assay.contracts;

import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.utils.Numeric;

/**
 * A throw-away chain in this process with funded accounts: the test kit. Transactions are signed
 * here and sent through JSON-RPC, so a test exercises what a wallet would.
 *
 * <pre>{@code
 * try (LocalChain chain = LocalChain.start()) {
 *   DeployedContract counter = chain.deploy(Contracts.COUNTER);
 *   counter.send("increment");
 *   assertEquals(BigInteger.ONE, counter.integer("count"));
 * }
 * }</pre>
 */
public final class LocalChain implements AutoCloseable {
  private static final BigInteger TIP = BigInteger.valueOf(1_000_000_000);
  private static final Duration RECEIPT_WAIT = Duration.ofSeconds(10);

  private final Node node;
  private final HttpService service;
  private final Web3j client;
  private final List<Credentials> accounts;

  private LocalChain(Node node) {
    this.node = node;
    this.service = new HttpService(node.rpcUrl().toString());
    this.client = Web3j.build(service);
    this.accounts =
        node.accounts().keys().stream().map(key -> Credentials.create(key.hex())).toList();
  }

  /** Starts a chain on a free loopback port; a block for every transaction. */
  public static LocalChain start() {
    return start(NodeConfig.dev().withPort(0));
  }

  /** Starts a chain as configured. */
  public static LocalChain start(NodeConfig config) {
    return new LocalChain(Node.start(config));
  }

  /** Where any client can connect. */
  public URI rpcUrl() {
    return node.rpcUrl();
  }

  /** The client behind this class, for what the class does not offer. */
  public Web3j client() {
    return client;
  }

  /** What the node was started with. */
  public NodeConfig config() {
    return node.config();
  }

  /** A funded account; the first deploys unless told otherwise. */
  public Credentials account(int index) {
    return accounts.get(index);
  }

  /** Creates one of the contracts that come with Assay. */
  public DeployedContract deploy(Contracts contract) {
    return deploy(contract.load());
  }

  /** Creates a contract from the first account. */
  public DeployedContract deploy(CompiledContract contract) {
    return deploy(contract, account(0));
  }

  /**
   * Creates a contract.
   *
   * @throws ContractReverted if the chain refuses the module, with its reason
   */
  public DeployedContract deploy(CompiledContract contract, Credentials from) {
    TransactionReceipt receipt =
        transact(
            "creation of " + contract.name(),
            contract.abi(),
            from,
            null,
            BigInteger.ZERO,
            contract.creationCode());
    return new DeployedContract(this, contract.abi(), receipt.getContractAddress(), from, receipt);
  }

  /** The balance of an account in wei. */
  public BigInteger balance(String address) {
    return ask(client.ethGetBalance(address, DefaultBlockParameterName.LATEST)).getBalance();
  }

  /** Sends ether. */
  public TransactionReceipt transfer(Credentials from, String to, BigInteger wei) {
    return transact("transfer", new Abi(List.of(), List.of(), List.of()), from, to, wei, "0x");
  }

  /** Asks the node; an answer that is an error is an exception. */
  public <T extends Response<?>> T ask(Request<?, T> request) {
    T response = send(request);
    if (response.hasError()) {
      throw new IllegalStateException(
          request.getMethod() + ": " + response.getError().getMessage());
    }
    return response;
  }

  /** Asks for a method that the client has no name of its own for. */
  public <T extends Response<?>> T ask(String method, Class<T> answer, Object... params) {
    return ask(new Request<>(method, List.of(params), service, answer));
  }

  /** Runs a call without a transaction; answers the data it returned. */
  String call(String what, Abi abi, Credentials from, String to, String data) {
    Transaction call = Transaction.createEthCallTransaction(from.getAddress(), to, data);
    var response = send(client.ethCall(call, DefaultBlockParameterName.LATEST));
    if (response.hasError()) {
      throw reverted(what, abi, response.getError());
    }
    return response.getValue();
  }

  /** Signs, sends and waits; the gas limit is the node's estimate. */
  TransactionReceipt transact(
      String what, Abi abi, Credentials from, @Nullable String to, BigInteger wei, String data) {
    BigInteger nonce =
        ask(client.ethGetTransactionCount(from.getAddress(), DefaultBlockParameterName.PENDING))
            .getTransactionCount();
    var estimate =
        send(
            client.ethEstimateGas(
                new Transaction(from.getAddress(), null, null, null, to, wei, data)));
    if (estimate.hasError()) {
      throw reverted(what, abi, estimate.getError());
    }
    RawTransaction transaction =
        RawTransaction.createTransaction(
            config().chainId(),
            nonce,
            estimate.getAmountUsed(),
            to == null ? "" : to,
            wei,
            data,
            TIP,
            baseFee().shiftLeft(1).add(TIP));
    byte[] signed = TransactionEncoder.signMessage(transaction, from);
    TransactionReceipt receipt = confirm(sendRaw(Numeric.toHexString(signed)));
    if (!receipt.isStatusOK()) {
      throw new ContractReverted(what + " failed in block " + receipt.getBlockNumber(), "0x");
    }
    return receipt;
  }

  /** Sends a signed transaction; answers its hash. */
  public String sendRaw(String signed) {
    return ask(client.ethSendRawTransaction(signed)).getTransactionHash();
  }

  /** The receipt of a transaction, waited for. */
  public TransactionReceipt confirm(String transactionHash) {
    Instant end = Instant.now().plus(RECEIPT_WAIT);
    while (Instant.now().isBefore(end)) {
      Optional<TransactionReceipt> receipt =
          ask(client.ethGetTransactionReceipt(transactionHash)).getTransactionReceipt();
      if (receipt.isPresent()) {
        return receipt.get();
      }
      pause();
    }
    throw new IllegalStateException("no receipt of " + transactionHash + " in " + RECEIPT_WAIT);
  }

  private BigInteger baseFee() {
    return ask(client.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
        .getBlock()
        .getBaseFeePerGas();
  }

  private static <T extends Response<?>> T send(Request<?, T> request) {
    try {
      return request.send();
    } catch (IOException e) {
      throw new UncheckedIOException(request.getMethod(), e);
    }
  }

  private static ContractReverted reverted(String what, Abi abi, Response.Error error) {
    String data = error.getData() == null ? "0x" : error.getData().replace("\"", "");
    String reason = abi.describeRevert(data).orElse(error.getMessage());
    return new ContractReverted(what + ": " + reason, data);
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a receipt", e);
    }
  }

  @Override
  public void close() {
    client.shutdown();
    node.close();
  }
}
