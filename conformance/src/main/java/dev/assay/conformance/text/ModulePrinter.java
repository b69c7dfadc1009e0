package dev.assay.conformance.text;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Immediates.Part;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ConstantExpression;
import dev.assay.vm.module.DataSegment;
import dev.assay.vm.module.ElementSegment;
import dev.assay.vm.module.Export;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.ExternalType;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.Global;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.Import;
import dev.assay.vm.module.LocalGroup;
import dev.assay.vm.module.MemoryType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.SegmentMode;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints a valid module in the text format, so that {@link Wabt} makes the same module of it again:
 * everything by its number, an instruction a line, floats to the last bit. Custom sections are left
 * out.
 */
public final class ModulePrinter {
  private static final int DEEPEST_INDENTATION = 40;
  private static final String HEX = "0123456789abcdef";

  private final WasmModule module;
  private final StringBuilder out = new StringBuilder();

  private ModulePrinter(WasmModule module) {
    this.module = module;
  }

  /** The text of a module. */
  public static String print(WasmModule module) {
    ModulePrinter printer = new ModulePrinter(module);
    printer.module();
    return printer.out.toString();
  }

  private void module() {
    out.append("(module\n");
    module.types().forEach(type -> field("(type (func" + signature(type) + "))"));
    module.imports().forEach(this::imported);
    definedTypes(module.tables(), ExternalKind.TABLE);
    definedTypes(module.memories(), ExternalKind.MEMORY);
    module.definedGlobals().forEach(this::global);
    module.exports().forEach(this::export);
    module.start().ifPresent(function -> field("(start " + function + ")"));
    module.elements().forEach(this::elements);
    module.data().forEach(this::data);
    module.bodies().forEach(this::function);
    out.append(")\n");
  }

  private void field(String text) {
    out.append("  ").append(text).append('\n');
  }

  private void definedTypes(List<? extends ExternalType> all, ExternalKind kind) {
    all.subList(module.imported(kind), all.size())
        .forEach(each -> field("(" + external(each) + ")"));
  }

  private void imported(Import each) {
    String from = text(each.module()) + " " + text(each.name());
    field("(import " + from + " (" + external(each.type()) + "))");
  }

  private String external(ExternalType type) {
    return switch (type) {
      case FunctionType function -> "func (type " + module.types().indexOf(function) + ")";
      case TableType table -> "table " + size(table.size()) + " " + table.element();
      case MemoryType memory -> "memory " + size(memory.size());
      case GlobalType global -> "global " + global(global);
    };
  }

  private static String size(SizeRange size) {
    String address = size.address() == NumberType.I64 ? "i64 " : "";
    String minimum = address + Long.toUnsignedString(size.minimum());
    return size.maximum().isPresent()
        ? minimum + " " + Long.toUnsignedString(size.maximum().getAsLong())
        : minimum;
  }

  private static String global(GlobalType type) {
    return type.mutable() ? "(mut " + type.type() + ")" : type.type().toString();
  }

  private static String signature(FunctionType type) {
    return types("param", type.parameters()) + types("result", type.results());
  }

  private static String types(String keyword, List<? extends ValueType> types) {
    return types.isEmpty()
        ? ""
        : types.stream()
            .map(Object::toString)
            .collect(Collectors.joining(" ", " (" + keyword + " ", ")"));
  }

  private void global(Global global) {
    field("(global " + global(global.type()) + " " + constant(global.initializer()) + ")");
  }

  private void export(Export export) {
    String kind = export.kind() == ExternalKind.FUNCTION ? "func" : export.kind().toString();
    field("(export " + text(export.name()) + " (" + kind + " " + export.index() + "))");
  }

  private void elements(ElementSegment segment) {
    String mode =
        switch (segment.mode()) {
          case SegmentMode.Active(int table, ConstantExpression offset) ->
              "(table " + table + ") (offset " + constant(offset) + ") ";
          case SegmentMode.Passive() -> "";
          case SegmentMode.Declarative() -> "declare ";
        };
    StringBuilder items = new StringBuilder();
    switch (segment.items()) {
      case ElementSegment.Functions functions -> {
        items.append("func");
        for (int i = 0; i < functions.count(); i++) {
          items.append(' ').append(functions.function(i));
        }
      }
      case ElementSegment.Expressions expressions -> {
        items.append(segment.type());
        expressions
            .items()
            .forEach(item -> items.append(" (item ").append(constant(item)).append(')'));
      }
    }
    field("(elem " + mode + items + ")");
  }

  private void data(DataSegment segment) {
    String mode =
        switch (segment.mode()) {
          case SegmentMode.Active(int memory, ConstantExpression offset) ->
              "(memory " + memory + ") (offset " + constant(offset) + ") ";
          default -> "";
        };
    field("(data " + mode + quoted(module.bytes(), segment.start(), segment.length()) + ")");
  }

  private static String text(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return quoted(bytes, 0, bytes.length);
  }

