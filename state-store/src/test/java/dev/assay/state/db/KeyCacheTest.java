package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import org.junit.jupiter.api.Test;

class KeyCacheTest {
  @Test
  void givesTheHashWhetherItIsRememberedOrNot() {
    KeyCache small = new KeyCache(1_000);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100; i++) {
        // An address and a slot of the same number are different keys.
        assertEquals(Keccak.hash(Address.of(i)), small.of(Address.of(i)));
        assertEquals(Keccak.hash(UInt256.of(i).toHash()), small.of(UInt256.of(i)));
      }
    }
  }

  @Test
  void remembersUntilAnotherKeyTakesThePlace() {
    KeyCache cache = new KeyCache(1 << 20);
    var first = cache.of(Address.of(7));
    assertSame(first, cache.of(Address.of(7)));
    KeyCache single = new KeyCache(0);
    single.of(Address.of(7));
    single.of(Address.of(8));
    assertEquals(first, single.of(Address.of(7)));
  }
}
