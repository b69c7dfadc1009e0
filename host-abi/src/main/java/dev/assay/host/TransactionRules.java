package dev.assay.host;

import dev.assay.metering.GasSchedule;
import dev.assay.metering.IntrinsicGas;
import dev.assay.state.chain.AccessListEntry;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Addresses;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.WorldState;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a transaction must fulfil before it may change anything, in the order it is looked at. */
final class TransactionRules {
  private static final long MAX_NONCE = -1;

  private final GasSchedule schedule;

  TransactionRules(GasSchedule schedule) {
    this.schedule = schedule;
  }

  /**
   * The first rule that a transaction breaks, or null.
   *
   * @param anySender whether the sender may have code
   */
  TransactionResult.@Nullable Invalid violated(
      WorldState world,
      BlockContext block,
      Transaction tx,
      Address sender,
      long gasAvailable,
      boolean anySender) {
    var invalid = chainAndNonce(world, block, tx, sender);
    invalid = invalid == null && !anySender ? account(world, sender) : invalid;
    invalid = invalid == null ? fees(block, tx, sender) : invalid;
    invalid = invalid == null ? funds(world, tx, sender) : invalid;
    return invalid == null ? gas(tx, gasAvailable) : invalid;
  }

  private static TransactionResult.@Nullable Invalid chainAndNonce(
      WorldState world, BlockContext block, Transaction tx, Address sender) {
    OptionalLong chainId = tx.chainId();
    if (chainId.isPresent() && chainId.getAsLong() != block.chainId()) {
      return invalid(
          TxInvalidReason.WRONG_CHAIN_ID,
          String.format(Locale.ROOT, "have %d want %d", chainId.getAsLong(), block.chainId()));
    }
    long nonce = world.nonce(sender);
    if (tx.nonce() != nonce) {
      boolean low = Long.compareUnsigned(tx.nonce(), nonce) < 0;
      return invalid(
          low ? TxInvalidReason.NONCE_TOO_LOW : TxInvalidReason.NONCE_TOO_HIGH,
          String.format(
              Locale.ROOT,
              "address %s, tx: %s state: %s",
              text(sender),
              Long.toUnsignedString(tx.nonce()),
              Long.toUnsignedString(nonce)));
    }
    if (nonce == MAX_NONCE) {
      return invalid(
          TxInvalidReason.NONCE_MAX,
          String.format(
              Locale.ROOT, "address %s, nonce: %s", text(sender), Long.toUnsignedString(nonce)));
    }
    return null;
  }

  private static TransactionResult.@Nullable Invalid account(WorldState world, Address sender) {
    return world.codeHash(sender).equals(Hash.EMPTY_CODE)
        ? null
        : invalid(
            TxInvalidReason.SENDER_NOT_EOA,
            String.format(
                Locale.ROOT, "address %s, len(code): %d", text(sender), world.code(sender).size()));
  }

  private static TransactionResult.@Nullable Invalid fees(
      BlockContext block, Transaction tx, Address sender) {
    if (tx.maxFeePerGas().lessThan(tx.maxPriorityFeePerGas())) {
      return invalid(
          TxInvalidReason.TIP_ABOVE_FEE_CAP,
          String.format(
              Locale.ROOT,
              "address %s, maxPriorityFeePerGas: %s, maxFeePerGas: %s",
              text(sender),
              decimal(tx.maxPriorityFeePerGas()),
              decimal(tx.maxFeePerGas())));
    }
    if (tx.maxFeePerGas().lessThan(block.baseFee())) {
      return invalid(
          TxInvalidReason.FEE_CAP_TOO_LOW,
          String.format(
              Locale.ROOT,
              "address %s, maxFeePerGas: %s, baseFee: %s",
              text(sender),
              decimal(tx.maxFeePerGas()),
              decimal(block.baseFee())));
    }
    return null;
  }

  private static TransactionResult.@Nullable Invalid funds(
      WorldState world, Transaction tx, Address sender) {
    String shortage = shortage(world, sender, tx.gasLimit(), tx.maxFeePerGas(), tx.value());
    return shortage == null ? null : invalid(TxInvalidReason.INSUFFICIENT_FUNDS, shortage);
  }

  /** What the account lacks for the most that a message may cost, or null. */
  private static @Nullable String shortage(
      WorldState world, Address sender, long gasLimit, UInt256 price, UInt256 value) {
    var want =
        price
            .toBigInteger()
            .multiply(java.math.BigInteger.valueOf(gasLimit))
            .add(value.toBigInteger());
    var have = world.balance(sender).toBigInteger();
    return have.compareTo(want) >= 0
        ? null
        : String.format(Locale.ROOT, "address %s have %s want %s", text(sender), have, want);
  }

  private TransactionResult.@Nullable Invalid gas(Transaction tx, long gasAvailable) {
    if (tx.gasLimit() > gasAvailable) {
      return new TransactionResult.Invalid(
          TxInvalidReason.GAS_LIMIT_REACHED, TxInvalidReason.GAS_LIMIT_REACHED.text());
    }
    return size(tx.input(), tx.isCreation(), tx.accessList(), tx.gasLimit());
  }

  private TransactionResult.@Nullable Invalid size(
      Bytes input, boolean creation, List<AccessListEntry> accessList, long gasLimit) {
    IntrinsicGas intrinsic = intrinsic(schedule, input, creation, accessList);
    if (gasLimit < intrinsic.gas()) {
      return invalid(
          TxInvalidReason.INTRINSIC_GAS,
          String.format(Locale.ROOT, "have %d, want %d", gasLimit, intrinsic.gas()));
    }
    if (gasLimit < intrinsic.floor()) {
      return invalid(
          TxInvalidReason.FLOOR_GAS,
          String.format(Locale.ROOT, "have %d, want %d", gasLimit, intrinsic.floor()));
    }
    int most = schedule.rules().initCodeBytes();
    if (creation && input.size() > most) {
      return invalid(
          TxInvalidReason.INIT_CODE_SIZE,
          String.format(Locale.ROOT, "code size %d limit %d", input.size(), most));
    }
    return null;
  }

  /** Why a call cannot begin, or null. */
  TransactionResult.@Nullable Invalid refusal(WorldState world, CallRequest request) {
    String shortage =
        shortage(world, request.from(), request.gas(), request.gasPrice(), request.value());
    if (shortage != null) {
      return invalid(TxInvalidReason.INSUFFICIENT_FUNDS, shortage);
    }
    return size(request.data(), request.to() == null, request.accessList(), request.gas());
  }

  static IntrinsicGas intrinsic(
      GasSchedule schedule, Bytes input, boolean creation, List<AccessListEntry> accessList) {
    long keys = 0;
    for (AccessListEntry entry : accessList) {
      keys += entry.storageKeys().size();
    }
    return IntrinsicGas.of(schedule, input.unsafeArray(), creation, accessList.size(), keys);
  }

  private static TransactionResult.Invalid invalid(TxInvalidReason reason, String particulars) {
    return new TransactionResult.Invalid(reason, reason.text() + ": " + particulars);
  }

  private static String text(Address address) {
    return Addresses.checksummed(address);
  }

  private static String decimal(UInt256 number) {
    return number.toBigInteger().toString();
  }
}
