package dev.assay.state.db;

import dev.assay.state.db.DatabaseFailure.Kind;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The newest acknowledged block, in a file of its own beside the database: the witness by which an
 * open can tell that the database has lost blocks.
 *
 * <p>Two slots are written in turn, each with a sequence number and a checksum, so a torn write
 * leaves the other. A slot: magic 8, sequence 8, number 8, hash 32, state root 32, checksum 4.
 */
final class HeadMarker implements AutoCloseable {
  private static final String FILE = "HEAD-MARKER";
  private static final long MAGIC = 0x41535341594D4B31L;
  private static final int SLOT = 96;
  private static final int CHECKED = 88;

  private final Path file;
  private final FileChannel channel;
  private final Optional<Head> found;
  private final boolean damaged;
  private long sequence;

  private HeadMarker(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    ByteBuffer content = ByteBuffer.allocate(2 * SLOT);
    int size = channel.read(content, 0);
    byte[] bytes = Arrays.copyOf(content.array(), 2 * SLOT);
    int first = valid(bytes, 0) ? 0 : -1;
    int newest = first;
    if (valid(bytes, SLOT)
        && (first < 0 || BigEndian.getLong(bytes, SLOT + 8) > BigEndian.getLong(bytes, 8))) {
      newest = SLOT;
    }
    found = newest < 0 ? Optional.empty() : Optional.of(head(bytes, newest));
    damaged = newest < 0 && size > 0;
    sequence = newest < 0 ? 0 : BigEndian.getLong(bytes, newest + 8);
  }

  /** Opens or creates the marker of a database. */
  static HeadMarker open(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      return new HeadMarker(file, channel);
    } catch (IOException failure) {
      throw failure(file, failure);
    }
  }

  /** What the marker said when it was opened. */
  Optional<Head> found() {
    return found;
  }

  /** Whether there was a marker and neither slot of it could be read. */
  boolean isDamaged() {
    return damaged;
  }

  /** Says that a block is acknowledged. */
  void write(Head head) {
    sequence++;
    byte[] slot = new byte[SLOT];
    BigEndian.putLong(slot, 0, MAGIC);
    BigEndian.putLong(slot, 8, sequence);
    BigEndian.putLong(slot, 16, head.number());
    head.hash().writeTo(slot, 24);
    head.stateRoot().writeTo(slot, 56);
    BigEndian.putInt(slot, CHECKED, checksum(slot, 0));
    try {
      channel.write(ByteBuffer.wrap(slot), (sequence & 1) * SLOT);
    } catch (IOException failure) {
      throw failure(file, failure);
    }
  }

  /** Brings the marker to the disk. */
  void sync() {
    try {
      channel.force(false);
    } catch (IOException failure) {
      throw failure(file, failure);
    }
  }

  @Override
  public void close() {
    try (channel) {
      if (channel.isOpen()) {
        channel.force(true);
      }
    } catch (IOException failure) {
      throw failure(file, failure);
    }
  }

  private static boolean valid(byte[] bytes, int slot) {
    return BigEndian.getLong(bytes, slot) == MAGIC
        && BigEndian.getInt(bytes, slot + CHECKED) == checksum(bytes, slot);
  }

  private static int checksum(byte[] bytes, int slot) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, slot, CHECKED);
    return (int) checksum.getValue();
  }

  private static Head head(byte[] bytes, int slot) {
    return new Head(
        BigEndian.getLong(bytes, slot + 16), Hash.of(bytes, slot + 24), Hash.of(bytes, slot + 56));
  }

  private static DatabaseFailure failure(Path file, IOException cause) {
    return new DatabaseFailure(Kind.INPUT_OUTPUT, "head marker " + file + ": " + cause, cause);
  }
}
