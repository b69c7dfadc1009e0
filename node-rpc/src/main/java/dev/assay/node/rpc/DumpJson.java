package dev.assay.node.rpc;

import dev.assay.node.chain.StateDump;
import dev.assay.node.chain.StateDump.Held;
import dev.assay.node.chain.StateDump.Past;
import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.Receipt;
import dev.assay.state.db.ChainDatabase.PastBlock;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Dumps in the JSON that anvil writes and reads: {@code block}, {@code accounts}, {@code
 * best_block_number}. Blocks and receipts, which anvil keeps in shapes of its own, stand under
 * {@code assay}, each as its consensus encoding; programs that do not know the member ignore it.
 */
public final class DumpJson {
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final long MAX_TOKENS = Integer.MAX_VALUE;

  private DumpJson() {}

  /** A dump as text of at most so many bytes. */
  public static byte[] write(StateDump dump, int maxBytes) {
    try (JsonWriter out = new JsonWriter(maxBytes)) {
      out.beginObject();
      head(out, dump);
      out.name("accounts");
      accounts(out, dump.accounts());
      // Anvil looks it up among its own blocks, of which it finds none here.
      out.name("best_block_number").number(0);
      out.name("blocks").beginArray().endArray();
      out.name("transactions").beginArray().endArray();
      out.name("historical_states").nul();
      dump.past().ifPresent(past -> past(out.name("assay"), past));
      return out.endObject().finish();
    }
  }

  /** A dump as text, packed. */
  public static byte[] pack(StateDump dump, int maxBytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(write(dump, maxBytes));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed.toByteArray();
  }

  private static Optional<BlockHeader> newest(StateDump dump) {
    return dump.past().map(past -> past.blocks().getLast().block().header());
  }

  private static void head(JsonWriter out, StateDump dump) {
    out.name("block").beginObject();
    Optional<BlockHeader> header = newest(dump);
    out.name("number").quantity(header.map(BlockHeader::number).orElse(0L));
    out.name("beneficiary").hex(header.map(BlockHeader::coinbase).orElse(Address.ZERO));
    out.name("timestamp").quantity(dump.timestamp());
    out.name("gas_limit").number(header.map(BlockHeader::gasLimit).orElse(30_000_000L));
    out.name("basefee")
        .number(header.map(h -> h.baseFeePerGas().toBigInteger().longValue()).orElse(0L));
    out.name("difficulty").quantity(0);
    out.name("prevrandao").hex(header.map(BlockHeader::prevRandao).orElse(Hash.ZERO));
    out.name("blob_excess_gas_and_price").beginObject();
    out.name("excess_blob_gas").number(0).name("blob_gasprice").number(1).endObject();
    out.name("slot_num").number(0).endObject();
  }

  private static void accounts(JsonWriter out, SortedMap<Address, Held> accounts) {
    out.beginObject();
    accounts.forEach((address, held) -> account(out.name(address.toString()), held));
    out.endObject();
  }

  private static void account(JsonWriter out, Held held) {
    out.beginObject();
    out.name("nonce").number(held.nonce());
    out.name("balance").quantity(held.balance());
    out.name("code").hex(held.code());
    out.name("storage").beginObject();
    held.storage().forEach((slot, word) -> out.name(slot.toHash().toString()).hex(word.toHash()));
    out.endObject().endObject();
  }

  private static void past(JsonWriter out, Past past) {
    out.beginObject().name("blocks").beginArray();
    for (PastBlock block : past.blocks()) {
      out.beginObject().name("block").hex(block.block().encode());
      out.name("receipts").beginArray();
      block.receipts().forEach(receipt -> out.hex(receipt.encode()));
      out.endArray().endObject();
    }
    out.endArray().name("committed").beginObject();
    past.committed()
        .forEach(
            (address, held) -> {
              out.name(address.toString());
              held.ifPresentOrElse(there -> account(out, there), out::nul);
            });
    out.endObject().endObject();
  }

