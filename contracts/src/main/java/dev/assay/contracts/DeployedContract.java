package dev.assay.contracts;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * A contract on a {@link LocalChain}, spoken to by one account. Immutable.
 *
 * @param chain where it lives
 * @param abi how it is spoken to
 * @param address where it is
 * @param sender who calls it
 * @param creation the receipt of its creation
 */
public record DeployedContract(
    LocalChain chain, Abi abi, String address, Credentials sender, TransactionReceipt creation) {

  /**
   * A log of this contract, decoded.
   *
   * @param name of the event
   * @param values in the order of the event's parameters
   */
  public record EventLog(String name, List<Object> values) {}

  /** The same contract called by another account. */
  public DeployedContract from(Credentials account) {
    return new DeployedContract(chain, abi, address, account, creation);
  }

  /**
   * Sends a transaction and waits for its receipt.
   *
   * @throws ContractReverted with the decoded reason
   */
  public TransactionReceipt send(String function, Object... arguments) {
    return pay(BigInteger.ZERO, function, arguments);
  }

  /** The same, with ether. */
  public TransactionReceipt pay(BigInteger wei, String function, Object... arguments) {
    String data = abi.function(function).encode(arguments);
    return chain.transact(function, abi, sender, address, wei, data);
  }

  /**
   * Calls without a transaction; the values returned.
   *
   * @throws ContractReverted with the decoded reason
   */
  public List<Object> call(String function, Object... arguments) {
    Abi.Function target = abi.function(function);
    return target.decode(chain.call(function, abi, sender, address, target.encode(arguments)));
  }

  /** Calls a function that returns one integer. */
  public BigInteger integer(String function, Object... arguments) {
    return (BigInteger) call(function, arguments).getFirst();
  }

  /** Calls a function that returns one string or address. */
  public String text(String function, Object... arguments) {
    return (String) call(function, arguments).getFirst();
  }

  /** The events this contract left in a receipt, those that its ABI knows, in order. */
  public List<EventLog> events(TransactionReceipt receipt) {
    return receipt.getLogs().stream()
        .filter(log -> log.getAddress().equalsIgnoreCase(address))
        .flatMap(log -> decode(log).stream())
        .toList();
  }

  private Optional<EventLog> decode(Log log) {
    return abi.events().stream()
        .filter(event -> log.getTopics().indexOf(event.topic()) == 0)
        .findFirst()
        .map(event -> new EventLog(event.name(), event.decode(log.getTopics(), log.getData())));
  }
}
