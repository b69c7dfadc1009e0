package dev.assay.vm.exec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes small modules for tests: types and functions in order, instructions as plain numbers. */
public final class WasmBytes {
  private final List<byte[]> types = new ArrayList<>();
  private final List<byte[]> imports = new ArrayList<>();
  private final List<byte[]> functions = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();
  private final List<byte[]> exports = new ArrayList<>();
  private byte[] table = {};
  private byte[] memory = {};
  private byte[] elements = {};

  /** Adds a type {@code i32^parameters -> i32^results} and returns its index. */
  public int type(int parameters, int results) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x60);
    out.write(parameters);
    out.writeBytes("\u007f".repeat(parameters).getBytes(StandardCharsets.ISO_8859_1));
    out.write(results);
    out.writeBytes("\u007f".repeat(results).getBytes(StandardCharsets.ISO_8859_1));
    types.add(out.toByteArray());
    return types.size() - 1;
  }

  /** Imports a function of module {@code env}. */
  public int imported(String name, int type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    name(out, "env");
    name(out, name);
    out.write(0);
    out.write(type);
    imports.add(out.toByteArray());
    return imports.size() - 1;
  }

  /** Adds an exported function with so many i32 locals; {@code end} is appended. */
  public int function(String name, int type, int locals, int... code) {
    functions.add(new byte[] {(byte) type});
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(locals == 0 ? 0 : 1);
    if (locals > 0) {
      unsigned(body, locals);
      body.write(0x7F);
    }
    for (int each : code) {
      body.write(each);
    }
    body.write(0x0B);
    ByteArrayOutputStream sized = new ByteArrayOutputStream();
    unsigned(sized, body.size());
    sized.writeBytes(body.toByteArray());
    bodies.add(sized.toByteArray());
    int index = imports.size() + functions.size() - 1;
    export(name, 0, index);
    return index;
  }

  private void export(String name, int kind, int index) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    name(out, name);
    out.write(kind);
    out.write(index);
    exports.add(out.toByteArray());
  }

  /** Adds a memory, exported as {@code memory}. */
  public WasmBytes memory(int minimum, int maximum) {
    byte high = (byte) (maximum >> 7);
    memory = new byte[] {1, (byte) minimum, (byte) (maximum | 0x80), high};
    export("memory", 2, 0);
    return this;
  }

  /** Adds a funcref table of that size whose first elements are the given functions. */
  public WasmBytes table(int size, int... references) {
    table = new byte[] {0x70, 0, (byte) size};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0x41, 0, 0x0B});
    out.write(references.length);
    for (int each : references) {
      out.write(each);
    }
    elements = out.toByteArray();
    return this;
  }

  /** The module. */
  public byte[] build() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    section(out, 1, types);
    section(out, 2, imports);
    section(out, 3, functions);
    section(out, 4, table.length == 0 ? List.of() : List.of(table));
    section(out, 5, memory.length == 0 ? List.of() : List.of(memory));
    section(out, 7, exports);
    section(out, 9, elements.length == 0 ? List.of() : List.of(elements));
    section(out, 10, bodies);
    return out.toByteArray();
  }

  private static void section(ByteArrayOutputStream out, int id, List<byte[]> items) {
    if (items.isEmpty()) {
      return;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    unsigned(content, items.size());
    items.forEach(content::writeBytes);
    out.write(id);
    unsigned(out, content.size());
    out.writeBytes(content.toByteArray());
  }

  private static void name(ByteArrayOutputStream out, String name) {
    out.write(name.length());
    out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
  }

  private static void unsigned(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
