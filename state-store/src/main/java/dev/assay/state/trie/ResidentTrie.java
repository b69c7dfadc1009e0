package dev.assay.state.trie;

import dev.assay.state.types.Hash;
import org.jspecify.annotations.Nullable;

/**
 * A trie as far as it is in memory: its root, and below it the branches that were met, each found
 * from its parent without a lookup. They were verified when they were read and are not read or
 * verified again.
 *
 * <p>An update copies the branches it changes and shares the others, so the trie before it stays
 * what it was. Branches carry the era of the update that last touched them, and none is older than
 * its parent is young: {@link #forget} drops whole subtrees that nobody came by for long. One
 * thread updates and forgets; others may read meanwhile, and read again what they find forgotten.
 */
public final class ResidentTrie {
  private final Hash root;
  final @Nullable BranchNode top;
  private long bytes;

  ResidentTrie(Hash root, @Nullable BranchNode top, long bytes) {
    this.root = root;
    this.top = top;
    this.bytes = bytes;
  }

  /** The trie of a root, nothing of which is in memory. */
  public static ResidentTrie of(Hash root) {
    return new ResidentTrie(root, null, 0);
  }

  /** Its root. */
  public Hash root() {
    return root;
  }

  /** Estimate of the heap it takes. */
  public long bytes() {
    return bytes;
  }

  /** Drops what no update touched since an era began; the topmost branch stays. */
  public void forget(int era) {
    if (top != null) {
      bytes -= top.forget(era);
    }
  }
}
