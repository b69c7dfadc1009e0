package dev.assay.node.chain;

import dev.assay.state.types.Hash;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Blocks that were read from disk not long ago: who asks for one receipt of a block asks for the
 * others too, and each would read, decode and hash the whole block again. Thread-safe.
 */
final class ReadBlocks {
  private final long capacity;
  private final LinkedHashMap<Hash, ChainBlock> byHash = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** Holds blocks of about so many bytes. */
  ReadBlocks(long capacity) {
    this.capacity = capacity;
  }

  /** The block of a hash, read now if it is not at hand. */
  Optional<ChainBlock> get(Hash hash, Supplier<Optional<ChainBlock>> reader) {
    Optional<ChainBlock> held = held(hash);
    if (held.isPresent()) {
      return held;
    }
    Optional<ChainBlock> read = reader.get();
    read.ifPresent(this::hold);
    return read;
  }

  private synchronized Optional<ChainBlock> held(Hash hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** Takes a block in; those longest unused make room, but one always stays. */
  private synchronized void hold(ChainBlock block) {
    if (byHash.put(block.hash(), block) == null) {
      bytes += block.footprint();
    }
    while (bytes > capacity && byHash.size() > 1) {
      bytes -= byHash.pollFirstEntry().getValue().footprint();
    }
  }
}
