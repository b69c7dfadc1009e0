package dev.assay.node.rpc;

import dev.assay.state.chain.AccessListEntry;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import java.util.List;
import java.util.Optional;

/**
 * The transaction object of eth_call, eth_estimateGas, eth_sendTransaction and their kin. {@code
 * data} and {@code input} are the same field; both given must agree.
 */
public record TransactionArgs(
    Optional<Address> from,
    Optional<Address> to,
    Optional<Long> gas,
    Optional<UInt256> gasPrice,
    Optional<UInt256> maxFeePerGas,
    Optional<UInt256> maxPriorityFeePerGas,
    Optional<UInt256> value,
    Optional<Long> nonce,
    Bytes data,
    Optional<List<AccessListEntry>> accessList,
    Optional<Long> chainId,
    Optional<Long> type) {

  /** How it is read. */
  public static final ParamType<TransactionArgs> TYPE =
      ParamTypes.type(
          Shape.object("transaction"), json -> new Fields(ParamTypes.object(json)).args());

  private static final ParamType<AccessListEntry> ACCESS_ENTRY =
      ParamTypes.type(
          Shape.object("access entry"),
          json -> {
            Fields fields = new Fields(ParamTypes.object(json));
            return new AccessListEntry(
                fields
                    .optional("address", ParamTypes.ADDRESS)
                    .orElseThrow(() -> new MalformedParam("accessList: entry without address")),
                fields
                    .optional("storageKeys", ParamTypes.listOf(ParamTypes.HASH))
                    .orElse(List.of()));
          });

  /** The members of an object, each read with its own type; errors name the member. */
  public record Fields(Json.Obj object) {
    /** The member of that name, read; empty when it is missing or null. */
    public <T> Optional<T> optional(String name, ParamType<T> type) {
      Json value = object.get(name);
      if (value instanceof Json.Null) {
        return Optional.empty();
      }
      try {
        return Optional.of(type.read(value));
      } catch (MalformedParam e) {
        throw new MalformedParam(name + ": " + e.text());
      }
    }

    TransactionArgs args() {
      Optional<UInt256> gasPrice = optional("gasPrice", ParamTypes.QUANTITY);
      Optional<UInt256> maxFee = optional("maxFeePerGas", ParamTypes.QUANTITY);
      Optional<UInt256> tip = optional("maxPriorityFeePerGas", ParamTypes.QUANTITY);
      if (gasPrice.isPresent() && (maxFee.isPresent() || tip.isPresent())) {
        throw new MalformedParam(
            "both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified");
      }
      return new TransactionArgs(
          optional("from", ParamTypes.ADDRESS),
          optional("to", ParamTypes.ADDRESS),
          optional("gas", ParamTypes.LONG).or(() -> optional("gasLimit", ParamTypes.LONG)),
          gasPrice,
          maxFee,
          tip,
          optional("value", ParamTypes.QUANTITY),
          optional("nonce", ParamTypes.UINT64),
          payload(),
          optional("accessList", ParamTypes.listOf(ACCESS_ENTRY)),
          optional("chainId", ParamTypes.LONG),
          optional("type", ParamTypes.LONG));
    }

    private Bytes payload() {
      Optional<Bytes> input = optional("input", ParamTypes.DATA);
      Optional<Bytes> data = optional("data", ParamTypes.DATA);
      if (input.isPresent() && data.isPresent() && !input.equals(data)) {
        throw new MalformedParam(
            "both \"data\" and \"input\" are set and not equal; please use \"input\" to pass"
                + " transaction call data");
      }
      return input.or(() -> data).orElse(Bytes.EMPTY);
    }
  }
}
