package dev.assay.node.rpc;

import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** The parameter types of the Ethereum API. Case of hex digits does not matter; its length does. */
public final class ParamTypes {
  private static final HexFormat HEX = HexFormat.of();

  /** 20 bytes; a mixed-case checksum is not verified, as in other nodes. */
  public static final ParamType<Address> ADDRESS =
      type(Shape.ADDRESS, json -> Address.of(fixed(json, Address.SIZE, "address")));

  /** 32 bytes. */
  public static final ParamType<Hash> HASH =
      type(Shape.HASH, json -> Hash.of(fixed(json, Hash.SIZE, "hash")));

  /** Any number of bytes. */
  public static final ParamType<Bytes> DATA =
      type(Shape.DATA, json -> Bytes.wrap(bytes(text(json, "data"), "data")));

  /** A 256-bit number: 0x-hex; leading zeros and plain JSON integers are accepted. */
  public static final ParamType<UInt256> QUANTITY = type(Shape.QUANTITY, ParamTypes::quantity);

  /** A number that fits a signed 64-bit integer. */
  public static final ParamType<Long> LONG = QUANTITY.map(ParamTypes::asLong);

  /** A number of up to 64 bits, unsigned. */
  public static final ParamType<Long> UINT64 = QUANTITY.map(ParamTypes::asUnsigned);

  /** A storage key: 0x-hex of up to 32 bytes, left-padded. */
  public static final ParamType<Hash> SLOT = type(Shape.HASH, ParamTypes::slot);

  /** True or false. */
  public static final ParamType<Boolean> BOOLEAN =
      type(
          Shape.BOOLEAN,
          json -> {
            if (json instanceof Json.Bool(var value)) {
              return value;
            }
            throw unexpected("boolean", json);
          });

  /** Any string. */
  public static final ParamType<String> STRING = type(Shape.STRING, json -> text(json, "string"));

  /** A block by number, tag or EIP-1898 object. */
  public static final ParamType<BlockId> BLOCK_ID = type(Shape.BLOCK_ID, BlockId::read);

  /** A block by number or tag. */
  public static final ParamType<BlockId> BLOCK_NUMBER =
      type(
          Shape.BLOCK_ID,
          json -> {
            if (json instanceof Json.Str || json instanceof Json.Num) {
              return BlockId.read(json);
            }
            throw unexpected("block number or tag", json);
          });

  /** Percentiles of eth_feeHistory and the like. */
  public static final ParamType<List<Double>> PERCENTILES =
      listOf(type(Shape.any("number"), ParamTypes::decimal));

  /** Anything; the method reads it. */
  public static final ParamType<Json> ANY = type(Shape.any("any"), Function.identity());

  private ParamTypes() {}

  /** A type with its shape. */
  public static <T> ParamType<T> type(Shape shape, Function<Json, T> reader) {
    return new ParamType<>(shape, reader);
  }

  /** An array of that type. */
  public static <T> ParamType<List<T>> listOf(ParamType<T> item) {
    return type(
        item.shape().list(),
        json -> {
          if (!(json instanceof Json.Arr(var items))) {
            throw unexpected("array", json);
          }
          List<T> values = new ArrayList<>(items.size());
          items.forEach(value -> values.add(item.read(value)));
          return List.copyOf(values);
        });
  }

  /** The object, or the error that something else stands there. */
  public static Json.Obj object(Json json) {
    if (json instanceof Json.Obj object) {
      return object;
    }
    throw unexpected("object", json);
  }

  /** The error that {@code json} is not a {@code wanted}. */
  static MalformedParam unexpected(String wanted, Json json) {
    return new MalformedParam("want " + wanted + ", have " + json.kind());
  }

  static String text(Json json, String wanted) {
    if (json instanceof Json.Str(var value)) {
      return value;
    }
    throw unexpected(wanted, json);
  }

  static byte[] bytes(String text, String wanted) {
    if (!text.startsWith("0x") && !text.startsWith("0X")) {
      throw new MalformedParam(wanted + ": hex string without 0x prefix");
    }
    if (text.length() % 2 != 0) {
      throw new MalformedParam(wanted + ": hex string of odd length");
    }
    try {
      return HEX.parseHex(text, 2, text.length());
    } catch (IllegalArgumentException e) {
      throw new MalformedParam(wanted + ": not a hex digit in the string");
    }
  }

  private static byte[] fixed(Json json, int size, String wanted) {
    byte[] value = bytes(text(json, wanted), wanted);
    if (value.length != size) {
      throw new MalformedParam(wanted + ": want " + size + " bytes of hex, have " + value.length);
    }
    return value;
  }

  private static UInt256 quantity(Json json) {
    return switch (json) {
      case Json.Str(var text) -> hexQuantity(text);
      case Json.Num(var text) when text.matches("[0-9]{1,18}") -> UInt256.of(Long.parseLong(text));
      case Json.Num(var text) -> throw new MalformedParam("number out of range: " + text);
      case Json.Obj _, Json.Arr _, Json.Bool _, Json.Null _ -> throw unexpected("quantity", json);
    };
  }

  static UInt256 hexQuantity(String text) {
    if (!text.startsWith("0x") && !text.startsWith("0X")) {
      throw new MalformedParam("quantity: hex string without 0x prefix");
    }
    String digits = text.substring(2);
    if (digits.isEmpty()) {
      throw new MalformedParam("quantity: empty hex string");
    }
    if (digits.length() > 64) {
      throw new MalformedParam("quantity: hex number over 256 bits");
    }
    return UInt256.of(bytes("0x" + (digits.length() % 2 == 0 ? "" : "0") + digits, "quantity"));
  }

  private static Long asLong(UInt256 value) {
    if (!value.isLong63()) {
      throw new MalformedParam("quantity: hex number over 63 bits");
    }
    return value.toLongExact();
  }

  private static Long asUnsigned(UInt256 value) {
    if (value.bitLength() > Long.SIZE) {
      throw new MalformedParam("quantity: hex number over 64 bits");
    }
    return value.toBigInteger().longValue();
  }

  private static Hash slot(Json json) {
    if (json instanceof Json.Num) {
      return quantity(json).toHash();
    }
    String text = text(json, "storage key");
    if (text.length() > 66) {
      throw new MalformedParam("storage key: want at most 32 bytes of hex");
    }
    return hexQuantity(text).toHash();
  }

  private static Double decimal(Json json) {
    if (json instanceof Json.Num(var text) && text.length() < 32) {
      return new BigDecimal(text).doubleValue();
    }
    throw unexpected("number", json);
  }
}
