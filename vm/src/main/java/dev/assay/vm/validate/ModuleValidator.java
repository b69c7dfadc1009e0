package dev.assay.vm.validate;

import dev.assay.vm.Limit;
import dev.assay.vm.module.ConstantExpression;
import dev.assay.vm.module.DanglingType;
import dev.assay.vm.module.DataSegment;
import dev.assay.vm.module.ElementSegment;
import dev.assay.vm.module.Export;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.Global;
import dev.assay.vm.module.MemoryType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.Section;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.SegmentMode;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import dev.assay.vm.module.WasmModule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks that a decoded module obeys the rules of validation (core specification, chapter 3). */
public final class ModuleValidator {
  private static final long MAX_PAGES_32 = 1L << 16;
  private static final long MAX_PAGES_64 = 1L << 48;
  private static final long MAX_TABLE_32 = 0xFFFF_FFFFL;

  private final WasmModule module;
  private final InitializerValidator initializers;
  private final boolean[] referable;

  private ModuleValidator(WasmModule module) {
    this.module = module;
    this.referable = new boolean[module.functions().size()];
    this.initializers = new InitializerValidator(module, referable);
  }

  /**
   * Validates a module under the limits it was decoded with.
   *
   * @throws InvalidModule when a rule is broken or a limit is exceeded
   */
  public static ValidModule validate(WasmModule module) {
    return new ModuleValidator(module).validate();
  }

  private ValidModule validate() {
    checkTypes();
    checkTables();
    checkMemories();
    checkGlobals();
    checkExports();
    checkStart();
    checkElementSegments();
    checkDataSegments();
    return new ValidModule(module, checkBodies());
  }

  private void checkTypes() {
    for (DanglingType dangling : module.danglingTypes()) {
      throw new InvalidModule(
          "unknown type " + Integer.toUnsignedString(dangling.index()),
          "there are " + module.types().size(),
          dangling.section(),
          -1,
          dangling.offset());
    }
  }

  private void checkTables() {
    long elements = 0;
    for (TableType table : module.tables()) {
      boolean wide = table.size().address() == NumberType.I64;
      checkSize(table.size(), wide ? -1L : MAX_TABLE_32, "table size", SectionId.TABLE);
      elements = saturatingAdd(elements, table.size().minimum());
    }
    checkLimit(Limit.TABLE_ELEMENTS, elements, SectionId.TABLE);
  }

  private static long saturatingAdd(long sum, long unsigned) {
    return unsigned < 0 || sum + unsigned < 0 ? Long.MAX_VALUE : sum + unsigned;
  }

  private void checkMemories() {
    for (MemoryType memory : module.memories()) {
      boolean wide = memory.size().address() == NumberType.I64;
      checkSize(memory.size(), wide ? MAX_PAGES_64 : MAX_PAGES_32, "memory size", SectionId.MEMORY);
      checkLimit(Limit.MEMORY_PAGES, memory.size().minimum(), SectionId.MEMORY);
    }
  }

  private void checkSize(SizeRange size, long most, String problem, SectionId section) {
    long maximum = size.maximum().orElse(size.minimum());
    if (Long.compareUnsigned(size.minimum(), most) > 0 || Long.compareUnsigned(maximum, most) > 0) {
      throw invalid(problem, size + ", at most " + Long.toUnsignedString(most), section);
    }
    if (Long.compareUnsigned(size.minimum(), maximum) > 0) {
      throw invalid("size minimum must not be greater than maximum", size.toString(), section);
    }
  }

  private void checkLimit(Limit limit, long count, SectionId section) {
    if (!module.limits().allows(limit, count)) {
      throw invalid(
          "limit exceeded",
          count + " " + limit + ", at most " + module.limits().of(limit),
          section);
    }
  }

  private void checkGlobals() {
    int readable = module.importedGlobals();
    for (Global global : module.definedGlobals()) {
      initializers.validate(
          global.initializer(), global.type().type(), SectionId.GLOBAL, readable++);
    }
  }

