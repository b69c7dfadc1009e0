package dev.assay.contracts;

import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

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
  private final Node node;
  private final ChainClient chain;
  private final List<Credentials> accounts;

  private LocalChain(Node node) {
    this.node = node;
    this.chain = new ChainClient(node.rpcUrl());
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
    return chain.client();
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
    return ask(client().ethGetBalance(address, DefaultBlockParameterName.LATEST)).getBalance();
  }

  /** Sends ether. */
  public TransactionReceipt transfer(Credentials from, String to, BigInteger wei) {
    return transact("transfer", new Abi(List.of(), List.of(), List.of()), from, to, wei, "0x");
  }

  /** Asks the node; an answer that is an error is an exception. */
  public <T extends Response<?>> T ask(Request<?, T> request) {
    return chain.ask(request);
  }

  /** Asks for a method that the client has no name of its own for. */
  public <T extends Response<?>> T ask(String method, Class<T> answer, Object... params) {
    return chain.ask(method, answer, params);
  }

  /** Runs a call without a transaction; answers the data it returned. */
  String call(String what, Abi abi, Credentials from, String to, String data) {
    return chain.call(what, abi, from.getAddress(), to, data);
  }

  /** Signs, sends and waits; the gas limit is the node's estimate. */
  TransactionReceipt transact(
      String what, Abi abi, Credentials from, @Nullable String to, BigInteger wei, String data) {
    return chain.transact(what, abi, from, to, wei, data);
  }

  /** Sends a signed transaction; answers its hash. */
  public String sendRaw(String signed) {
    return chain.sendRaw(signed);
  }

  /** The receipt of a transaction, waited for. */
  public TransactionReceipt confirm(String transactionHash) {
    return chain.confirm(transactionHash);
  }

  @Override
  public void close() {
    chain.close();
    node.close();
  }
}
