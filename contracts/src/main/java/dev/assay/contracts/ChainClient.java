package dev.assay.contracts;

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

/** A node, wherever it runs, as web3j sees it: what every user of a contract needs of a chain. */
public final class ChainClient implements AutoCloseable {
  private static final BigInteger TIP = BigInteger.valueOf(1_000_000_000);
  private static final Duration RECEIPT_WAIT = Duration.ofSeconds(10);

  private final HttpService service;
  private final Web3j client;
  private @Nullable Long chainId;

  /** A client of the node at an address. */
  public ChainClient(URI url) {
    this.service = new HttpService(url.toString());
    this.client = Web3j.build(service);
  }

  /** The client behind this class, for what the class does not offer. */
  public Web3j client() {
    return client;
  }

  private long chainId() {
    if (chainId == null) {
      chainId = ask(client.ethChainId()).getChainId().longValueExact();
    }
    return chainId;
  }

  /** The accounts that the node signs for. */
  public List<String> accounts() {
    return ask(client.ethAccounts()).getAccounts();
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
  public String call(String what, Abi abi, String from, String to, String data) {
    Transaction call = Transaction.createEthCallTransaction(from, to, data);
    var response = send(client.ethCall(call, DefaultBlockParameterName.LATEST));
    if (response.hasError()) {
      throw reverted(what, abi, response.getError());
    }
    return response.getValue();
  }

  /** Signs, sends and waits; the gas limit is the node's estimate. */
  public TransactionReceipt transact(
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
            chainId(),
            nonce,
            estimate.getAmountUsed(),
            to == null ? "" : to,
            wei,
            data,
            TIP,
            baseFee().shiftLeft(1).add(TIP));
    byte[] signed = TransactionEncoder.signMessage(transaction, from);
    return succeeded(what, confirm(sendRaw(Numeric.toHexString(signed))));
  }

  private static TransactionReceipt succeeded(String what, TransactionReceipt receipt) {
    if (!receipt.isStatusOK()) {
      throw new ContractReverted(
          what
              + " failed in block "
              + receipt.getBlockNumber()
              + ", transaction "
              + receipt.getTransactionHash(),
          "0x");
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

  /** Lets the node sign and send for one of its accounts, and waits. */
  public TransactionReceipt transactUnlocked(
      String what, Abi abi, String from, @Nullable String to, BigInteger wei, String data) {
    var sent =
        send(client.ethSendTransaction(new Transaction(from, null, null, null, to, wei, data)));
    if (sent.hasError()) {
      throw reverted(what, abi, sent.getError());
    }
    return succeeded(what, confirm(sent.getTransactionHash()));
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
