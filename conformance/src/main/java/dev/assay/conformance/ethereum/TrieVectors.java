package dev.assay.conformance.ethereum;

import dev.assay.conformance.json.Json;
import dev.assay.conformance.report.Case;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.trie.TrieRoot;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Roots of tries after a series of changes, at keys as they are or at their hashes. */
final class TrieVectors {
  private TrieVectors() {}

  private record Change(Bytes key, @Nullable Bytes value) {}

  static List<Case> check(String file, Json json) {
    boolean secure = file.toLowerCase(Locale.ROOT).contains("securetrie");
    return EthereumSuite.cases(json, (name, test) -> check(name, test, secure)).toList();
  }

  private static Case check(String name, Json test, boolean secure) {
    if (test.find("root").isEmpty()) {
      return Case.skipped(name, "neighbours in a trie are not asked for");
    }
    var expected = Hash.fromHex(test.get("root").text());
    var changes = changes(test.get("in"));
    return EthereumSuite.same(name, expected, secure ? updated(changes) : built(changes));
  }

  private static List<Change> changes(Json in) {
    var changes = new ArrayList<Change>();
    if (in instanceof Json.Array(var pairs)) {
      for (var pair : pairs) {
        var value = pair.elements().get(1);
        changes.add(
            new Change(
                bytes(pair.elements().get(0).text()),
                value instanceof Json.Null ? null : bytes(value.text())));
      }
    } else {
      for (Map.Entry<String, Json> entry : in.members().entrySet()) {
        changes.add(new Change(bytes(entry.getKey()), bytes(entry.getValue().text())));
      }
    }
    return changes;
  }

  static Bytes bytes(String text) {
    return text.startsWith("0x")
        ? Bytes.fromHex(text)
        : Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Hash built(List<Change> changes) {
    SortedMap<Bytes, Bytes> entries = new TreeMap<>();
    for (var change : changes) {
      if (change.value == null) {
        entries.remove(change.key);
      } else {
        entries.put(change.key, change.value);
      }
    }
    return TrieRoot.of(entries);
  }

  /** One update for each change, so that every state in between was a trie too. */
  private static Hash updated(List<Change> changes) {
    var trie = new MemoryTrie();
    SortedMap<Hash, byte[]> leaves = new TreeMap<>();
    for (var change : changes) {
      var key = Keccak.hash(change.key);
      if (change.value == null) {
        leaves.remove(key);
      } else {
        leaves.put(key, change.value.toArray());
      }
      trie.become(leaves);
      if (!trie.root().equals(TrieRoot.ofHashed(leaves))) {
        throw new IllegalStateException("an update and a new build disagree at " + key);
      }
    }
    return trie.root();
  }
}
