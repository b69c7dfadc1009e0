package dev.assay.node.rpc;

import dev.assay.node.chain.Edits;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountChange;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A state that notes what is read of it: the basis of prestate traces and access lists. */
public final class TouchedState implements StateView {
  private final StateView base;
  private final Map<Address, SortedSet<UInt256>> touched = new TreeMap<>();

  /** A view that notes what is read through it. */
  public TouchedState(StateView base) {
    this.base = base;
  }

  @Override
  public Optional<Account> account(Address address) {
    slots(address);
    return base.account(address);
  }

  @Override
  public UInt256 storage(Address address, UInt256 slot) {
    slots(address).add(slot);
    return base.storage(address, slot);
  }

  @Override
  public Bytes code(Hash codeHash) {
    return base.code(codeHash);
  }

  private SortedSet<UInt256> slots(Address address) {
    return touched.computeIfAbsent(address, _ -> new TreeSet<>());
  }

  /** The slots that were read, by address; an address alone has none. */
  public Map<Address, SortedSet<UInt256>> touched() {
    return Collections.unmodifiableMap(touched);
  }

  /** Everything that was read, as it was. */
  public void write(JsonWriter out) {
    out.beginObject();
    touched.forEach(
        (address, slots) -> {
          if (base.account(address).isPresent()) {
            account(out, base, address, slots);
          }
        });
    out.endObject();
  }

  /** What changed: as it was, and as it is after. */
  public void writeDiff(JsonWriter out, StateDiff diff) {
    StateView after = new Edits(base, diff);
    out.beginObject().name("post").beginObject();
    diff.accounts().forEach((address, change) -> side(out, after, address, change));
    out.endObject().name("pre").beginObject();
    diff.accounts().forEach((address, change) -> side(out, base, address, change));
    out.endObject().endObject();
  }

  private static void side(JsonWriter out, StateView state, Address address, AccountChange change) {
    if (state.account(address).isEmpty()) {
      return;
    }
    SortedSet<UInt256> slots =
        change instanceof AccountChange.Updated updated
            ? new TreeSet<>(updated.storage().keySet())
            : new TreeSet<>();
    account(out, state, address, slots);
  }

  private static void account(
      JsonWriter out, StateView state, Address address, SortedSet<UInt256> slots) {
    Account account = state.account(address).orElse(Account.EMPTY);
    out.name(address.toHex()).beginObject();
    out.name("balance").quantity(account.balance());
    if (account.nonce() != 0) {
      out.name("nonce").number(account.nonce());
    }
    if (account.hasCode()) {
      out.name("code").hex(state.code(account.codeHash()));
    }
    if (!slots.isEmpty()) {
      out.name("storage").beginObject();
      slots.forEach(
          slot -> out.name(slot.toHash().toHex()).hex(state.storage(address, slot).toHash()));
      out.endObject();
    }
    out.endObject();
  }
}
