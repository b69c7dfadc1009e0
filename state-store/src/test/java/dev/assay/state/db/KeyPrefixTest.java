package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.trie.Position;
import dev.assay.state.types.Hash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyPrefixTest {
  private static final byte[] OWNER = {7, 9};

  @Property
  void keysOfAPlaceAreThoseThatLeadThere(
      @ForAll @Size(Hash.SIZE) byte[] place,
      @ForAll @Size(Hash.SIZE) byte[] other,
      @ForAll @IntRange(max = 63) int depth,
      @ForAll @IntRange(max = 64) int shared) {
    Position position = Position.of(Hash.of(place), depth);
    Hash key = join(Hash.of(place), Hash.of(other), shared);
    KeyPrefix prefix = KeyPrefix.of(OWNER, position);
    assertEquals(position.leadsTo(key), prefix.isOf(FlatTables.join(OWNER, key.toArray())));
  }

  /** So many half-bytes of one hash, the rest of another. */
  private static Hash join(Hash head, Hash tail, int nibbles) {
    HexFormat hex = HexFormat.of();
    return Hash.of(
        hex.parseHex(
            hex.formatHex(head.toArray()).substring(0, nibbles)
                + hex.formatHex(tail.toArray()).substring(nibbles)));
  }

  @Test
  void whatIsTooShortDoesNotBeginSo() {
    assertFalse(KeyPrefix.of(new byte[] {1, 2}).isOf(new byte[] {1}));
    assertTrue(KeyPrefix.of(new byte[] {1, 2}).isOf(new byte[] {1, 2}));
    assertFalse(new KeyPrefix(new byte[] {1, 0x20}, true).isOf(new byte[] {1}));
    assertTrue(new KeyPrefix(new byte[] {1, 0x20}, true).isOf(new byte[] {1, 0x2f}));
    assertFalse(new KeyPrefix(new byte[] {1, 0x20}, true).isOf(new byte[] {1, 0x30}));
  }

  /** Of 256 keys the search meets one, not the half of them that a byte less would. */
  @Test
  void aSearchBeginsAtTheHalfByte(@TempDir Path folder) {
    try (RocksStore store = RocksStore.open(folder, DatabaseOptions.DEFAULT)) {
      try (RocksStore.Batch batch = store.batch()) {
        for (int i = 0; i < 256; i++) {
          batch.put(ColumnFamily.SLOTS, new byte[] {3, (byte) i}, new byte[] {1});
        }
        batch.write();
      }
      List<byte[]> met = new ArrayList<>();
      store.scanPrefix(
          ColumnFamily.SLOTS,
          new KeyPrefix(new byte[] {3, (byte) 0xb0}, true),
          (key, _) -> met.add(key));
      assertEquals(16, met.size());
      assertArrayEquals(new byte[] {3, (byte) 0xb0}, met.getFirst());
      assertArrayEquals(new byte[] {3, (byte) 0xbf}, met.getLast());
    }
  }
}
