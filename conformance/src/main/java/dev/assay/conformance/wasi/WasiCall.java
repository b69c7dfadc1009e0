package dev.assay.conformance.wasi;

import dev.assay.vm.runtime.LinearMemory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One call of a guest: its arguments and its memory. Addresses outside of the memory trap, as an
 * access of the guest's own would.
 */
record WasiCall(LinearMemory memory, long[] frame, int base) {
  private static final long VECTOR_BYTES = 8;

  /** A range of the guest's memory. */
  record Range(long address, int length) {}

  int i32(int argument) {
    return (int) frame[base + argument];
  }

  long i64(int argument) {
    return frame[base + argument];
  }

  /** An argument that is an address. */
  long address(int argument) {
    return Integer.toUnsignedLong(i32(argument));
  }

  /** A text given by its address, in this argument, and its length, in the next. */
  String text(int argument) {
    byte[] bytes = memory.read(address(argument), address(argument + 1));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The buffers of a vector given by its address, in this argument, and count, in the next. */
  List<Range> vector(int argument) {
    long start = address(argument);
    long count = address(argument + 1);
    memory.read(start, count * VECTOR_BYTES);
    return IntStream.range(0, (int) count).mapToObj(i -> range(start + i * VECTOR_BYTES)).toList();
  }

  private Range range(long entry) {
    long address = Integer.toUnsignedLong(memory.loadInt(entry));
    return new Range(address, memory.loadInt(entry + 4));
  }

  byte[] read(Range range) {
    return memory.read(range.address, Integer.toUnsignedLong(range.length));
  }

  /** Writes an i32 to the address in an argument. */
  void store(int argument, int value) {
    memory.storeInt(address(argument), value);
  }

  /** Writes an i64 to the address in an argument. */
  void store(int argument, long value) {
    memory.storeLong(address(argument), value);
  }
}
