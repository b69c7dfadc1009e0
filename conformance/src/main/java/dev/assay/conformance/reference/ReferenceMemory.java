package dev.assay.conformance.reference;

import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.module.MemoryType;
import java.util.Arrays;

/** A linear memory, byte by byte. */
final class ReferenceMemory {
  private static final int PAGE_BYTES = 65_536;

  private final long mostPages;
  private byte[] bytes;

  ReferenceMemory(MemoryType type, int mostPages) {
    this.mostPages = Math.min(type.size().maximum().orElse(mostPages), mostPages);
    this.bytes = new byte[(int) type.size().minimum() * PAGE_BYTES];
  }

  int sizeBytes() {
    return bytes.length;
  }

  int pages() {
    return bytes.length / PAGE_BYTES;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Pages before, or -1. */
  int grow(long delta) {
    int before = pages();
    if (before + delta > mostPages) {
      return -1;
    }
    bytes = Arrays.copyOf(bytes, (int) (before + delta) * PAGE_BYTES);
    return before;
  }

  /** Traps unless so many bytes from an address lie inside. */
  int checked(long address, long length) {
    if (address + length > bytes.length) {
      throw Trap.of(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }
    return (int) address;
  }

  /** Up to eight bytes, little-endian, zero-extended. */
  long load(long address, int width) {
    int start = checked(address, width);
    long bits = 0;
    for (int i = 0; i < width; i++) {
      bits |= (bytes[start + i] & 0xffL) << (8 * i);
    }
    return bits;
  }

  void store(long address, int width, long bits) {
    int start = checked(address, width);
    for (int i = 0; i < width; i++) {
      bytes[start + i] = (byte) (bits >>> (8 * i));
    }
  }

  void write(long to, byte[] source, int start, long from, long length, int size) {
    if (from + length > size) {
      throw Trap.of(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }
    int target = checked(to, length);
    System.arraycopy(source, start + (int) from, bytes, target, (int) length);
  }
}
