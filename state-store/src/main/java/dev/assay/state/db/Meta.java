package dev.assay.state.db;

import dev.assay.state.db.DatabaseFailure.Kind;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The table of the database about itself. */
final class Meta {
  /** Layout of keys and values; an older one is migrated, a newer one refused. */
  static final long SCHEMA_VERSION = 4;

  private static final byte[] SCHEMA = name("schema");
  private static final byte[] HEAD = name("head");
  private static final byte[] OLDEST = name("oldest");
  private static final byte[] SETTLED = name("settled");
  private static final byte[] SETTLING = name("settling");
  private static final byte[] PRUNED_STATES = name("pruned-states");
  private static final byte[] PRUNED_BODIES = name("pruned-bodies");
  private static final int HEAD_SIZE = 8 + 2 * Hash.SIZE;

  private final RocksStore store;

  Meta(RocksStore store) {
    this.store = store;
  }

  private static byte[] name(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Writes the schema version into a new database, migrates an older one, refuses one that is newer
   * than this program.
   */
  void checkSchema() {
    byte[] found = store.get(ColumnFamily.META, SCHEMA);
    if (found == null) {
      try (RocksStore.Batch batch = store.batch()) {
        putSchema(batch, SCHEMA_VERSION);
        batch.write();
      }
      return;
    }
    long version = number(found);
    if (version > SCHEMA_VERSION) {
      throw new DatabaseFailure(
          Kind.NEWER_SCHEMA,
          "the data has schema "
              + version
              + ", this program knows up to "
              + SCHEMA_VERSION
              + ": start it with a newer version");
    }
    Migrations.run(store, this, version);
  }

  static void putSchema(RocksStore.Batch batch, long version) {
    batch.put(ColumnFamily.META, SCHEMA, BigEndian.ofLong(version));
  }

  Optional<Head> head() {
    byte[] value = store.get(ColumnFamily.META, HEAD);
    if (value == null) {
      return Optional.empty();
    }
    if (value.length != HEAD_SIZE + 4 || BigEndian.getInt(value, HEAD_SIZE) != checksum(value)) {
      throw new DatabaseFailure(Kind.CORRUPT, "the head record fails its checksum");
    }
    return Optional.of(
        new Head(BigEndian.getLong(value, 0), Hash.of(value, 8), Hash.of(value, 8 + Hash.SIZE)));
  }

  static void putHead(RocksStore.Batch batch, Head head) {
    byte[] value = new byte[HEAD_SIZE + 4];
    BigEndian.putLong(value, 0, head.number());
    head.hash().writeTo(value, 8);
    head.stateRoot().writeTo(value, 8 + Hash.SIZE);
    BigEndian.putInt(value, HEAD_SIZE, checksum(value));
    batch.put(ColumnFamily.META, HEAD, value);
  }

  private static int checksum(byte[] value) {
    CRC32C checksum = new CRC32C();
    checksum.update(value, 0, HEAD_SIZE);
    return (int) checksum.getValue();
  }

  /** Lowest block whose state is kept. */
  long oldestState() {
    byte[] value = store.get(ColumnFamily.META, OLDEST);
    return value == null ? 0 : number(value);
  }

  static void putOldestState(RocksStore.Batch batch, long number) {
    batch.put(ColumnFamily.META, OLDEST, BigEndian.ofLong(number));
  }

  /** The block that the tables hold; newer ones are in the journal. */
  long settled() {
    byte[] value = store.get(ColumnFamily.META, SETTLED);
    return value == null ? HeadCell.NONE : number(value);
  }

  /** Writes that the tables hold a block, and no part of a newer one. */
  static void putSettled(RocksStore.Batch batch, long number) {
    batch.put(ColumnFamily.META, SETTLED, BigEndian.ofLong(number));
    batch.delete(ColumnFamily.META, SETTLING);
  }

  /** Whether newer blocks may have come into the tables in part. */
  boolean isSettling() {
    return store.get(ColumnFamily.META, SETTLING) != null;
  }

  /** Writes that newer blocks come into the tables: what was before is in the history. */
  static void putSettling(RocksStore.Batch batch) {
    batch.put(ColumnFamily.META, SETTLING, new byte[0]);
  }

  /** History up to this block has been removed. */
  long prunedStates() {
    byte[] value = store.get(ColumnFamily.META, PRUNED_STATES);
    return value == null ? 0 : number(value);
  }

  static void putPrunedStates(RocksStore.Batch batch, long number) {
    batch.put(ColumnFamily.META, PRUNED_STATES, BigEndian.ofLong(number));
  }

  /** Bodies up to this block have been removed; -1 when none has. */
  long prunedBodies() {
    byte[] value = store.get(ColumnFamily.META, PRUNED_BODIES);
    return value == null ? -1 : number(value);
  }

  static void putPrunedBodies(RocksStore.Batch batch, long number) {
    batch.put(ColumnFamily.META, PRUNED_BODIES, BigEndian.ofLong(number));
  }

  private static long number(byte @Nullable [] value) {
    if (value == null || value.length != 8) {
      throw new DatabaseFailure(Kind.CORRUPT, "a number of the meta table has not 8 bytes");
    }
    return BigEndian.getLong(value, 0);
  }
}
