package dev.assay.state.db;

import java.nio.charset.StandardCharsets;

/**
 * The tables of the database and the layout of their keys. Numbers are big-endian, so that keys
 * sort as heights and paths do; {@code |} joins bytes. A change here changes {@link
 * Meta#SCHEMA_VERSION}.
 */
enum ColumnFamily {
  /**
   * {@code schema}, {@code head}, {@code settled}, {@code settling}, {@code oldest}, {@code
   * pruned-states}, {@code pruned-bodies}: see {@link Meta}.
   */
  META("default", 'm'),
  /** keccak(address) → nonce, balance, and where they are not empty storage root and code hash. */
  ACCOUNTS("accounts", 'a'),
  /** keccak(address) | keccak(slot) → the word without leading zeros. */
  SLOTS("slots", 's'),
  /** owner | position → branch record; owner is keccak(address), or nothing for the state trie. */
  TRIE("trie", 't'),
  /** code hash → code. */
  CODE("code", 'c'),
  /**
   * {@code h|number} → header, {@code b|number} → block, {@code r|number} → receipts, {@code
   * n|hash} → number, {@code x|transaction hash} → number and index, {@code j|number} → {@link
   * Journal}, until the tables hold the block.
   */
  BLOCKS("blocks", 'b'),
  /** number → keys of {@link #HISTORY} that the block wrote. */
  UNDO("undo", 'u'),
  /** table | length of key | key | number → the value before the block, see {@link History}. */
  HISTORY("history", 'y'),
  /**
   * keccak(address) → address, keccak(slot) → slot without leading zeros; where the option says so,
   * and of what came into the state since. Never removed, like code.
   */
  PREIMAGES("preimages", 'p');

  private final String label;
  private final byte tag;

  ColumnFamily(String label, char tag) {
    this.label = label;
    this.tag = (byte) tag;
  }

  @Override
  public String toString() {
    return this == META ? "meta" : label;
  }

  /** Name within RocksDB. */
  byte[] label() {
    return label.getBytes(StandardCharsets.US_ASCII);
  }

  /** The byte that stands for this table in keys of the history. */
  byte tag() {
    return tag;
  }

  /** The table of a tag. */
  static ColumnFamily ofTag(byte tag) {
    for (ColumnFamily family : values()) {
      if (family.tag == tag) {
        return family;
      }
    }
    throw new DatabaseFailure(DatabaseFailure.Kind.CORRUPT, "no table with tag " + tag);
  }
}
