package dev.assay.host.call;

import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * A call or a creation.
 *
 * @param kind what kind
 * @param sender {@code msg_sender} of the callee
 * @param recipient whose storage and balance the callee works on; the new contract of a creation
 * @param codeAddress whose code runs
 * @param value {@code msg_value} of the callee
 * @param input calldata or creation code
 * @param gas what the callee may use
 * @param readOnly whether the callee may not change anything
 * @param depth 0 for the message of a transaction
 * @param salt of a CREATE2, otherwise null
 */
public record Message(
    Kind kind,
    Address sender,
    Address recipient,
    Address codeAddress,
    UInt256 value,
    Bytes input,
    long gas,
    boolean readOnly,
    int depth,
    @Nullable Hash salt) {
  /** The kinds of messages, named as in call traces. */
  public enum Kind {
    /** A call of a contract by its address. */
    CALL,
    /** Another's code on the caller's storage, with the caller's sender and value. */
    DELEGATECALL,
    /** A call that may change nothing. */
    STATICCALL,
    /** A creation at an address made of creator and nonce. */
    CREATE,
    /** A creation at an address made of creator, salt and code. */
    CREATE2;

    /** Whether it creates a contract. */
    public boolean creation() {
      return this == CREATE || this == CREATE2;
    }
  }
}
