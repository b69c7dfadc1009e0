package dev.assay.node.rpc;

import dev.assay.host.BlockContext;
import dev.assay.node.chain.Edits;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountChange;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Accounts as a simulation shall find them: geth's override set.
 *
 * @param accounts what differs, by address
 */
public record StateOverrides(Map<Address, AccountOverride> accounts) {
  /** Nothing differs. */
  public static final StateOverrides NONE = new StateOverrides(Map.of());

  /** How they are read. */
  public static final ParamType<StateOverrides> TYPE =
      ParamTypes.type(Shape.object("state overrides"), json -> read(ParamTypes.object(json)));

  /**
   * What differs of one account.
   *
   * @param storage words by slot; all other slots are zero if {@code storageCleared}
   * @param movePrecompileTo where a simulation finds the precompiled contract of this address
   */
  public record AccountOverride(
      Optional<UInt256> balance,
      Optional<Long> nonce,
      Optional<Bytes> code,
      boolean storageCleared,
      SortedMap<UInt256, UInt256> storage,
      Optional<Address> movePrecompileTo) {}

  private static StateOverrides read(Json.Obj json) {
    Map<Address, AccountOverride> accounts = new LinkedHashMap<>();
    json.members()
        .forEach(
            (address, value) ->
                accounts.put(
                    ParamTypes.ADDRESS.read(new Json.Str(address)),
                    account(ParamTypes.object(value))));
    return new StateOverrides(accounts);
  }

  private static AccountOverride account(Json.Obj json) {
    TransactionArgs.Fields fields = new TransactionArgs.Fields(json);
    Json whole = json.get("state");
    Json part = json.get("stateDiff");
    boolean cleared = !(whole instanceof Json.Null);
    if (cleared && !(part instanceof Json.Null)) {
      throw new MalformedParam("account has both 'state' and 'stateDiff'");
    }
    return new AccountOverride(
        fields.optional("balance", ParamTypes.QUANTITY),
        fields.optional("nonce", ParamTypes.UINT64),
        fields.optional("code", ParamTypes.DATA),
        cleared,
        slots(cleared ? whole : part),
        fields.optional("movePrecompileToAddress", ParamTypes.ADDRESS));
  }

  private static SortedMap<UInt256, UInt256> slots(Json json) {
    SortedMap<UInt256, UInt256> slots = new TreeMap<>();
    if (!(json instanceof Json.Null)) {
      ParamTypes.object(json)
          .members()
          .forEach(
              (slot, word) ->
                  slots.put(
                      ParamTypes.SLOT.read(new Json.Str(slot)).toUInt256(),
                      ParamTypes.SLOT.read(word).toUInt256()));
    }
    return slots;
  }

  /** The state as overridden. */
  public StateView over(StateView base) {
    return accounts.isEmpty() ? base : new Edits(base, diff(base));
  }

  /** What the overrides change in a state. */
  public StateDiff diff(StateView base) {
    SortedMap<Address, AccountChange> changes = new TreeMap<>();
    SortedMap<Hash, Bytes> code = new TreeMap<>();
    accounts.forEach(
        (address, override) -> {
          Account before = base.account(address).orElse(Account.EMPTY);
          Hash codeHash = override.code().map(Keccak::hash).orElse(before.codeHash());
          override.code().ifPresent(bytes -> code.put(codeHash, bytes));
          changes.put(
              address,
              new AccountChange.Updated(
                  override.nonce().orElse(before.nonce()),
                  override.balance().orElse(before.balance()),
                  codeHash,
                  override.storageCleared(),
                  override.storage()));
        });
    return new StateDiff(changes, code);
  }

  /** What differs of the block that a simulation finds itself in. */
  public record BlockOverrides(
      Optional<Long> number,
      Optional<Long> time,
      Optional<Long> gasLimit,
      Optional<Address> coinbase,
      Optional<Hash> random,
      Optional<UInt256> baseFee) {
    /** Nothing. */
    public static final BlockOverrides NONE =
        new BlockOverrides(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** How they are read; both of geth's spellings. */
    public static final ParamType<BlockOverrides> TYPE =
        ParamTypes.type(
            Shape.object("block overrides"),
            json -> {
              TransactionArgs.Fields fields = new TransactionArgs.Fields(ParamTypes.object(json));
              return new BlockOverrides(
                  fields.optional("number", ParamTypes.LONG),
                  fields
                      .optional("time", ParamTypes.LONG)
                      .or(() -> fields.optional("timestamp", ParamTypes.LONG)),
                  fields.optional("gasLimit", ParamTypes.LONG),
                  fields
                      .optional("feeRecipient", ParamTypes.ADDRESS)
                      .or(() -> fields.optional("coinbase", ParamTypes.ADDRESS)),
                  fields
                      .optional("prevRandao", ParamTypes.HASH)
                      .or(() -> fields.optional("random", ParamTypes.HASH)),
                  fields
                      .optional("baseFeePerGas", ParamTypes.QUANTITY)
                      .or(() -> fields.optional("baseFee", ParamTypes.QUANTITY)));
            });

    /** The block as overridden. */
    public BlockContext over(BlockContext block) {
      return new BlockContext(
          number.orElse(block.number()),
          time.orElse(block.timestamp()),
          coinbase.orElse(block.coinbase()),
          gasLimit.orElse(block.gasLimit()),
          baseFee.orElse(block.baseFee()),
          random.orElse(block.prevRandao()),
          block.chainId());
    }
  }
}
