package dev.assay.state.db;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.Receipt;
import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Blocks, receipts and their indexes. */
final class BlockTable {
  private static final byte HEADER = 'h';
  private static final byte BLOCK = 'b';
  private static final byte RECEIPTS = 'r';
  private static final byte NUMBER = 'n';
  private static final byte TRANSACTION = 'x';

  private final RocksStore store;

  BlockTable(RocksStore store) {
    this.store = store;
  }

  private static byte[] key(byte kind, long number) {
    byte[] key = new byte[9];
    key[0] = kind;
    BigEndian.putLong(key, 1, number);
    return key;
  }

  private static byte[] key(byte kind, Hash hash) {
    byte[] key = new byte[1 + Hash.SIZE];
    key[0] = kind;
    hash.writeTo(key, 1);
    return key;
  }

  private byte @Nullable [] get(byte[] key) {
    return store.get(ColumnFamily.BLOCKS, key);
  }

  Optional<BlockHeader> header(long number) {
    return Optional.ofNullable(get(key(HEADER, number)))
        .map(value -> BlockHeader.decode(Bytes.wrap(value)));
  }

  Optional<Block> block(long number) {
    return Optional.ofNullable(get(key(BLOCK, number)))
        .map(value -> Block.decode(Bytes.wrap(value)));
  }

  Optional<Long> number(Hash hash) {
    return Optional.ofNullable(get(key(NUMBER, hash))).map(value -> BigEndian.getLong(value, 0));
  }

  Optional<List<Receipt>> receipts(long number) {
    return Optional.ofNullable(get(key(RECEIPTS, number))).map(BlockTable::decodeReceipts);
  }

  private static List<Receipt> decodeReceipts(byte[] value) {
    List<Receipt> receipts = new ArrayList<>();
    RlpReader reader = new RlpReader(value);
    reader.enterList();
    while (reader.hasMore()) {
      receipts.add(Receipt.decode(reader.bytes()));
    }
    reader.leaveList();
    reader.expectEnd();
    return List.copyOf(receipts);
  }

  Optional<TransactionLocation> transaction(Hash hash) {
    byte[] value = get(key(TRANSACTION, hash));
    if (value == null) {
      return Optional.empty();
    }
    long number = BigEndian.getLong(value, 0);
    return header(number)
        .map(header -> new TransactionLocation(number, header.hash(), BigEndian.getInt(value, 8)));
  }

  static void put(
      RocksStore.Batch batch,
      Block block,
      Hash hash,
      List<Hash> transactions,
      List<Receipt> receipts) {
    long number = block.number();
    batch.put(ColumnFamily.BLOCKS, key(BLOCK, number), block.encode().unsafeArray());
    batch.put(ColumnFamily.BLOCKS, key(HEADER, number), block.header().encode().unsafeArray());
    batch.put(ColumnFamily.BLOCKS, key(NUMBER, hash), BigEndian.ofLong(number));
    RlpWriter writer = new RlpWriter(1024);
    writer.startList();
    receipts.forEach(receipt -> writer.bytes(receipt.encode()));
    batch.put(ColumnFamily.BLOCKS, key(RECEIPTS, number), writer.endList().toByteArray());
    for (int i = 0; i < transactions.size(); i++) {
      byte[] location = new byte[12];
      BigEndian.putLong(location, 0, number);
      BigEndian.putInt(location, 8, i);
      batch.put(ColumnFamily.BLOCKS, key(TRANSACTION, transactions.get(i)), location);
    }
  }

  /** Removes what is kept of a block beside its header. */
  static void deleteBody(RocksStore.Batch batch, Block block) {
    batch.delete(ColumnFamily.BLOCKS, key(BLOCK, block.number()));
    batch.delete(ColumnFamily.BLOCKS, key(RECEIPTS, block.number()));
    block
        .transactions()
        .forEach(
            transaction -> batch.delete(ColumnFamily.BLOCKS, key(TRANSACTION, transaction.hash())));
  }

  static void delete(RocksStore.Batch batch, Block block) {
    long number = block.number();
    deleteBody(batch, block);
    batch.delete(ColumnFamily.BLOCKS, key(HEADER, number));
    batch.delete(ColumnFamily.BLOCKS, key(NUMBER, block.hash()));
  }
}
