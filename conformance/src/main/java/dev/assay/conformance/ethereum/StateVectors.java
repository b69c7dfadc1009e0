package dev.assay.conformance.ethereum;

import dev.assay.conformance.json.Json;
import dev.assay.conformance.report.Case;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.AccountChange;
import dev.assay.state.world.AccountRlp;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.StateDiff;
import java.util.SortedMap;
import java.util.TreeMap;

/** Roots of whole states, and of states that one difference turned into another. */
final class StateVectors {
  private StateVectors() {}

  static Case root(String name, Json test) {
    var state = InMemoryState.EMPTY.apply(allOf(test.get("alloc")));
    return EthereumSuite.same(name, Hash.fromHex(test.get("stateRoot").text()), state.root());
  }

  static Case transition(String name, Json test) {
    var before = InMemoryState.EMPTY.apply(allOf(test.get("pre")));
    var after = before.apply(difference(before, test.get("pre"), test.get("post")));
    var trie = new MemoryTrie();
    trie.become(leaves(before));
    var updatedBefore = trie.root();
    trie.become(leaves(after));
    var expected =
        new Roots(
            Hash.fromHex(test.get("preRoot").text()), Hash.fromHex(test.get("postRoot").text()));
    var built = EthereumSuite.same(name, expected, new Roots(before.root(), after.root()));
    return built.detail().isEmpty()
        ? EthereumSuite.same(name, expected, new Roots(updatedBefore, trie.root()))
        : built;
  }

  private record Roots(Hash before, Hash after) {}

  private static SortedMap<Hash, byte[]> leaves(InMemoryState state) {
    var leaves = new TreeMap<Hash, byte[]>();
    state
        .accounts()
        .forEach(
            (address, account) -> leaves.put(Keccak.hash(address), AccountRlp.encode(account)));
    return leaves;
  }

  private static StateDiff allOf(Json accounts) {
    var changes = new TreeMap<Address, AccountChange>();
    accounts
        .members()
        .forEach(
            (address, account) ->
                changes.put(Address.fromHex(address), account(account, slots(account))));
    return new StateDiff(changes, new TreeMap<>());
  }

  /** What leads from a state to another: gone accounts deleted, gone slots zero. */
  private static StateDiff difference(InMemoryState before, Json pre, Json post) {
    var changes = new TreeMap<Address, AccountChange>();
    pre.members().keySet().stream()
        .filter(address -> !post.members().containsKey(address))
        .forEach(address -> changes.put(Address.fromHex(address), new AccountChange.Deleted()));
    post.members()
        .forEach(
            (text, account) -> {
              var address = Address.fromHex(text);
              var slots = slots(account);
              before.slots(address).keySet().forEach(slot -> slots.putIfAbsent(slot, UInt256.ZERO));
              changes.put(address, account(account, slots));
            });
    return new StateDiff(changes, new TreeMap<>());
  }

  private static AccountChange account(Json account, SortedMap<UInt256, UInt256> slots) {
    return new AccountChange.Updated(
        number(account.get("nonce")).lowLong(),
        number(account.get("balance")),
        Keccak.hash(Bytes.fromHex(account.get("code").text())),
        false,
        slots);
  }

  private static SortedMap<UInt256, UInt256> slots(Json account) {
    var slots = new TreeMap<UInt256, UInt256>();
    account.get("storage").members().forEach((slot, word) -> slots.put(number(slot), number(word)));
    return slots;
  }

  private static UInt256 number(Json json) {
    return number(json.text());
  }

  private static UInt256 number(String hex) {
    return UInt256.of(Bytes.fromHex(hex).toArray());
  }
}
