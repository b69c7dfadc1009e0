package dev.assay.conformance.generate;

import dev.assay.conformance.reference.HostInterface;
import dev.assay.vm.encode.ByteWriter;
import dev.assay.vm.isa.Immediates;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Writes a {@link ModuleTree} in the binary format. The calls of the tree go into a custom section,
 * so that a written module is a whole test case.
 */
public final class ModuleEncoder {
  /** Name of the custom section that holds the calls, see {@link CallSection}. */
  public static final String CALLS_SECTION = "assay.calls";

  private static final int EMPTY_BLOCK = 0x40;

  private final ModuleTree tree;
  private final List<FunctionType> types = new ArrayList<>();
  private final Deque<Label> labels = new ArrayDeque<>();

  private ModuleEncoder(ModuleTree tree) {
    this.tree = tree;
  }

  /** The module's bytes. */
  public static byte[] encode(ModuleTree tree) {
    return new ModuleEncoder(tree).module();
  }

  private byte[] module() {
    byte[] code = part(this::codeSection);
    byte[] imports = part(this::importSection);
    byte[] functions = part(this::functionSection);
    ByteWriter out = new ByteWriter();
    out.bytes(0, 'a', 's', 'm', 1, 0, 0, 0);
    section(out, SectionId.TYPE, part(this::typeSection));
    section(out, SectionId.IMPORT, imports);
    section(out, SectionId.FUNCTION, functions);
    section(out, SectionId.TABLE, part(this::tableSection));
    section(out, SectionId.MEMORY, part(this::memorySection));
    section(out, SectionId.GLOBAL, part(this::globalSection));
    section(out, SectionId.EXPORT, part(this::exportSection));
    if (tree.start() >= 0) {
      section(out, SectionId.START, part(sink -> sink.unsigned(functionIndex(tree.start()))));
    }
    section(out, SectionId.ELEMENT, part(this::elementSection));
    section(out, SectionId.DATA_COUNT, part(sink -> sink.unsigned(tree.data().size())));
    section(out, SectionId.CODE, code);
    section(out, SectionId.DATA, part(this::dataSection));
    section(out, SectionId.CUSTOM, part(this::callSection));
    return out.toByteArray();
  }

  private static byte[] part(Consumer<ByteWriter> content) {
    ByteWriter sink = new ByteWriter();
    content.accept(sink);
    return sink.toByteArray();
  }

  private static void section(ByteWriter out, SectionId id, byte[] content) {
    out.bytes(id.code());
    out.sized(content);
  }

  /** The index of a function that the module defines, imports counted. */
  static int functionIndex(int defined) {
    return HostInterface.values().length + defined;
  }

  private int typeIndex(FunctionType type) {
    int index = types.indexOf(type);
    if (index < 0) {
      index = types.size();
      types.add(type);
    }
    return index;
  }

  private void typeSection(ByteWriter out) {
    out.unsigned(types.size());
    for (FunctionType type : types) {
      out.bytes(0x60);
      out.types(type.parameters());
      out.types(type.results());
    }
  }

  private void importSection(ByteWriter out) {
    out.unsigned(HostInterface.values().length);
    for (HostInterface host : HostInterface.values()) {
      out.name(HostInterface.MODULE);
      out.name(host.label());
      out.bytes(0);
      out.unsigned(typeIndex(host.type()));
    }
  }

  private void functionSection(ByteWriter out) {
    out.unsigned(tree.functions().size());
    tree.functions().forEach(function -> out.unsigned(typeIndex(function.type())));
  }

  private void tableSection(ByteWriter out) {
    out.unsigned(1);
    out.type(ReferenceType.FUNCREF);
    size(out, tree.table());
  }

  private void memorySection(ByteWriter out) {
    out.unsigned(1);
    size(out, tree.memory());
  }

  private static void size(ByteWriter out, ModuleTree.Size size) {
    OptionalInt maximum = size.maximum();
    out.bytes(maximum.isPresent() ? 1 : 0);
    out.unsigned(size.minimum());
    maximum.ifPresent(out::unsigned);
  }

  private void globalSection(ByteWriter out) {
    out.unsigned(tree.globals().size());
    for (ModuleTree.Global global : tree.globals()) {
      out.type(global.type().type());
      out.bytes(global.type().mutable() ? 1 : 0);
      expression(out, List.of(global.initial()));
    }
  }

  private void exportSection(ByteWriter out) {
    out.unsigned(tree.functions().size() + tree.globals().size() + 2);
    for (int i = 0; i < tree.functions().size(); i++) {
      export(out, "f" + i, 0, functionIndex(i));
    }
    export(out, "table", 1, 0);
    export(out, "memory", 2, 0);
    for (int i = 0; i < tree.globals().size(); i++) {
      export(out, "g" + i, 3, i);
    }
  }

  private static void export(ByteWriter out, String name, int kind, int index) {
    out.name(name);
    out.bytes(kind);
    out.unsigned(index);
  }

