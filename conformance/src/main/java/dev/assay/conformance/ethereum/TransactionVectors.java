package dev.assay.conformance.ethereum;

import dev.assay.conformance.json.Json;
import dev.assay.conformance.report.Case;
import dev.assay.host.BlockContext;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.TxInvalidReason;
import dev.assay.host.code.CodeCache;
import dev.assay.metering.GasSchedules;
import dev.assay.metering.IntrinsicGas;
import dev.assay.state.chain.Transaction;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.AccountChange;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.WorldState;
import dev.assay.vm.Tier;
import java.util.List;
import java.util.TreeMap;

/** Transactions on the wire: who signed them, what they pay at once, or that they are invalid. */
final class TransactionVectors {
  private static final String FORK = "Cancun";

  /** Vectors from before it that no later fork judges differently. */
  private static final String OLDER_FORK = "London";

  private static final BlockContext BLOCK =
      new BlockContext(1, 1, Address.ZERO, Long.MAX_VALUE, UInt256.ZERO, Hash.ZERO, 1);
  private static final TransactionProcessor PROCESSOR =
      new TransactionProcessor(GasSchedules.ASSAY_1, new CodeCache(Tier.INTERPRETER));

  private TransactionVectors() {}

  static List<Case> check(String file, Json json) {
    return EthereumSuite.cases(json, TransactionVectors::checkOne).toList();
  }

  private static Case checkOne(String name, Json test) {
    var results = test.get("result");
    var expected = results.find(FORK).or(() -> results.find(OLDER_FORK));
    if (expected.isEmpty()) {
      return Case.skipped(name, "says nothing of " + FORK);
    }
    var exception = expected.get().find("exception").map(Json::text).orElse("");
    if (exception.endsWith("INITCODE_SIZE_EXCEEDED")) {
      return Case.skipped(name, "contract code has limits of its own here");
    }
    Transaction transaction;
    try {
      transaction = Transaction.decode(Bytes.fromHex(test.get("txbytes").text()));
    } catch (RlpError e) {
      if (exception.isEmpty() && e.reason() == RlpError.Reason.NUMBER_TOO_LARGE) {
        return Case.skipped(name, "gas limits have at most 63 bits here");
      }
      return Case.of(name, exception.isEmpty() ? "refused: " + e.getMessage() : "");
    }
    return exception.isEmpty()
        ? valid(name, transaction, expected.get())
        : Case.of(name, complaint(transaction).isEmpty() ? "accepted, expected " + exception : "");
  }

  private static Case valid(String name, Transaction transaction, Json expected) {
    var complaint = complaint(transaction);
    if (complaint.equals(TxInvalidReason.FLOOR_GAS.name())) {
      return Case.skipped(name, "EIP-7623, which is newer than " + FORK);
    }
    if (!complaint.isEmpty() && !wantsMoreThanThereIs(transaction, complaint)) {
      return Case.failed(name, complaint);
    }
    var facts =
        List.of(
            transaction.hash().toHex(),
            transaction.sender().orElseThrow().toHex(),
            UInt256.of(intrinsic(transaction)));
    var wanted =
        List.of(
            expected.get("hash").text(),
            expected.get("sender").text(),
            UInt256.fromHex(expected.get("intrinsicGas").text()));
    return EthereumSuite.same(name, wanted, facts);
  }

  /** The vectors do not know how much there is; only a price beyond 256 bits is invalid to them. */
  private static boolean wantsMoreThanThereIs(Transaction transaction, String complaint) {
    var price = transaction.maxFeePerGas();
    return complaint.equals(TxInvalidReason.INSUFFICIENT_FUNDS.name())
        && !price.multiplyOverflows(UInt256.of(transaction.gasLimit()));
  }

  private static long intrinsic(Transaction transaction) {
    long keys = transaction.accessList().stream().mapToLong(e -> e.storageKeys().size()).sum();
    return IntrinsicGas.of(
            GasSchedules.ASSAY_1,
            transaction.input().toArray(),
            transaction.isCreation(),
            transaction.accessList().size(),
            keys)
        .gas();
  }

  /** Why a sender who owns all there is could not send it; empty if it could. */
  private static String complaint(Transaction transaction) {
    var sender = transaction.sender();
    if (sender.isEmpty()) {
      return "signed by nobody";
    }
    var rich =
        new AccountChange.Updated(
            transaction.nonce(), UInt256.MAX, Hash.EMPTY_CODE, false, new TreeMap<>());
    var accounts = new TreeMap<Address, AccountChange>();
    accounts.put(sender.get(), rich);
    var state = InMemoryState.EMPTY.apply(new StateDiff(accounts, new TreeMap<>()));
    return PROCESSOR
        .validate(new WorldState(state), BLOCK, transaction, sender.get(), Long.MAX_VALUE)
        .map(invalid -> invalid.reason().name())
        .orElse("");
  }
}