  private void checkExports() {
    Set<String> names = new LinkedHashSet<>();
    for (Export export : module.exports()) {
      int count = count(export.kind());
      if (Integer.compareUnsigned(export.index(), count) >= 0) {
        throw invalid(
            "unknown " + export.kind() + " " + Integer.toUnsignedString(export.index()),
            "there are " + count,
            export);
      }
      if (!names.add(export.name())) {
        throw invalid("duplicate export name", "\"" + export.name() + "\"", export);
      }
      if (export.kind() == ExternalKind.FUNCTION) {
        referable[export.index()] = true;
      }
    }
  }

  private int count(ExternalKind kind) {
    return switch (kind) {
      case FUNCTION -> module.functions().size();
      case TABLE -> module.tables().size();
      case MEMORY -> module.memories().size();
      case GLOBAL -> module.globals().size();
    };
  }

  private void checkStart() {
    if (module.start().isEmpty()) {
      return;
    }
    int start = module.start().getAsInt();
    checkIndex("function", start, module.functions().size(), SectionId.START);
    FunctionType type = module.functions().get(start);
    if (!type.equals(FunctionType.EMPTY)) {
      throw invalid(
          "start function",
          "its type is " + type + ", expected no parameters and no results",
          SectionId.START);
    }
  }

  private void checkElementSegments() {
    for (ElementSegment segment : module.elements()) {
      if (segment.mode() instanceof SegmentMode.Active active) {
        checkElementTarget(segment, active);
      }
      switch (segment.items()) {
        case ElementSegment.Functions functions -> checkFunctions(functions);
        case ElementSegment.Expressions expressions -> checkItems(segment, expressions.items());
      }
    }
  }

  private void checkElementTarget(ElementSegment segment, SegmentMode.Active active) {
    checkIndex("table", active.index(), module.tables().size(), SectionId.ELEMENT);
    TableType table = module.tables().get(active.index());
    if (!table.element().equals(segment.type())) {
      throw invalid(
          "type mismatch",
          "a segment of " + segment.type() + " for a table of " + table.element(),
          SectionId.ELEMENT);
    }
    checkInitializer(active.offset(), table.size().address(), SectionId.ELEMENT);
  }

  private void checkFunctions(ElementSegment.Functions functions) {
    for (int i = 0; i < functions.count(); i++) {
      int function = functions.function(i);
      checkIndex("function", function, module.functions().size(), SectionId.ELEMENT);
      referable[function] = true;
    }
  }

  private void checkItems(ElementSegment segment, List<ConstantExpression> items) {
    for (ConstantExpression item : items) {
      initializers.validate(item, segment.type(), SectionId.ELEMENT, module.globals().size());
    }
  }

  private void checkInitializer(
      ConstantExpression initializer, NumberType type, SectionId section) {
    initializers.validate(initializer, type, section, module.globals().size());
  }

  private void checkDataSegments() {
    for (DataSegment segment : module.data()) {
      if (segment.mode() instanceof SegmentMode.Active active) {
        checkIndex("memory", active.index(), module.memories().size(), SectionId.DATA);
        NumberType address = module.memories().get(active.index()).size().address();
        checkInitializer(active.offset(), address, SectionId.DATA);
      }
    }
  }

  private int[] checkBodies() {
    List<FunctionBody> bodies = module.bodies();
    int[] operandSlots = new int[bodies.size()];
    if (!bodies.isEmpty()) {
      FunctionValidator validator = new FunctionValidator(module, bodies.get(0), referable);
      for (int i = 0; i < operandSlots.length; i++) {
        operandSlots[i] = validator.validate(bodies.get(i));
      }
    }
    return operandSlots;
  }

  private void checkIndex(String what, int index, int count, SectionId section) {
    if (Integer.compareUnsigned(index, count) >= 0) {
      throw invalid(
          "unknown " + what + " " + Integer.toUnsignedString(index), "there are " + count, section);
    }
  }

  private InvalidModule invalid(String problem, String detail, SectionId section) {
    return new InvalidModule(problem, detail, section, -1, start(section));
  }

  private static InvalidModule invalid(String problem, String detail, Export export) {
    return new InvalidModule(problem, detail, SectionId.EXPORT, -1, export.offset());
  }

  private int start(SectionId id) {
    for (Section section : module.sections()) {
      if (section.id() == id) {
        return section.start();
      }
    }
    return 0;
  }
}
