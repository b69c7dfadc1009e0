package dev.assay.state.rlp;

import dev.assay.state.types.Bytes;
import java.util.List;

/** An item without a schema: a string of bytes or a list of items. */
public sealed interface RlpItem {
  /** A string of bytes. */
  record Text(Bytes bytes) implements RlpItem {}

  /** A list of items. */
  record Sequence(List<RlpItem> items) implements RlpItem {
    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * The item that the bytes are the encoding of.
   *
   * @throws RlpError when they are not the canonical encoding of exactly one item
   */
  static RlpItem decode(byte[] bytes) {
    RlpReader reader = new RlpReader(bytes);
    RlpItem item = read(reader);
    reader.expectEnd();
    return item;
  }

  private static RlpItem read(RlpReader reader) {
    if (!reader.isList()) {
      return new Text(reader.bytes());
    }
    reader.enterList();
    RlpItem[] items = new RlpItem[reader.remainingItems()];
    for (int i = 0; i < items.length; i++) {
      items[i] = read(reader);
    }
    reader.leaveList();
    return new Sequence(List.of(items));
  }

  /** The encoding of this item. */
  default byte[] encode() {
    RlpWriter writer = new RlpWriter();
    write(writer);
    return writer.toByteArray();
  }

  private void write(RlpWriter writer) {
    switch (this) {
      case Text text -> writer.bytes(text.bytes());
      case Sequence sequence -> {
        writer.startList();
        sequence.items().forEach(item -> item.write(writer));
        writer.endList();
      }
    }
  }
}
