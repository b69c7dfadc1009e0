package dev.assay.node.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Structured data that people sign (EIP-712).
 *
 * @param types the members of each struct type, {@code EIP712Domain} among them
 * @param primaryType the type of the message
 * @param domain what the signature is good for
 * @param message the data
 */
public record TypedData(
    Map<String, List<Member>> types, String primaryType, Json.Obj domain, Json.Obj message) {
  private static final String DOMAIN = "EIP712Domain";
  private static final Pattern ARRAY = Pattern.compile("(.+)\\[([0-9]{0,9})]");
  private static final Pattern INTEGER = Pattern.compile("(u?)int([0-9]{0,3})");
  private static final Pattern FIXED_BYTES = Pattern.compile("bytes([0-9]{1,2})");

  /** The members a domain may have, in the order of the standard. */
  private static final List<Member> DOMAIN_MEMBERS =
      List.of(
          new Member("name", "string"),
          new Member("version", "string"),
          new Member("chainId", "uint256"),
          new Member("verifyingContract", "address"),
          new Member("salt", "bytes32"));

  /** How it is read; some clients send it as text. */
  public static final ParamType<TypedData> TYPE =
      ParamTypes.type(Shape.object("typed data"), TypedData::read);

  /** A member of a struct. */
  public record Member(String name, String type) {}

  private static TypedData read(Json json) {
    Json.Obj data =
        ParamTypes.object(
            json instanceof Json.Str(var text)
                ? new JsonReader(RequestLimits.DEFAULT).read(text.getBytes(UTF_8))
                : json);
    Json.Obj domain = ParamTypes.object(data.get("domain"));
    Map<String, List<Member>> types = new LinkedHashMap<>();
    ParamTypes.object(data.get("types"))
        .members()
        .forEach((name, members) -> types.put(name, members(members)));
    types.computeIfAbsent(
        DOMAIN,
        _ ->
            DOMAIN_MEMBERS.stream()
                .filter(member -> domain.members().containsKey(member.name()))
                .toList());
    String primary = ParamTypes.text(data.get("primaryType"), "primaryType");
    if (!types.containsKey(primary)) {
      throw new MalformedParam("primaryType " + primary + " is not among the types");
    }
    return new TypedData(types, primary, domain, ParamTypes.object(data.get("message")));
  }

  private static List<Member> members(Json json) {
    return ParamTypes.listOf(
            ParamTypes.type(
                Shape.object("member"),
                item -> {
                  Json.Obj member = ParamTypes.object(item);
                  return new Member(
                      ParamTypes.text(member.get("name"), "name"),
                      ParamTypes.text(member.get("type"), "type"));
                }))
        .read(json);
  }

  /** What is signed. */
  public Hash digest() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x19, 0x01});
    out.writeBytes(struct(DOMAIN, domain));
    if (!primaryType.equals(DOMAIN)) {
      out.writeBytes(struct(primaryType, message));
    }
    return Keccak.hash(out.toByteArray());
  }

  private byte[] struct(String type, Json.Obj value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Keccak.hash(signature(type).getBytes(UTF_8)).toArray());
    for (Member member : membersOf(type)) {
      out.writeBytes(word(member.type(), value.get(member.name()), member.name()));
    }
    return Keccak.hash(out.toByteArray()).toArray();
  }

  private List<Member> membersOf(String type) {
    return types.getOrDefault(type, List.of());
  }

  /** The type with its members, then all types it refers to, in alphabetical order. */
  String signature(String type) {
    TreeSet<String> others = new TreeSet<>();
    List<String> open = new ArrayList<>(List.of(type));
    while (!open.isEmpty()) {
      for (Member member : membersOf(open.removeLast())) {
        String element = elementOf(member.type());
        if (types.containsKey(element) && !element.equals(type) && others.add(element)) {
          open.add(element);
        }
      }
    }
    return described(type) + others.stream().map(this::described).collect(Collectors.joining());
  }

  private String described(String type) {
    return membersOf(type).stream()
        .map(member -> member.type() + " " + member.name())
        .collect(Collectors.joining(",", type + "(", ")"));
  }

  private static String elementOf(String type) {
    int bracket = type.indexOf('[');
    return bracket < 0 ? type : type.substring(0, bracket);
  }

  private byte[] word(String type, Json value, String name) {
    try {
      return word(type, value);
    } catch (MalformedParam e) {
      throw new MalformedParam(name + ": " + e.text());
    }
  }

  private byte[] word(String type, Json value) {
    Matcher array = ARRAY.matcher(type);
    if (array.matches()) {
      return array(array.group(1), array.group(2), value);
    }
    if (types.containsKey(type)) {
      return value instanceof Json.Null ? new byte[32] : struct(type, ParamTypes.object(value));
    }
    Matcher integer = INTEGER.matcher(type);
    if (integer.matches()) {
      return integer(type, integer.group(1).isEmpty(), bits(type, integer.group(2)), value);
    }
    Matcher fixed = FIXED_BYTES.matcher(type);
    if (fixed.matches()) {
      return leftAligned(type, Integer.parseInt(fixed.group(1)), value);
    }
    return switch (type) {
      case "string" -> Keccak.hash(ParamTypes.text(value, type).getBytes(UTF_8)).toArray();
      case "bytes" -> Keccak.hash(ParamTypes.DATA.read(value)).toArray();
      case "bool" -> UInt256.of(ParamTypes.BOOLEAN.read(value) ? 1 : 0).toArray();
      case "address" -> ParamTypes.ADDRESS.read(value).toUInt256().toArray();
      default -> throw new MalformedParam("unknown type " + type);
    };
  }

  private byte[] array(String element, String length, Json value) {
    if (!(value instanceof Json.Arr(var items))) {
      throw ParamTypes.unexpected("array", value);
    }
    if (!length.isEmpty() && items.size() != Integer.parseInt(length)) {
      throw new MalformedParam("want " + length + " items, have " + items.size());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    items.forEach(item -> out.writeBytes(word(element, item)));
    return Keccak.hash(out.toByteArray()).toArray();
  }

  private static int bits(String type, String text) {
    int bits = text.isEmpty() ? 256 : Integer.parseInt(text);
    if (bits < 8 || bits > 256 || bits % 8 != 0) {
      throw new MalformedParam("unknown type " + type);
    }
    return bits;
  }

  private static byte[] integer(String type, boolean signed, int bits, Json value) {
    BigInteger number = number(value);
    BigInteger end = BigInteger.TWO.pow(signed ? bits - 1 : bits);
    BigInteger start = signed ? end.negate() : BigInteger.ZERO;
    if (number.compareTo(start) < 0 || number.compareTo(end) >= 0) {
      throw new MalformedParam("number out of the range of " + type);
    }
    return UInt256.of(number.mod(BigInteger.TWO.pow(256))).toArray();
  }

  private static BigInteger number(Json value) {
    String text =
        switch (value) {
          case Json.Str(var string) -> string;
          case Json.Num(var digits) -> digits;
          case Json.Obj _, Json.Arr _, Json.Bool _, Json.Null _ ->
              throw ParamTypes.unexpected("integer", value);
        };
    if (text.matches("-?[0-9]{1,78}")) {
      return new BigInteger(text);
    }
    return ParamTypes.hexQuantity(text).toBigInteger();
  }

  private static byte[] leftAligned(String type, int size, Json value) {
    byte[] bytes = ParamTypes.DATA.read(value).toArray();
    if (size < 1 || size > 32 || bytes.length != size) {
      throw new MalformedParam("want " + type + ", have " + bytes.length + " bytes");
    }
    return Arrays.copyOf(bytes, 32);
  }
}
