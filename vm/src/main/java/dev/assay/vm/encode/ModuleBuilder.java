package dev.assay.vm.encode;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.MemoryType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Assembles a module. Imports must come before definitions of the same kind, as in the binary
 * format; everything that has an index returns it.
 *
 * {@snippet :
 * var module = new ModuleBuilder();
 * int add = module.function("i32 i32 -> i32", code -> code.get(0).get(1).op(Opcode.I32_ADD));
 * byte[] bytes = module.export("add", ExternalKind.FUNCTION, add).build();
 * }
 */
public final class ModuleBuilder {
  private static final int FUNCTION_TYPE = 0x60;

  private final List<FunctionType> types = new ArrayList<>();
  private final Vector imports = new Vector();
  private final Vector functions = new Vector();
  private final Vector tables = new Vector();
  private final Vector memories = new Vector();
  private final Vector globals = new Vector();
  private final Vector exports = new Vector();
  private final Vector elements = new Vector();
  private final Vector bodies = new Vector();
  private final Vector data = new Vector();
  private final ByteWriter trailer = new ByteWriter();
  private final int[] counts = new int[ExternalKind.values().length];
  private int start = -1;
  private boolean dataCount;

  /** Entries of a section. */
  private static final class Vector {
    final ByteWriter entries = new ByteWriter();
    int count;

    ByteWriter next() {
      count++;
      return entries;
    }
  }

  /** A type, the index of an equal one where there is one. */
  public int type(FunctionType type) {
    int known = types.indexOf(type);
    if (known >= 0) {
      return known;
    }
    types.add(type);
    return types.size() - 1;
  }

  /** A type in the notation of {@link FunctionType#parse}. */
  public int type(String type) {
    return type(FunctionType.parse(type));
  }

  private int next(ExternalKind kind) {
    return counts[kind.ordinal()]++;
  }

  // Imports

  /** Imports a function. */
  public int importFunction(String module, String name, String type) {
    importEntry(module, name, ExternalKind.FUNCTION).unsigned(type(type));
    return next(ExternalKind.FUNCTION);
  }

  /** Imports a table. */
  public int importTable(String module, String name, TableType type) {
    table(importEntry(module, name, ExternalKind.TABLE), type);
    return next(ExternalKind.TABLE);
  }

  /** Imports a memory. */
  public int importMemory(String module, String name, MemoryType type) {
    size(importEntry(module, name, ExternalKind.MEMORY), type.size());
    return next(ExternalKind.MEMORY);
  }

  /** Imports a global. */
  public int importGlobal(String module, String name, GlobalType type) {
    global(importEntry(module, name, ExternalKind.GLOBAL), type);
    return next(ExternalKind.GLOBAL);
  }

  private ByteWriter importEntry(String module, String name, ExternalKind kind) {
    return imports.next().name(module).name(name).bytes(kind.code());
  }

  // Definitions

  /** Defines a function. */
  public int function(FunctionType type, Consumer<CodeBuilder> body) {
    functions.next().unsigned(type(type));
    CodeBuilder code = new CodeBuilder();
    body.accept(code);
    bodies.next().sized(code.body());
    return next(ExternalKind.FUNCTION);
  }

  /** Defines a function with a type in the notation of {@link FunctionType#parse}. */
  public int function(String type, Consumer<CodeBuilder> body) {
    return function(FunctionType.parse(type), body);
  }

  /** Defines a function with a body as it is: variables, instructions, end. */
  public int rawFunction(String type, byte[] body) {
    functions.next().unsigned(type(type));
    bodies.next().sized(body);
    return next(ExternalKind.FUNCTION);
  }

  /** Defines a table. */
  public int table(TableType type) {
    table(tables.next(), type);
    return next(ExternalKind.TABLE);
  }

  /** Defines a table of functions. */
  public int table(int minimum) {
    return table(new TableType(ReferenceType.FUNCREF, SizeRange.atLeast(minimum)));
  }

  /** Defines a memory. */
  public int memory(SizeRange pages) {
    size(memories.next(), pages);
    return next(ExternalKind.MEMORY);
  }

  /** Defines a memory without a maximum. */
  public int memory(int pages) {
    return memory(SizeRange.atLeast(pages));
  }

  /** Defines a global. */
  public int global(GlobalType type, Consumer<CodeBuilder> initializer) {
    global(globals.next(), type);
    initializer(globals.entries, initializer);
    return next(ExternalKind.GLOBAL);
  }

  private static void table(ByteWriter out, TableType type) {
    out.type(type.element());
    size(out, type.size());
  }

  private static void size(ByteWriter out, SizeRange size) {
    int flags = (size.maximum().isPresent() ? 1 : 0) + (size.address() == NumberType.I64 ? 4 : 0);
    out.bytes(flags).unsigned(size.minimum());
    size.maximum().ifPresent(out::unsigned);
  }

