package dev.assay.host.call;

import dev.assay.state.types.Bytes;

/** Copying a part of some bytes into guest memory: a range beyond the end is cut, never a trap. */
final class Slices {
  private Slices() {}

  /** Bytes of a range that exist. */
  static int available(Bytes source, long offset, long size) {
    long from = Math.min(offset & 0xFFFF_FFFFL, source.size());
    return (int) Math.min(size & 0xFFFF_FFFFL, source.size() - from);
  }

  /** Copies what exists of a range; gives the number of bytes. */
  static int copy(ContractFrame frame, Bytes source, long pointer, long offset, long size) {
    int length = available(source, offset, size);
    int from = (int) Math.min(offset & 0xFFFF_FFFFL, source.size());
    frame.memory().write(pointer, source.unsafeArray(), from, length);
    return length;
  }
}
