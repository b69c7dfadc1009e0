package dev.assay.state.db;

/**
 * Batches past the log, one after another, of a size that nobody minds to wait for: {@link
 * SettlerLimit#PIECE_BYTES}, and the entry that reaches it.
 */
final class Pieces implements AutoCloseable {
  private final RocksStore store;
  private RocksStore.Batch batch;

  Pieces(RocksStore store) {
    this.store = store;
    this.batch = begun(store);
  }

  private static RocksStore.Batch begun(RocksStore store) {
    int size = SettlerLimit.PIECE_BYTES.value();
    return store.batch(size + size / 8);
  }

  /** Where the next entry goes. */
  RocksStore.Batch next() {
    if (SettlerLimit.PIECE_BYTES.isReached(batch.size())) {
      write();
    }
    return batch;
  }

  void write() {
    batch.writeUnlogged();
    batch.close();
    batch = begun(store);
  }

  @Override
  public void close() {
    batch.close();
  }
}
