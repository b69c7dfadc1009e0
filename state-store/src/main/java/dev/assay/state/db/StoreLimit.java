package dev.assay.state.db;

/** What RocksDB is given to go on with, and for how long it is waited for. */
enum StoreLimit {
  /** Bytes that must be free on the disk to open again, besides those for what is in the log. */
  ROOM_TO_OPEN(1 << 20),
  /** Pauses of a write, all together, up to which what fails meanwhile may pass. */
  PATIENCE_MICROS(1_000_000),
  /** The same, up to which what had failed before may have passed. */
  LONG_PATIENCE_MICROS(10_000_000),
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
