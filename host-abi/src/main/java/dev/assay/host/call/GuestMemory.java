package dev.assay.host.call;

import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.runtime.LinearMemory;

/**
 * A guest's memory as host functions see it: 256-bit words and hashes are 32 big-endian bytes,
 * addresses 20, lengths 32-bit little-endian. Pointers are slots of which the low 32 bits count. An
 * access that does not lie inside the memory traps before anything is read or written.
 */
public final class GuestMemory {
  private final LinearMemory memory;

  GuestMemory(LinearMemory memory) {
    this.memory = memory;
  }

  private static long unsigned(long slot) {
    return slot & 0xFFFF_FFFFL;
  }

  /**
   * Checks that a range lies in memory.
   *
   * @throws Trap when it does not
   */
  void require(long pointer, long length) {
    if (unsigned(pointer) + unsigned(length) > memory.sizeBytes()) {
      throw Trap.of(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }
  }

  /** Whether a range lies in memory. */
  boolean holds(long pointer, long length) {
    return unsigned(pointer) + length <= memory.sizeBytes();
  }

  byte[] array(long pointer, long length) {
    return memory.read(unsigned(pointer), unsigned(length));
  }

  Bytes bytes(long pointer, long length) {
    return Bytes.wrap(array(pointer, length));
  }

  UInt256 word(long pointer) {
    return UInt256.of(memory.read(unsigned(pointer), UInt256.SIZE), 0);
  }

  Hash hash(long pointer) {
    return Hash.of(memory.read(unsigned(pointer), Hash.SIZE), 0);
  }

  Address address(long pointer) {
    return Address.of(memory.read(unsigned(pointer), Address.SIZE), 0);
  }

  void write(long pointer, byte[] source, int start, int length) {
    memory.write(unsigned(pointer), source, start, length);
  }

  void write(long pointer, Bytes source) {
    memory.write(unsigned(pointer), source.unsafeArray());
  }

  void write(long pointer, UInt256 word) {
    memory.write(unsigned(pointer), word.toArray());
  }

  void write(long pointer, Hash hash) {
    memory.write(unsigned(pointer), hash.toArray());
  }

  void write(long pointer, Address address) {
    memory.write(unsigned(pointer), address.toArray());
  }

  void writeLength(long pointer, int length) {
    memory.storeInt(unsigned(pointer), length);
  }
}
