package dev.assay.state.trie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Batches of changes against a rebuild from all leaves. Keys differ in few places, some of them far
 * down, so that extensions split and merge, branches collapse and small nodes are embedded.
 */
class TrieUpdateTest {
  @Property(tries = 2_000)
  void rootIsThatOfARebuild(@ForAll("batches") List<Map<Hash, byte[]>> batches) {
    MapTrie trie = new MapTrie();
    for (Map<Hash, byte[]> batch : batches) {
      trie.apply(batch);
      assertEquals(TrieRoot.ofHashed(trie.leaves), trie.root);
    }
    // One batch from nothing leaves the same records as all the small ones.
    MapTrie rebuilt = new MapTrie();
    rebuilt.apply(trie.leaves);
    assertEquals(trie.records.keySet(), rebuilt.records.keySet());
    trie.records.forEach((at, record) -> assertArrayEquals(rebuilt.records.get(at), record));
    // And taking all out leaves nothing.
    Map<Hash, byte[]> removal = new TreeMap<>();
    trie.leaves.keySet().forEach(key -> removal.put(key, new byte[0]));
    trie.apply(removal);
    assertEquals(Hash.EMPTY_TRIE, trie.root);
    assertTrue(trie.records.isEmpty());
  }

  /** Whatever is in memory, whatever order parts run in and hashes come in: the same records. */
  @Property(tries = 1_000)
  void memoryAndPartsChangeNothing(@ForAll("batches") List<Map<Hash, byte[]>> batches) {
    MapTrie plain = new MapTrie();
    List<MapTrie> others =
        List.of(
            new MapTrie(Forks.NONE, false, false),
            new MapTrie(Forks.NONE, true, true),
            new MapTrie(BACKWARDS, false, true),
            new MapTrie(BACKWARDS, true, true),
            new MapTrie(BACKWARDS, true, false));
    for (Map<Hash, byte[]> batch : batches) {
      plain.apply(batch);
      for (MapTrie other : others) {
        other.apply(batch);
        assertEquals(plain.root, other.root);
        assertEquals(plain.records.keySet(), other.records.keySet());
        plain.records.forEach((at, record) -> assertArrayEquals(other.records.get(at), record));
      }
    }
  }

  private static final Forks BACKWARDS =
      new Forks() {
        @Override
        public boolean worthwhile(int changes) {
          return true;
        }

        @Override
        public void join(List<Runnable> parts) {
          parts.reversed().forEach(Runnable::run);
        }
      };

  @Property(tries = 500)
  void everyKeyIsProven(
      @ForAll("batches") List<Map<Hash, byte[]>> batches, @ForAll("keys") Hash other) {
    MapTrie trie = new MapTrie();
    batches.forEach(trie::apply);
    trie.leaves.forEach(
        (key, value) -> {
          List<Bytes> proof = TrieProof.prove(trie, trie.root, key);
          assertEquals(Optional.of(Bytes.of(value)), Proof.verify(trie.root, key.toBytes(), proof));
        });
    List<Bytes> proof = TrieProof.prove(trie, trie.root, other);
    Optional<Bytes> expected = Optional.ofNullable(trie.leaves.get(other)).map(Bytes::of);
    assertEquals(expected, Proof.verify(trie.root, other.toBytes(), proof));
  }

  /** Of every trie that was, with the newest and a few branches in memory: the same proofs. */
  @Property(tries = 500)
  void pastTriesAreProvenBesideTheNewest(@ForAll("batches") List<Map<Hash, byte[]>> batches) {
    MapTrie trie = new MapTrie(Forks.NONE, true, true);
    List<MapTrie> past = new ArrayList<>();
    for (Map<Hash, byte[]> batch : batches) {
      trie.apply(batch);
      past.add(trie.copy());
    }
    BranchMemory memory = new BranchMemory(2_000);
    for (MapTrie before : past) {
      for (Hash key : trie.leaves.keySet()) {
        assertEquals(
            TrieProof.prove(before, before.root, key),
            TrieProof.prove(before, memory, trie.resident, before.root, key));
      }
    }
  }

