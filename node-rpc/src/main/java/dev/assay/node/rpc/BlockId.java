package dev.assay.node.rpc;

import dev.assay.state.types.Hash;

/** How a client names a block: tag, number, or hash (EIP-1898). */
public sealed interface BlockId {

  /** The tags; on this chain a block is final when it is written. */
  enum Tag implements BlockId {
    /** The genesis block. */
    EARLIEST,
    /** The newest block. */
    LATEST,
    /** The newest block as the next one would find it. */
    PENDING,
    /** As latest: a block is never reorganised away. */
    SAFE,
    /** As latest. */
    FINALIZED
  }

  /** By height. */
  record ByNumber(long number) implements BlockId {}

  /** By hash; every block this node has is canonical. */
  record ByHash(Hash hash, boolean requireCanonical) implements BlockId {}

  /** Reads a tag, a number, or an object with blockNumber or blockHash. */
  static BlockId read(Json json) {
    return switch (json) {
      case Json.Str(var text) -> tagOrNumber(text);
      case Json.Num _ -> new ByNumber(ParamTypes.LONG.read(json));
      case Json.Obj object -> eip1898(object);
      case Json.Arr _, Json.Bool _, Json.Null _ -> throw ParamTypes.unexpected("block", json);
    };
  }

  private static BlockId tagOrNumber(String text) {
    return switch (text) {
      case "earliest" -> Tag.EARLIEST;
      case "latest" -> Tag.LATEST;
      case "pending" -> Tag.PENDING;
      case "safe" -> Tag.SAFE;
      case "finalized" -> Tag.FINALIZED;
      default -> {
        if (text.length() == 66) {
          yield new ByHash(ParamTypes.HASH.read(new Json.Str(text)), false);
        }
        yield new ByNumber(ParamTypes.LONG.read(new Json.Str(text)));
      }
    };
  }

  private static BlockId eip1898(Json.Obj object) {
    Json number = object.get("blockNumber");
    Json hash = object.get("blockHash");
    if (!(number instanceof Json.Null) && !(hash instanceof Json.Null)) {
      throw new MalformedParam("cannot specify both blockHash and blockNumber, choose one");
    }
    if (!(number instanceof Json.Null)) {
      return tagOrNumber(ParamTypes.text(number, "block number"));
    }
    if (hash instanceof Json.Null) {
      throw new MalformedParam("block object without blockHash or blockNumber");
    }
    return new ByHash(
        ParamTypes.HASH.read(hash), object.get("requireCanonical").equals(new Json.Bool(true)));
  }
}