  private static void global(ByteWriter out, GlobalType type) {
    out.type(type.type()).bytes(type.mutable() ? 1 : 0);
  }

  private static void initializer(ByteWriter out, Consumer<CodeBuilder> initializer) {
    CodeBuilder code = new CodeBuilder();
    initializer.accept(code);
    out.bytes(code.instructions()).bytes(Opcode.END.code());
  }

  // Exports, start, segments

  /** Exports something. */
  public ModuleBuilder export(String name, ExternalKind kind, int index) {
    exports.next().name(name).bytes(kind.code()).unsigned(index);
    return this;
  }

  /** Defines a function and exports it. */
  public int exportedFunction(String name, String type, Consumer<CodeBuilder> body) {
    int index = function(type, body);
    export(name, ExternalKind.FUNCTION, index);
    return index;
  }

  /** Names the start function. */
  public ModuleBuilder start(int function) {
    start = function;
    return this;
  }

  /** Functions for table 0. */
  public int elements(int offset, int... members) {
    ByteWriter out = elements.next().bytes(0);
    initializer(out, code -> code.i32(offset));
    return members(out, members);
  }

  /** Functions for {@code table.init}. */
  public int passiveElements(int... members) {
    return members(elements.next().bytes(1, 0), members);
  }

  /** Functions that {@code ref.func} may name. */
  public int declaredElements(int... members) {
    return members(elements.next().bytes(3, 0), members);
  }

  private int members(ByteWriter out, int[] members) {
    out.unsigned(members.length);
    for (int function : members) {
      out.unsigned(function);
    }
    return elements.count - 1;
  }

  /** References of any type, given by initializers, for {@code table.init}. */
  @SafeVarargs
  public final int passiveElements(ReferenceType type, Consumer<CodeBuilder>... items) {
    ByteWriter out = elements.next().bytes(5).type(type).unsigned(items.length);
    for (Consumer<CodeBuilder> item : items) {
      initializer(out, item);
    }
    return elements.count - 1;
  }

  /** Bytes for memory 0. */
  public int data(int offset, byte[] bytes) {
    ByteWriter out = data.next().bytes(0);
    initializer(out, code -> code.i32(offset));
    out.sized(bytes);
    return data.count - 1;
  }

  /** Bytes for a memory. */
  public int data(int memory, Consumer<CodeBuilder> offset, byte[] bytes) {
    ByteWriter out = data.next().bytes(2).unsigned(memory);
    initializer(out, offset);
    out.sized(bytes);
    return data.count - 1;
  }

  /** Bytes for {@code memory.init}; brings the data count section with it. */
  public int passiveData(byte[] bytes) {
    dataCount = true;
    data.next().bytes(1).sized(bytes);
    return data.count - 1;
  }

  /** A custom section, after all others. */
  public ModuleBuilder custom(String name, byte[] payload) {
    return section(SectionId.CUSTOM.code(), new ByteWriter().name(name).bytes(payload));
  }

  /** Any section with any content, after all others. */
  public ModuleBuilder section(int id, ByteWriter content) {
    trailer.bytes(id).sized(content.toByteArray());
    return this;
  }

  /** The module. */
  public byte[] build() {
    ByteWriter out = new ByteWriter().bytes(0, 'a', 's', 'm', 1, 0, 0, 0);
    types(out);
    vector(out, SectionId.IMPORT, imports);
    vector(out, SectionId.FUNCTION, functions);
    vector(out, SectionId.TABLE, tables);
    vector(out, SectionId.MEMORY, memories);
    vector(out, SectionId.GLOBAL, globals);
    vector(out, SectionId.EXPORT, exports);
    if (start >= 0) {
      section(out, SectionId.START, new ByteWriter().unsigned(start));
    }
    vector(out, SectionId.ELEMENT, elements);
    if (dataCount) {
      section(out, SectionId.DATA_COUNT, new ByteWriter().unsigned(data.count));
    }
    vector(out, SectionId.CODE, bodies);
    vector(out, SectionId.DATA, data);
    return out.bytes(trailer.toByteArray()).toByteArray();
  }

  private void types(ByteWriter out) {
    Vector section = new Vector();
    for (FunctionType type : types) {
      section.next().bytes(FUNCTION_TYPE).types(type.parameters()).types(type.results());
    }
    vector(out, SectionId.TYPE, section);
  }

  private static void vector(ByteWriter out, SectionId id, Vector vector) {
    if (vector.count > 0) {
      byte[] entries = vector.entries.toByteArray();
      section(out, id, new ByteWriter().unsigned(vector.count).bytes(entries));
    }
  }

  private static void section(ByteWriter out, SectionId id, ByteWriter content) {
    out.bytes(id.code()).sized(content.toByteArray());
  }
}
