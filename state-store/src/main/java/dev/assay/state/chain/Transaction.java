package dev.assay.state.chain;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.SenderRecovery;
import dev.assay.state.crypto.Signature;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.rlp.RlpError.Reason;
import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A transaction, signed or ({@link Signature#NONE}) still to be signed.
 *
 * <p>{@link #decode} accepts exactly what {@link #encode} writes. Decoding checks form alone;
 * whether the signature is of anybody ({@link #sender}) and the rules of the chain are for the
 * callers. The nonce is an unsigned 64-bit number; gas limits have at most 63 bits.
 */
public sealed interface Transaction
    permits LegacyTransaction, AccessListTransaction, DynamicFeeTransaction {
  /** Envelope type. */
  TransactionType type();

  /** Chain that the signature binds the transaction to; none before EIP-155. */
  OptionalLong chainId();

  /** Sequence number of the sender. */
  long nonce();

  /** The most that a unit of gas may cost, in wei. */
  UInt256 maxFeePerGas();

  /** The most of it that goes to the producer of the block, in wei. */
  UInt256 maxPriorityFeePerGas();

  /** Gas the transaction may use. */
  long gasLimit();

  /** Recipient; none for a creation. */
  Optional<Address> to();

  /** Wei that the recipient gets. */
  UInt256 value();

  /** Call data, or the code of a creation. */
  Bytes input();

  /** Accounts and slots that are warm from the start. */
  List<AccessListEntry> accessList();

  /** Signature. */
  Signature signature();

  /** The same transaction with another signature. */
  Transaction withSignature(Signature signature);

  /** What the signature covers. */
  Hash signingHash();

  /** Appends the canonical form: an RLP list, or the type byte and one. */
  void encodeTo(RlpWriter writer);

  /** Whether the transaction creates a contract. */
  default boolean isCreation() {
    return to().isEmpty();
  }

  /** Price of a unit of gas in a block of a base fee, which is not above the maximum. */
  default UInt256 effectiveGasPrice(UInt256 baseFee) {
    return maxFeePerGas().min(baseFee.add(maxPriorityFeePerGas()));
  }

  /** Canonical form. */
  default Bytes encode() {
    RlpWriter writer = new RlpWriter(160 + input().size());
    encodeTo(writer);
    return writer.toBytes();
  }

  /** Identity: the hash of the canonical form. */
  default Hash hash() {
    RlpWriter writer = new RlpWriter(160 + input().size());
    encodeTo(writer);
    return Keccak.hash(writer.buffer(), 0, writer.size());
  }

  /**
   * The account that signed: none when the signature is out of range, has its s in the upper half
   * (EIP-2), or is of no key. Costs a curve operation; {@link SenderCache} remembers.
   */
  default Optional<Address> sender() {
    return signature().isCanonical()
        ? SenderRecovery.recover(signingHash(), signature())
        : Optional.empty();
  }

  /** The same transaction signed by a key. */
  default Transaction signedBy(SecretKey key) {
    return withSignature(key.sign(signingHash()));
  }

  /**
   * The transaction of a canonical form.
   *
   * @throws RlpError for any other bytes; an envelope of another type is named
   */
  static Transaction decode(Bytes encoded) {
    return decode(encoded.unsafeArray(), 0, encoded.size());
  }

  /** The transaction of a canonical form within an array, see {@link #decode(Bytes)}. */
  static Transaction decode(byte[] encoded, int offset, int length) {
    if (length == 0) {
      throw new RlpError(Reason.TRUNCATED, 0, "empty transaction");
    }
    int first = encoded[offset] & 0xFF;
    if (first >= 0xC0) {
      return LegacyTransaction.read(new RlpReader(encoded, offset, length));
    }
    RlpReader payload = new RlpReader(encoded, offset + 1, length - 1);
    return switch (first) {
      case 1 -> AccessListTransaction.read(payload);
      case 2 -> DynamicFeeTransaction.read(payload);
      default -> throw new RlpError(Reason.INVALID_VALUE, 0, TransactionType.refusedName(first));
    };
  }

  /** Reads an item of a block's body: a list, or a string that holds an envelope. */
  static Transaction read(RlpReader reader) {
    if (reader.isList()) {
      return decode(reader.raw());
    }
    int at = reader.offset();
    Bytes envelope = reader.bytes();
    if (envelope.isEmpty() || (envelope.get(0) & 0xFF) >= 0xC0) {
      throw new RlpError(Reason.INVALID_VALUE, at, "a string that holds no typed transaction");
    }
    return decode(envelope);
  }

  /** Appends the item of a block's body. */
  default void write(RlpWriter writer) {
    if (type() == TransactionType.LEGACY) {
      encodeTo(writer);
    } else {
      writer.bytes(encode());
    }
  }
}