  private void elementSection(ByteWriter out) {
    out.unsigned(tree.elements().size());
    for (ModuleTree.Elements segment : tree.elements()) {
      Code offset = segment.offset();
      if (offset == null) {
        out.bytes(1);
        out.bytes(0);
      } else {
        out.bytes(0);
        expression(out, List.of(offset));
      }
      out.unsigned(segment.functions().size());
      segment.functions().forEach(function -> out.unsigned(functionIndex(function)));
    }
  }

  private void dataSection(ByteWriter out) {
    out.unsigned(tree.data().size());
    for (ModuleTree.Data segment : tree.data()) {
      Code offset = segment.offset();
      out.bytes(offset == null ? 1 : 0);
      if (offset != null) {
        expression(out, List.of(offset));
      }
      out.sized(segment.bytes().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private void callSection(ByteWriter out) {
    out.name(CALLS_SECTION);
    out.bytes(CallSection.write(tree.calls()).getBytes(StandardCharsets.US_ASCII));
  }

  private void codeSection(ByteWriter out) {
    out.unsigned(tree.functions().size());
    for (ModuleTree.Function function : tree.functions()) {
      out.sized(part(body -> functionBody(body, function)));
    }
  }

  private void functionBody(ByteWriter out, ModuleTree.Function function) {
    out.unsigned(function.locals().size());
    for (ValueType local : function.locals()) {
      out.unsigned(1);
      out.type(local);
    }
    labels.push(function.label());
    expression(out, function.body());
    labels.pop();
  }

  private void expression(ByteWriter out, List<Code> nodes) {
    nodes(out, nodes);
    opcode(out, Opcode.END);
  }

  private void nodes(ByteWriter out, List<Code> nodes) {
    nodes.forEach(node -> node(out, node));
  }

  private void node(ByteWriter out, Code node) {
    nodes(out, node.operands());
    switch (node) {
      case Code.Plain plain -> plain(out, plain);
      case Code.Scope scope -> scope(out, scope);
      case Code.Jump jump -> jump(out, jump);
    }
  }

  private void scope(ByteWriter out, Code.Scope scope) {
    opcode(out, scope.opcode());
    blockType(out, scope.type());
    labels.push(scope.label());
    nodes(out, scope.body());
    List<Code> otherwise = scope.otherwise();
    if (otherwise != null) {
      opcode(out, Opcode.ELSE);
      nodes(out, otherwise);
    }
    labels.pop();
    opcode(out, Opcode.END);
  }

  private void blockType(ByteWriter out, FunctionType type) {
    if (!type.parameters().isEmpty() || type.results().size() > 1) {
      out.signed(typeIndex(type));
    } else if (type.results().isEmpty()) {
      out.bytes(EMPTY_BLOCK);
    } else {
      out.type(type.results().getFirst());
    }
  }

  private void jump(ByteWriter out, Code.Jump jump) {
    opcode(out, jump.opcode());
    if (jump.opcode() == Opcode.BR_TABLE) {
      out.unsigned(jump.targets().size() - 1L);
    }
    jump.targets().forEach(target -> out.unsigned(depth(target)));
  }

  /** A label that encloses nothing here gives a depth that validation refuses. */
  private int depth(Label target) {
    int depth = 0;
    for (Label label : labels) {
      if (label == target) {
        return depth;
      }
      depth++;
    }
    return Integer.MAX_VALUE;
  }

  private void plain(ByteWriter out, Code.Plain plain) {
    opcode(out, plain.opcode());
    Iterator<Long> numbers = plain.immediates().iterator();
    for (Immediates.Part part : plain.opcode().immediates().parts()) {
      immediate(out, part, plain, numbers);
    }
  }

  private void immediate(
      ByteWriter out, Immediates.Part part, Code.Plain plain, Iterator<Long> numbers) {
    switch (part) {
      case TYPE ->
          out.unsigned(typeIndex(plain.type() == null ? FunctionType.EMPTY : plain.type()));
      case MEMARG -> {
        out.unsigned(numbers.next());
        out.unsigned(numbers.next());
      }
      case I32, I64 -> out.signed(numbers.next());
      case F32 -> out.littleEndian(numbers.next(), 4);
      case F64 -> out.littleEndian(numbers.next(), 8);
      case V128, LANES -> {
        out.littleEndian(numbers.next(), 8);
        out.littleEndian(numbers.next(), 8);
      }
      case LANE, HEAP_TYPE -> out.bytes(numbers.next().intValue());
      case VALUE_TYPES -> out.types(plain.results());
      case LABEL, FUNCTION, LOCAL, GLOBAL, TABLE, ELEMENT, MEMORY, DATA ->
          out.unsigned(numbers.next());
      case BLOCK_TYPE, LABELS -> throw new IllegalStateException(plain.opcode() + " is not plain");
    }
  }

  private static void opcode(ByteWriter out, Opcode opcode) {
    if (opcode.prefix() == 0) {
      out.bytes(opcode.code());
    } else {
      out.bytes(opcode.prefix());
      out.unsigned(opcode.code());
    }
  }
}
