package dev.assay.state.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sizes of a database, as it estimates them itself.
 *
 * @param oldestState lowest block whose state is kept
 * @param prunedStates block up to which history has been removed: behind while that goes on
 * @param oldestBody lowest block whose body and receipts are kept
 */
public record DatabaseStats(
    Optional<Head> head, long oldestState, long prunedStates, long oldestBody, List<Table> tables) {
  /** Copies the tables. */
  public DatabaseStats {
    tables = List.copyOf(tables);
  }

  /**
   * A table.
   *
   * @param entries estimated number of entries
   * @param diskBytes size of its files
   * @param memoryBytes size of what is not in files yet
   */
  public record Table(String name, long entries, long diskBytes, long memoryBytes) {}

  static DatabaseStats of(
      RocksStore store, Optional<Head> head, long oldestState, long prunedStates, long oldestBody) {
    List<Table> tables = new ArrayList<>();
    for (ColumnFamily family : ColumnFamily.values()) {
      tables.add(
          new Table(
              family.toString(),
              store.property(family, "rocksdb.estimate-num-keys"),
              store.property(family, "rocksdb.total-sst-files-size"),
              store.property(family, "rocksdb.cur-size-all-mem-tables")));
    }
    return new DatabaseStats(head, oldestState, prunedStates, oldestBody, tables);
  }
}
