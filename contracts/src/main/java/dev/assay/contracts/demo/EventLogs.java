package dev.assay.contracts.demo;

import dev.assay.contracts.Abi.Event;
import dev.assay.contracts.DeployedContract;
import dev.assay.contracts.LocalChain;
import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.Log;

/**
 * One event as eth_getLogs tells it.
 *
 * @param block it happened in
 * @param values in the order of the event's parameters
 */
record EventLogs(BigInteger block, List<Object> values) {

  /** All events of one name that a contract has left, oldest first. */
  static List<EventLogs> of(LocalChain chain, DeployedContract contract, String name) {
    Event event = contract.abi().event(name);
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameterName.EARLIEST,
            DefaultBlockParameterName.LATEST,
            contract.address());
    filter.addSingleTopic(event.topic());
    return chain.ask(chain.client().ethGetLogs(filter)).getLogs().stream()
        .map(result -> (Log) result.get())
        .map(
            log ->
                new EventLogs(log.getBlockNumber(), event.decode(log.getTopics(), log.getData())))
        .toList();
  }
}