  private static String quoted(byte[] bytes, int start, int length) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = start; i < start + length; i++) {
      int each = bytes[i] & 0xFF;
      if (each >= ' ' && each < 0x7F && each != '"' && each != '\\') {
        quoted.append((char) each);
      } else {
        quoted.append('\\').append(HEX.charAt(each >> 4)).append(HEX.charAt(each & 15));
      }
    }
    return quoted.append('"').toString();
  }

  // Code.

  private String constant(ConstantExpression expression) {
    InstructionReader reader = InstructionReader.of(module, expression);
    StringBuilder text = new StringBuilder();
    while (reader.next()) {
      if (reader.opcode() != Opcode.END) {
        text.append(text.isEmpty() ? "" : " ").append(instruction(reader));
      }
    }
    return text.toString();
  }

  private void function(FunctionBody body) {
    field("(func (type " + module.types().indexOf(body.type()) + ")");
    StringBuilder locals = new StringBuilder();
    for (LocalGroup group : body.locals()) {
      locals.append((" " + group.type()).repeat(group.count()));
    }
    if (!locals.isEmpty()) {
      field("  (local" + locals + ")");
    }
    InstructionReader reader = InstructionReader.of(module, body);
    int depth = 0;
    while (reader.next()) {
      Opcode opcode = reader.opcode();
      depth -= opcode == Opcode.END || opcode == Opcode.ELSE ? 1 : 0;
      if (depth >= 0) {
        out.append("    ").append("  ".repeat(Math.min(depth, DEEPEST_INDENTATION)));
        out.append(instruction(reader)).append('\n');
      }
      depth +=
          switch (opcode) {
            case BLOCK, LOOP, IF, ELSE -> 1;
            default -> 0;
          };
    }
    field(")");
  }

  private String instruction(InstructionReader reader) {
    StringBuilder text = new StringBuilder(mnemonic(reader.opcode()));
    for (String immediate : immediates(reader)) {
      if (!immediate.isEmpty()) {
        text.append(' ').append(immediate);
      }
    }
    return text.toString();
  }

  private static String mnemonic(Opcode opcode) {
    return opcode == Opcode.SELECT_TYPED ? "select" : opcode.mnemonic();
  }

  /** In the order of the text format, which differs from the binary one where two things meet. */
  private List<String> immediates(InstructionReader reader) {
    String first = Integer.toUnsignedString(reader.index());
    String second = Integer.toUnsignedString(reader.index2());
    return switch (reader.opcode().immediates()) {
      case TYPE_TABLE -> List.of(second, "(type " + first + ")");
      case ELEMENT_TABLE -> List.of(second, first);
      case DATA_MEMORY -> List.of(memory(reader.index2()), first);
      case MEMORY_INDEX -> List.of(memory(reader.index()));
      case MEMORY_MEMORY ->
          reader.index() == 0 && reader.index2() == 0 ? List.of() : List.of(first, second);
      default -> reader.opcode().immediates().parts().stream().map(p -> part(reader, p)).toList();
    };
  }

  private static String memory(int index) {
    return index == 0 ? "" : Integer.toUnsignedString(index);
  }

  private String part(InstructionReader reader, Part part) {
    return switch (part) {
      case BLOCK_TYPE -> blockType(reader);
      case LABELS -> labels(reader);
      case LABEL, FUNCTION, TYPE, LOCAL, GLOBAL, ELEMENT, DATA, TABLE, MEMORY ->
          Integer.toUnsignedString(reader.index());
      case MEMARG -> memoryArgument(reader);
      case I32, I64 -> Long.toString(reader.constant());
      case F32 -> single((int) reader.constant());
      case F64 -> real(reader.constant());
      case V128 -> "i64x2 " + reader.constant() + " " + reader.constantHigh();
      case LANES -> lanes(reader);
      case LANE -> Integer.toString(reader.lane());
      case HEAP_TYPE -> reader.heapType().toString();
      case VALUE_TYPES -> types("result", reader.valueTypes()).strip();
    };
  }

  private static String blockType(InstructionReader reader) {
    FunctionType inline = reader.inlineBlockType();
    return inline == null
        ? "(type " + reader.blockTypeIndex() + ")"
        : types("result", inline.results()).strip();
  }

  private static String labels(InstructionReader reader) {
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < reader.labelCount(); i++) {
      labels.append(i == 0 ? "" : " ").append(Integer.toUnsignedString(reader.label(i)));
    }
    return labels.toString();
  }

  private static String memoryArgument(InstructionReader reader) {
    String offset = "offset=" + Long.toUnsignedString(reader.memoryOffset());
    String argument = offset + " align=" + (1L << reader.alignment());
    return reader.index() == 0
        ? argument
        : Integer.toUnsignedString(reader.index()) + " " + argument;
  }

  private static String lanes(InstructionReader reader) {
    StringBuilder lanes = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      long half = i < 8 ? reader.constant() : reader.constantHigh();
      lanes.append(i == 0 ? "" : " ").append(half >>> 8 * (i % 8) & 0xFF);
    }
    return lanes.toString();
  }

  private static String single(int bits) {
    float value = Float.intBitsToFloat(bits);
    if (Float.isNaN(value)) {
      return (bits < 0 ? "-" : "") + "nan:0x" + Integer.toHexString(bits & 0x7F_FFFF);
    }
    return Float.isInfinite(value) ? (bits < 0 ? "-inf" : "inf") : Float.toHexString(value);
  }

  private static String real(long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isNaN(value)) {
      return (bits < 0 ? "-" : "") + "nan:0x" + Long.toHexString(bits & 0xF_FFFF_FFFF_FFFFL);
    }
    return Double.isInfinite(value) ? (bits < 0 ? "-inf" : "inf") : Double.toHexString(value);
  }
}
