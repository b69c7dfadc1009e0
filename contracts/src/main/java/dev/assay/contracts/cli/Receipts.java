package dev.assay.contracts.cli;

import java.io.PrintWriter;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** What the commands say of a transaction. */
final class Receipts {
  private Receipts() {}

  static void print(PrintWriter out, TransactionReceipt receipt) {
    out.println("transaction  " + receipt.getTransactionHash());
    out.println("block        " + receipt.getBlockNumber());
    out.println("gas used     " + receipt.getGasUsed());
    receipt
        .getLogs()
        .forEach(
            log ->
                out.println(
                    "log          "
                        + log.getAddress()
                        + " "
                        + String.join(" ", log.getTopics())
                        + " "
                        + log.getData()));
    out.flush();
  }
}
