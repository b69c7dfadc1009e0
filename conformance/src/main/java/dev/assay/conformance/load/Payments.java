package dev.assay.conformance.load;

import dev.assay.node.NodeConfig;
import dev.assay.node.chain.DevAccounts;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Transfers of one wei from the accounts that every development chain funds. */
final class Payments {
  /** Accounts of a development chain. */
  static final int SENDERS = 10;

  private static final UInt256 TIP = UInt256.of(1_000_000_000L);
  private static final UInt256 MAX_FEE = UInt256.of(100_000_000_000L);
  private static final int GAS = 21_000;

  private final long chainId;
  private final List<SecretKey> keys =
      DevAccounts.derive(NodeConfig.WELL_KNOWN_MNEMONIC, SENDERS).keys().stream()
          .map(key -> SecretKey.of(UInt256.of(key.secret())))
          .toList();

  Payments(long chainId) {
    this.chainId = chainId;
  }

  Address sender(int index) {
    return keys.get(index).address();
  }

  Transaction payment(int sender, long nonce, Address to) {
    return new DynamicFeeTransaction(
            chainId,
            nonce,
            TIP,
            MAX_FEE,
            GAS,
            Optional.of(to),
            UInt256.ONE,
            Bytes.EMPTY,
            List.of(),
            Signature.NONE)
        .signedBy(keys.get(sender));
  }

  /** So many payments of a sender, from a nonce on, signed on all processors. */
  List<Transaction> payments(int sender, long firstNonce, int count, Address to) {
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(i -> payment(sender, firstNonce + i, to))
        .toList();
  }

  /** The call that sends it. */
  static String request(Transaction signed) {
    return HttpConnection.call("eth_sendRawTransaction", "\"" + signed.encode().toHex() + "\"");
  }

  /** As a parameter. */
  static String quoted(Object value) {
    return "\"" + value + "\"";
  }
}