  /**
   * Reads a dump, packed or not.
   *
   * @throws RpcException when it is none, with where and why
   */
  public static StateDump read(byte[] text, int maxBytes) {
    try {
      Json.Obj root = ParamTypes.object(reader(maxBytes).read(unpacked(text, maxBytes)));
      SortedMap<Address, Held> accounts = new TreeMap<>();
      ParamTypes.object(root.get("accounts"))
          .members()
          .forEach((address, held) -> accounts.put(address(address), account(held)));
      long timestamp =
          root.get("block") instanceof Json.Obj block
                  && !(block.get("timestamp") instanceof Json.Null)
              ? ParamTypes.LONG.read(block.get("timestamp"))
              : 0;
      Optional<Past> past =
          root.get("assay") instanceof Json.Obj own ? Optional.of(past(own)) : Optional.empty();
      return new StateDump(accounts, timestamp, past);
    } catch (MalformedParam e) {
      throw refused(e.text());
    } catch (RlpError e) {
      throw refused("malformed block or receipt: " + e.getMessage());
    }
  }

  private static RpcException refused(String why) {
    return new RpcException(RpcError.INVALID_PARAMS, "not a dump of a state: " + why);
  }

  private static JsonReader reader(int maxBytes) {
    RequestLimits usual = RequestLimits.DEFAULT;
    return new JsonReader(
        usual.jsonNesting(),
        MAX_TOKENS,
        usual.jsonNumberLength(),
        usual.jsonNameLength(),
        maxBytes);
  }

  private static byte[] unpacked(byte[] text, int maxBytes) {
    if (text.length < 2 || ((text[0] & 0xff) << 8 | text[1] & 0xff) != GZIP_MAGIC) {
      return text;
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(text))) {
      byte[] unpacked = gzip.readNBytes(maxBytes);
      if (gzip.read() >= 0) {
        throw refused("over " + maxBytes + " bytes when unpacked");
      }
      return unpacked;
    } catch (IOException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static Address address(String text) {
    return ParamTypes.ADDRESS.read(new Json.Str(text));
  }

  private static Held account(Json json) {
    Json.Obj account = ParamTypes.object(json);
    SortedMap<UInt256, UInt256> storage = new TreeMap<>();
    if (account.get("storage") instanceof Json.Obj slots) {
      for (Map.Entry<String, Json> slot : slots.members().entrySet()) {
        UInt256 word = ParamTypes.QUANTITY.read(slot.getValue());
        if (!word.isZero()) {
          storage.put(ParamTypes.SLOT.read(new Json.Str(slot.getKey())).toUInt256(), word);
        }
      }
    }
    return new Held(
        orElse(account.get("nonce"), ParamTypes.UINT64, 0L),
        orElse(account.get("balance"), ParamTypes.QUANTITY, UInt256.ZERO),
        orElse(account.get("code"), ParamTypes.DATA, Bytes.EMPTY),
        storage);
  }

  private static <T> T orElse(Json json, ParamType<T> type, T absent) {
    return json instanceof Json.Null ? absent : type.read(json);
  }

  private static Past past(Json.Obj own) {
    List<PastBlock> blocks =
        ParamTypes.listOf(ParamTypes.type(Shape.any("block"), DumpJson::block))
            .read(own.get("blocks"));
    if (blocks.isEmpty()) {
      throw new MalformedParam("no block");
    }
    SortedMap<Address, Optional<Held>> committed = new TreeMap<>();
    ParamTypes.object(own.get("committed"))
        .members()
        .forEach(
            (address, held) ->
                committed.put(
                    address(address),
                    held instanceof Json.Null ? Optional.empty() : Optional.of(account(held))));
    return new Past(blocks, committed);
  }

  private static PastBlock block(Json json) {
    Json.Obj block = ParamTypes.object(json);
    List<Receipt> receipts = new ArrayList<>();
    ParamTypes.listOf(ParamTypes.DATA)
        .read(block.get("receipts"))
        .forEach(encoded -> receipts.add(Receipt.decode(encoded)));
    return new PastBlock(Block.decode(ParamTypes.DATA.read(block.get("block"))), receipts);
  }
}
