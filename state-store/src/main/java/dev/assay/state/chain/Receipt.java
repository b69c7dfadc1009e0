package dev.assay.state.chain;

import dev.assay.state.rlp.RlpError;
import dev.assay.state.rlp.RlpError.Reason;
import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * What a transaction left behind, as the receipts root commits to it.
 *
 * @param cumulativeGasUsed gas used in the block up to and with this transaction
 */
public record Receipt(
    TransactionType type,
    boolean succeeded,
    long cumulativeGasUsed,
    LogsBloom logsBloom,
    List<Log> logs) {
  /** Copies the logs. */
  public Receipt {
    logs = List.copyOf(logs);
  }

  /** A receipt with the bloom filter of its logs. */
  public static Receipt of(
      TransactionType type, boolean succeeded, long cumulativeGasUsed, List<Log> logs) {
    return new Receipt(type, succeeded, cumulativeGasUsed, LogsBloom.of(logs), logs);
  }

  /** Canonical form: an RLP list, with the type byte in front unless it is 0. */
  public Bytes encode() {
    RlpWriter writer = new RlpWriter(512);
    if (type != TransactionType.LEGACY) {
      writer.rawByte(type.code());
    }
    writer.startList().number(succeeded ? 1 : 0).number(cumulativeGasUsed);
    writer.bytes(logsBloom.bits()).startList();
    logs.forEach(log -> log.write(writer));
    writer.endList().endList();
    return writer.toBytes();
  }

  /**
   * The receipt of a canonical form.
   *
   * @throws RlpError for any other bytes
   */
  public static Receipt decode(Bytes encoded) {
    if (encoded.isEmpty()) {
      throw new RlpError(Reason.TRUNCATED, 0, "empty receipt");
    }
    int first = encoded.get(0) & 0xFF;
    TransactionType type = first >= 0xC0 ? TransactionType.LEGACY : envelope(first);
    int from = first >= 0xC0 ? 0 : 1;
    RlpReader reader = new RlpReader(encoded.unsafeArray(), from, encoded.size() - from);
    reader.enterList();
    boolean succeeded = status(reader);
    long cumulativeGasUsed = reader.uint63();
    LogsBloom bloom = new LogsBloom(reader.bytesOf(LogsBloom.SIZE));
    List<Log> logs = new ArrayList<>();
    reader.enterList();
    while (reader.hasMore()) {
      logs.add(Log.read(reader));
    }
    reader.leaveList();
    reader.leaveList();
    reader.expectEnd();
    return new Receipt(type, succeeded, cumulativeGasUsed, bloom, logs);
  }

  private static TransactionType envelope(int code) {
    return switch (code) {
      case 1 -> TransactionType.ACCESS_LIST;
      case 2 -> TransactionType.DYNAMIC_FEE;
      default -> throw new RlpError(Reason.INVALID_VALUE, 0, TransactionType.refusedName(code));
    };
  }

  private static boolean status(RlpReader reader) {
    int at = reader.offset();
    long status = reader.uint64();
    if (status != 0 && status != 1) {
      throw new RlpError(Reason.INVALID_VALUE, at, "status is 0 or 1");
    }
    return status == 1;
  }
}
