package dev.assay.node.chain;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Blocks that were read from disk not long ago, by height: who asks for one receipt of a block asks
 * for the others too, and each would read, decode and hash the whole block again. Thread-safe.
 */
final class ReadBlocks {
  private final long capacity;
  private final LinkedHashMap<Long, ChainBlock> byNumber = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private int truncations;

  /** Holds blocks of about so many bytes. */
  ReadBlocks(long capacity) {
    this.capacity = capacity;
  }

  /** The block at a height, read now if it is not at hand. */
  Optional<ChainBlock> get(long number, LongFunction<Optional<ChainBlock>> reader) {
    int before;
    synchronized (this) {
      ChainBlock held = byNumber.get(number);
      if (held != null) {
        return Optional.of(held);
      }
      before = truncations;
    }
    Optional<ChainBlock> read = reader.apply(number);
    read.ifPresent(block -> hold(block, before));
    return read;
  }

  /**
   * Takes a block in, unless the chain was cut since it was read; those longest unused make room,
   * but one always stays.
   */
  private synchronized void hold(ChainBlock block, int asOf) {
    if (asOf == truncations && byNumber.put(block.number(), block) == null) {
      bytes += block.footprint();
    }
    while (bytes > capacity && byNumber.size() > 1) {
      bytes -= byNumber.pollFirstEntry().getValue().footprint();
    }
  }

  /** Forgets the blocks above a height. */
  synchronized void truncate(long number) {
    truncations++;
    byNumber.values().removeIf(block -> block.number() > number);
    bytes = byNumber.values().stream().mapToLong(ChainBlock::footprint).sum();
  }
}
