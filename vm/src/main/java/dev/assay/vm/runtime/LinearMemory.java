package dev.assay.vm.runtime;

import dev.assay.vm.Limit;
import dev.assay.vm.Limits;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.module.MemoryType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.SizeRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of a memory. Unless it {@link #isExact}, they stand in an array that may be longer than
 * the memory, so that growing rarely copies: everything past {@link #sizeBytes} is zero and out of
 * reach. Arrays come from {@link MemoryPool} and go back to it when the store closes.
 *
 * <p>Every access here is checked and traps like an instruction; host functions use nothing else.
 */
public final class LinearMemory implements ExternalValue {
  /** Bytes of a page. */
  public static final int PAGE_BYTES = 65_536;

  /** What an exact memory can grow to. */
  public static final int MOST_EXACT_PAGES = 256;

  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private final MemoryType declared;
  private final long maximumPages;
  private byte[] bytes;
  private int pages;
  private int size;

  /**
   * A zeroed memory with its minimal size.
   *
   * @param mostPages what it may grow to, whatever its type says
   * @throws IllegalArgumentException when the minimum exceeds that
   */
  public LinearMemory(MemoryType declared, int mostPages) {
    long minimum = declared.size().minimum();
    if (Long.compareUnsigned(minimum, mostPages) > 0) {
      throw new IllegalArgumentException("memory of " + minimum + " pages, most " + mostPages);
    }
    long maximum = declared.size().maximum().orElse(mostPages);
    this.declared = declared;
    this.maximumPages = Long.compareUnsigned(maximum, mostPages) < 0 ? maximum : mostPages;
    this.pages = (int) minimum;
    this.size = pages * PAGE_BYTES;
    this.bytes = MemoryPool.take(pages);
  }

  /** Whether all memories within limits are exact: compiled code then checks no bounds itself. */
  public static boolean areExact(Limits limits) {
    return limits.of(Limit.MEMORY_PAGES) <= MOST_EXACT_PAGES;
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN)
        .withInvokeExactBehavior();
  }

  @Override
  public MemoryType type() {
    SizeRange range = declared.size();
    return new MemoryType(new SizeRange(range.address(), pages, range.maximum()));
  }

  /** Whether addresses are i64. */
  public boolean wide() {
    return declared.size().address() == NumberType.I64;
  }

  /** Pages it has now. */
  public int pages() {
    return pages;
  }

  /** Bytes it has now. */
  public int sizeBytes() {
    return size;
  }

  /**
   * Whether the array is always as long as the memory, so that who checks against its length needs
   * no other check. So it is with memories that stay small: growing them copies them each time.
   */
  public boolean isExact() {
    return maximumPages <= MOST_EXACT_PAGES;
  }

  /** The array behind it, for engines; at least {@link #sizeBytes} long, replaced when it grows. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Adds zeroed pages.
   *
   * @return the pages before, or -1 when the maximum does not allow it
   */
  public long grow(long delta) {
    if (Long.compareUnsigned(delta, maximumPages - pages) > 0) {
      return -1;
    }
    int before = pages;
    int after = (int) (pages + delta);
    if ((long) after * PAGE_BYTES > bytes.length) {
      byte[] larger = MemoryPool.take(isExact() ? after : withReserve(after, before));
      System.arraycopy(bytes, 0, larger, 0, before * PAGE_BYTES);
      MemoryPool.giveBack(bytes, before * PAGE_BYTES);
      bytes = larger;
    }
    pages = after;
    size = pages * PAGE_BYTES;
    return before;
  }

  private int withReserve(int after, int before) {
    return (int) Math.min(maximumPages, Math.max(after, 2L * before));
  }

  /** A copy of a range. */
  public byte[] read(long address, long length) {
    int start = checked(address, length);
    return Arrays.copyOfRange(bytes, start, start + (int) length);
  }

  /** Copies a range out. */
  public void read(long address, byte[] target, int targetStart, int length) {
    System.arraycopy(bytes, checked(address, length), target, targetStart, length);
  }

  /** Copies an array in. */
  public void write(long address, byte[] source) {
    write(address, source, 0, source.length);
  }

  /** Copies a part of an array in. */
  public void write(long address, byte[] source, int sourceStart, int length) {
    System.arraycopy(source, sourceStart, bytes, checked(address, length), length);
  }

  /** One byte, unsigned. */
  public int loadByte(long address) {
    return bytes[checked(address, 1)] & 0xFF;
  }

  /** Writes one byte. */
  public void storeByte(long address, int value) {
    bytes[checked(address, 1)] = (byte) value;
  }

  /** Four bytes, little-endian. */
  public int loadInt(long address) {
    return (int) INTS.get(bytes, checked(address, 4));
  }

  /** Writes four bytes, little-endian. */
  public void storeInt(long address, int value) {
    INTS.set(bytes, checked(address, 4), value);
  }

  /** Eight bytes, little-endian. */
  public long loadLong(long address) {
    return (long) LONGS.get(bytes, checked(address, 8));
  }

  /** Writes eight bytes, little-endian. */
  public void storeLong(long address, long value) {
    LONGS.set(bytes, checked(address, 8), value);
  }

  /** A little-endian number of 1, 2, 4 or 8 bytes, zero-extended; of 16 bytes, the upper half. */
  public long loadBits(long address, int width) {
    int at = checked(address, width);
    return switch (width) {
      case 1 -> bytes[at] & 0xFF;
      case 2 -> (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
      case 4 -> Integer.toUnsignedLong((int) INTS.get(bytes, at));
      case 8 -> (long) LONGS.get(bytes, at);
      default -> (long) LONGS.get(bytes, at + 8);
    };
  }

  /** Writes the low 1, 2, 4 or 8 bytes of a number, little-endian. */
  public void storeBits(long address, int width, long bits) {
    int at = checked(address, width);
    switch (width) {
      case 1 -> bytes[at] = (byte) bits;
      case 2 -> {
        bytes[at] = (byte) bits;
        bytes[at + 1] = (byte) (bits >>> 8);
      }
      case 4 -> INTS.set(bytes, at, (int) bits);
      default -> LONGS.set(bytes, at, bits);
    }
  }

  /** Sets a range; traps before the first write when it does not fit. */
  public void fill(long address, int value, long length) {
    int start = checked(address, length);
    Arrays.fill(bytes, start, start + (int) length, (byte) value);
  }

  /** Copies a range, as if through a buffer; traps before the first write. */
  public void copy(long to, LinearMemory source, long from, long length) {
    int read = source.checked(from, length);
    int write = checked(to, length);
    System.arraycopy(source.bytes, read, bytes, write, (int) length);
  }

  /**
   * Copies from a data segment; traps before the first write.
   *
   * @param module the array the segment stands in
   * @param start where it starts there
   * @param size how long it is; 0 once dropped
   */
  void init(long to, byte[] module, int start, int size, long from, long length) {
    if (!fits(from, length, size)) {
      throw Trap.of(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }
    int write = checked(to, length);
    System.arraycopy(module, start + (int) from, bytes, write, (int) length);
  }

  /** Gives the array back; the memory is empty from now on. */
  void release() {
    MemoryPool.giveBack(bytes, sizeBytes());
    bytes = new byte[0];
    pages = 0;
    size = 0;
  }

  /** The array index of a range that lies inside; traps otherwise. */
  private int checked(long address, long length) {
    if (!fits(address, length, sizeBytes())) {
      throw Trap.of(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }
    return (int) address;
  }

  private static boolean fits(long start, long length, int size) {
    return Long.compareUnsigned(length, size) <= 0
        && Long.compareUnsigned(start, size - length) <= 0;
  }
}
