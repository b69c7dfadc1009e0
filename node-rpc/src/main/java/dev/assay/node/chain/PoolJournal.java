package dev.assay.node.chain;

import dev.assay.node.NodeLog;
import dev.assay.state.chain.Transaction;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.types.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Transactions that wait, in a file beside the chain, so that a restart finds them again: one
 * record for each that was admitted, its length, its checksum and its encoding. A record that was
 * torn ends the file. It is not synced: a process that dies loses nothing, a machine that dies may.
 *
 * <p>When it has grown to {@link #REWRITE_BYTES} and twice what waits, it is written anew with what
 * waits.
 */
public final class PoolJournal implements AutoCloseable {
  /** A shorter file is not worth the trouble. */
  static final long REWRITE_BYTES = 1 << 20;

  private static final int HEADER = 8;

  private final Path file;
  private final TxPool pool;
  private final NodeLog log;
  private FileChannel channel;
  private long size;

  private PoolJournal(Path file, TxPool pool, NodeLog log, FileChannel channel) {
    this.file = file;
    this.pool = pool;
    this.log = log;
    this.channel = channel;
  }

  /** Opens the journal in a directory; {@link #recorded} tells what an earlier process left. */
  public static PoolJournal open(Path directory, TxPool pool, NodeLog log) throws IOException {
    Path file = directory.resolve("transactions.journal");
    return new PoolJournal(file, pool, log, channel(file));
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /** The transactions of the records that are whole. */
  public List<Transaction> recorded() throws IOException {
    List<Transaction> transactions = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    while (bytes.remaining() >= HEADER) {
      int length = bytes.getInt();
      int checksum = bytes.getInt();
      if (length < 0 || length > bytes.remaining()) {
        break;
      }
      byte[] encoded = new byte[length];
      bytes.get(encoded);
      if (checksum != checksum(encoded)) {
        break;
      }
      try {
        transactions.add(Transaction.decode(Bytes.wrap(encoded)));
      } catch (RlpError e) {
        break; // the checksum is right, so another program wrote this
      }
    }
    return transactions;
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /**
   * Writes a transaction down that was admitted; where that fails it is in the pool all the same.
   */
  public synchronized void append(Transaction transaction) {
    try {
      write(transaction.encode().unsafeArray());
      if (size >= REWRITE_BYTES) {
        rewriteIfLong();
      }
    } catch (IOException e) {
      log.trouble("a restart would forget waiting transactions: " + e);
    }
  }

  private void write(byte[] encoded) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(HEADER + encoded.length);
    record.putInt(encoded.length).putInt(checksum(encoded)).put(encoded).flip();
    size += record.remaining();
    while (record.hasRemaining()) {
      channel.write(record);
    }
  }

  private void rewriteIfLong() throws IOException {
    long waiting = pool.transactions().stream().mapToLong(each -> HEADER + each.sizeBytes()).sum();
    if (size > 2 * waiting) {
      rewrite();
    }
  }

  /** Writes the journal anew with what waits now. */
  public synchronized void rewrite() throws IOException {
    channel.close();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    channel = channel(fresh);
    size = 0;
    for (PooledTransaction waiting : pool.transactions()) {
      write(waiting.transaction().encode().unsafeArray());
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
