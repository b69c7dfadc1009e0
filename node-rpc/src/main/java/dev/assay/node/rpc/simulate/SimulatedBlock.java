package dev.assay.node.rpc.simulate;

import dev.assay.host.CallOutcome;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.MinedTransaction;
import dev.assay.node.rpc.Calls;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.state.chain.Log;
import dev.assay.state.types.Address;
import java.util.List;

/**
 * A block that might have been.
 *
 * @param block header, transactions and receipts
 * @param calls what each of its transactions did
 */
record SimulatedBlock(ChainBlock block, List<Call> calls) {
  /** Copies the list. */
  SimulatedBlock {
    calls = List.copyOf(calls);
  }

  /**
   * What a transaction did.
   *
   * @param sender who sent it; nobody signed
   * @param outcome how it ended
   * @param logs its logs, with those of ether when asked for
   */
  record Call(Address sender, CallOutcome outcome, List<Log> logs) {
    /** Copies the list. */
    Call {
      logs = List.copyOf(logs);
    }
  }

  void write(JsonWriter out, boolean fullTransactions) {
    out.beginObject();
    ChainJson.blockFields(out, block);
    out.name("transactions").beginArray();
    for (int i = 0; i < calls.size(); i++) {
      if (fullTransactions) {
        ChainJson.transaction(out, new MinedTransaction(block, i), calls.get(i).sender());
      } else {
        out.hex(block.transactionHashes().get(i));
      }
    }
    out.endArray().name("calls").beginArray();
    int firstLog = 0;
    for (int i = 0; i < calls.size(); i++) {
      write(out, i, firstLog);
      firstLog += calls.get(i).logs().size();
    }
    out.endArray().endObject();
  }

  private void write(JsonWriter out, int index, int firstLog) {
    Call call = calls.get(index);
    out.beginObject().name("returnData").hex(call.outcome().output());
    out.name("logs").beginArray();
    for (int i = 0; i < call.logs().size(); i++) {
      ChainJson.log(out, call.logs().get(i), new ChainJson.LogPlace(block, index, firstLog + i));
    }
    out.endArray().name("gasUsed").quantity(call.outcome().gasUsed());
    out.name("maxUsedGas").quantity(beforeRefunds(call.outcome()));
    out.name("status").quantity(call.outcome().succeeded() ? 1 : 0);
    switch (call.outcome()) {
      case CallOutcome.Success _ -> {}
      case CallOutcome.Revert(_, var output) -> error(out, Calls.reverted(output));
      case CallOutcome.Failed failed ->
          error(
              out,
              new RpcException(
                  RpcError.VM_EXECUTION_ERROR, "vm execution error: " + failed.message()));
    }
    out.endObject();
  }

  private static long beforeRefunds(CallOutcome outcome) {
    return outcome instanceof CallOutcome.Success success
        ? success.gasUsed() + success.gasRefunded()
        : outcome.gasUsed();
  }

  private static void error(JsonWriter out, RpcException error) {
    out.name("error").beginObject().name("code").number(error.error().code());
    out.name("message").string(error.text());
    error.details().ifPresent(details -> out.name("data").json(details));
    out.endObject();
  }
}
