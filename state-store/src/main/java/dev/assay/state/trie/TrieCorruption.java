package dev.assay.state.trie;

/** A record of a trie is missing or is not what its parent commits to. */
public final class TrieCorruption extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Position position;

  TrieCorruption(Position position, String detail) {
    super("trie node at depth " + position.depth() + " of " + position.path() + ": " + detail);
    this.position = position;
  }

  /** Where. */
  public Position position() {
    return position;
  }
}
