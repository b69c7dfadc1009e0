package dev.assay.node.rpc;

/**
 * The shape of a parameter or result: a name for people and a JSON schema for programs.
 *
 * @param name as the manual shows it
 * @param schema as the OpenRPC document shows it
 */
public record Shape(String name, String schema) {
  /** A minimal 0x-hex number. */
  public static final Shape QUANTITY = hex("quantity", "^0x(0|[1-9a-f][0-9a-f]*)$");

  /** Bytes as 0x-hex. */
  public static final Shape DATA = hex("data", "^0x([0-9a-fA-F]{2})*$");

  /** 20 bytes. */
  public static final Shape ADDRESS = hex("address", "^0x[0-9a-fA-F]{40}$");

  /** 32 bytes. */
  public static final Shape HASH = hex("hash", "^0x[0-9a-fA-F]{64}$");

  /** A block number, tag, or EIP-1898 object. */
  public static final Shape BLOCK_ID = new Shape("block", "{\"type\":[\"string\",\"object\"]}");

  /** Any string. */
  public static final Shape STRING = new Shape("string", "{\"type\":\"string\"}");

  /** True or false. */
  public static final Shape BOOLEAN = new Shape("boolean", "{\"type\":\"boolean\"}");

  /** An object described by the manual. */
  public static Shape object(String name) {
    return new Shape(name, "{\"type\":\"object\"}");
  }

  /** Anything described by the manual. */
  public static Shape any(String name) {
    return new Shape(name, "{}");
  }

  /** An array of that shape. */
  public Shape list() {
    return new Shape(name + "[]", "{\"type\":\"array\",\"items\":" + schema + "}");
  }

  /** That shape or null. */
  public Shape orNull() {
    return new Shape(name + " or null", "{\"oneOf\":[" + schema + ",{\"type\":\"null\"}]}");
  }

  private static Shape hex(String name, String pattern) {
    return new Shape(
        name, "{\"type\":\"string\",\"pattern\":\"" + pattern.replace("\\", "\\\\") + "\"}");
  }
}