  /** One leaf of many changed: the trie before is read along that leaf's path and nowhere else. */
  @Test
  void whatHasNotChangedSinceIsProvenFromMemory() {
    MapTrie trie = new MapTrie(Forks.NONE, true, true);
    Map<Hash, byte[]> batch = new TreeMap<>();
    for (int i = 0; i < 512; i++) {
      Hash key = Hash.ZERO.withNibble(0, i & 15).withNibble(1, i >> 4 & 15).withNibble(2, i >> 8);
      batch.put(key, new byte[40]);
    }
    trie.apply(batch);
    MapTrie before = trie.copy();
    trie.apply(Map.of(Hash.ZERO, new byte[] {1}));
    Hash far = Hash.ZERO.withNibble(0, 3).withNibble(1, 4).withNibble(2, 1);
    BranchMemory memory = new BranchMemory(10_000);
    List<Bytes> proof = TrieProof.prove(before, memory, trie.resident, before.root, far);
    assertEquals(
        Optional.of(Bytes.of(new byte[40])), Proof.verify(before.root, far.toBytes(), proof));
    assertEquals(1, before.reads);
    Hash near = Hash.ZERO.withNibble(1, 4);
    TrieProof.prove(before, memory, trie.resident, before.root, near);
    assertEquals(2, before.reads);
    TrieProof.prove(before, memory, trie.resident, before.root, near);
    assertEquals(2, before.reads);
    TrieProof.prove(before, before.root, near);
    assertEquals(5, before.reads);
  }

  @Test
  void aRecordThatIsNotWhatItsParentCommitsToIsRefused() {
    MapTrie trie = new MapTrie();
    Map<Hash, byte[]> batch = new TreeMap<>();
    for (int i = 0; i < 64; i++) {
      batch.put(Hash.ZERO.withNibble(0, i & 15).withNibble(1, i >> 4), new byte[] {1, 2, 3});
    }
    trie.apply(batch);
    Position below = Position.of(Hash.ZERO, 1);
    byte[] damaged = Objects.requireNonNull(trie.records.get(below)).clone();
    damaged[damaged.length - 1] ^= 1;
    trie.records.put(below, damaged);
    Map<Hash, byte[]> change = new TreeMap<>();
    change.put(Hash.ZERO, new byte[] {9});
    TrieCorruption corruption = assertThrows(TrieCorruption.class, () -> trie.apply(change));
    assertEquals(below, corruption.position());
    corruption =
        assertThrows(TrieCorruption.class, () -> TrieProof.prove(trie, trie.root, Hash.ZERO));
    assertEquals(below, corruption.position());
    trie.records.remove(below);
    assertThrows(TrieCorruption.class, () -> trie.apply(change));
  }

  /** In a trie of one leaf, where the root commits to it, and below a branch. */
  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void aLeafThatIsNotWhatItsParentCommitsToIsNotProven(int size) {
    MapTrie trie = new MapTrie();
    SortedMap<Hash, byte[]> leaves = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      leaves.put(Keccak.hash(new byte[] {(byte) i}), new byte[] {1, 2, 3});
    }
    trie.apply(leaves);
    Hash key = leaves.firstKey();
    assertFalse(TrieProof.prove(trie, trie.root, key).isEmpty());
    trie.leaves.put(key, new byte[] {1, 2, 4});
    assertThrows(TrieCorruption.class, () -> TrieProof.prove(trie, trie.root, key));
  }

  @Test
  void forgedProofsAreRefused() {
    MapTrie trie = new MapTrie();
    Map<Hash, byte[]> batch = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      batch.put(Hash.ZERO.withNibble(0, i & 15).withNibble(5, i >> 4), new byte[40]);
    }
    trie.apply(batch);
    Bytes key = Hash.ZERO.toBytes();
    List<Bytes> proof = TrieProof.prove(trie, trie.root, Hash.ZERO);
    assertTrue(Proof.verify(trie.root, key, proof).isPresent());
    List<Bytes> shorter = proof.subList(0, proof.size() - 1);
    assertThrows(Proof.Invalid.class, () -> Proof.verify(trie.root, key, shorter));
    List<Bytes> longer = new ArrayList<>(proof);
    longer.add(proof.getFirst());
    assertThrows(Proof.Invalid.class, () -> Proof.verify(trie.root, key, longer));
    assertThrows(Proof.Invalid.class, () -> Proof.verify(Hash.EMPTY_CODE, key, proof));
  }

  @Provide
  Arbitrary<Hash> keys() {
    Arbitrary<Integer> nibbles = Arbitraries.of(0, 0, 0, 1, 2, 15);
    return Combinators.combine(nibbles, nibbles, nibbles, nibbles, nibbles)
        .as(
            (a, b, c, d, e) ->
                Hash.ZERO
                    .withNibble(0, a)
                    .withNibble(1, b)
                    .withNibble(9, c)
                    .withNibble(57, d)
                    .withNibble(63, e));
  }

  @Provide
  Arbitrary<List<Map<Hash, byte[]>>> batches() {
    Arbitrary<byte[]> values =
        Arbitraries.of(0, 0, 1, 1, 2, 31, 32, 33, 70)
            .flatMap(
                size -> Arbitraries.bytes().between((byte) 1, (byte) 3).map(b -> filled(size, b)));
    return Arbitraries.maps(keys(), values).ofMinSize(1).ofMaxSize(12).list().ofMaxSize(8);
  }

  private static byte[] filled(int size, byte value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, value);
    return bytes;
  }
}
