package dev.assay.state.chain;

import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.List;

/** An event that a contract emitted: at most four topics and data. */
public record Log(Address address, List<Hash> topics, Bytes data) {
  /** Copies the topics, refuses more than four. */
  public Log {
    topics = List.copyOf(topics);
    if (topics.size() > 4) {
      throw new IllegalArgumentException("a log has at most 4 topics, found " + topics.size());
    }
  }

  void write(RlpWriter writer) {
    writer.startList().address(address).startList();
    topics.forEach(writer::hash);
    writer.endList().bytes(data).endList();
  }

  static Log read(RlpReader reader) {
    reader.enterList();
    Address address = reader.address();
    List<Hash> topics = new ArrayList<>(4);
    reader.enterList();
    while (reader.hasMore()) {
      topics.add(reader.hash());
    }
    reader.leaveList();
    Bytes data = reader.bytes();
    reader.leaveList();
    return new Log(address, topics, data);
  }
}
