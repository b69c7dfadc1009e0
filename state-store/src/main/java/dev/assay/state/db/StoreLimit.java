package dev.assay.state.db;

/** What RocksDB is given to go on with, and for how long it is waited for. */
enum StoreLimit {
  /** Bytes that must be free on the disk to open again, besides those for what is in the log. */
  ROOM_TO_OPEN(1 << 20),
  /** Pauses, all together, up to which a background error may be one that passes. */
  PATIENCE_NANOS(1_000_000_000),
  /** Files of the first level, which overlap, at which writes wait until some are merged. */
  FIRST_LEVEL_FILES(36);

  private final int value;

  StoreLimit(int value) {
    this.value = value;
  }

  int value() {
    return value;
  }
}
