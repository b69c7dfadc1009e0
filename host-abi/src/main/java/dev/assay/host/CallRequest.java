package dev.assay.host;

import dev.assay.state.chain.AccessListEntry;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to execute without a signature: {@code eth_call} and gas estimation.
 *
 * @param from the sender; its nonce and code are not looked at
 * @param to the recipient, or null to create a contract
 * @param gas the most gas to use, intrinsic gas included
 * @param gasPrice wei per gas, zero for nothing to be paid; otherwise the sender must afford it
 * @param value wei to send; the sender must have them
 * @param data calldata or creation code
 * @param accessList addresses and keys that are warm from the start
 */
public record CallRequest(
    Address from,
    @Nullable Address to,
    long gas,
    UInt256 gasPrice,
    UInt256 value,
    Bytes data,
    List<AccessListEntry> accessList) {
  public CallRequest {
    accessList = List.copyOf(accessList);
  }

  /** A call that costs nothing and carries nothing but data. */
  public static CallRequest of(Address from, Address to, long gas, Bytes data) {
    return new CallRequest(from, to, gas, UInt256.ZERO, UInt256.ZERO, data, List.of());
  }
}
