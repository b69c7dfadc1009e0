package dev.assay.vm.decode;

import dev.assay.vm.Limit;
import dev.assay.vm.Limits;
import dev.assay.vm.isa.Feature;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.module.ConstantExpression;
import dev.assay.vm.module.CustomSection;
import dev.assay.vm.module.DanglingType;
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
import dev.assay.vm.module.NameSection;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.Section;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.SegmentMode;
import dev.assay.vm.module.TableType;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads the binary format (core specification, chapter 5), section by section, in one pass. Each
 * {@code read...} method reads one production of the grammar from the cursor.
 */
public final class ModuleDecoder {
  private static final int MAGIC = 0x6D736100;
  private static final int VERSION = 1;
  private static final SectionId[] SECTIONS = SectionId.values();

  private final ByteReader in;
  private final Limits limits;
  private final TypeDecoder typeDecoder;
  private final ExpressionDecoder expressions;

  private final List<Section> sections = new ArrayList<>();
  private final List<CustomSection> customSections = new ArrayList<>();
  private final List<FunctionType> types = new ArrayList<>();
  private final List<Import> imports = new ArrayList<>();
  private final List<FunctionType> functions = new ArrayList<>();
  private final List<TableType> tables = new ArrayList<>();
  private final List<MemoryType> memories = new ArrayList<>();
  private final List<GlobalType> globals = new ArrayList<>();
  private final List<Global> definedGlobals = new ArrayList<>();
  private final List<Export> exports = new ArrayList<>();
  private final List<ElementSegment> elements = new ArrayList<>();
  private final List<DataSegment> data = new ArrayList<>();
  private final List<FunctionBody> bodies = new ArrayList<>();
  private final List<DanglingType> danglingTypes = new ArrayList<>();
  private OptionalInt start = OptionalInt.empty();
  private OptionalInt dataCount = OptionalInt.empty();
  private NameSection names = NameSection.EMPTY;
  private int importedFunctions;
  private int importedGlobals;
  private long totalLocals;
  private long totalElements;

  private ModuleDecoder(byte[] bytes, FeatureGate features, Limits limits) {
    this.in = new ByteReader(bytes, 0, bytes.length, features);
    this.limits = limits;
    this.typeDecoder = new TypeDecoder(in, limits);
    this.expressions = new ExpressionDecoder(in, limits);
  }

  /**
   * Decodes a module. The bytes become part of the result and must not change afterwards.
   *
   * @throws MalformedModule when the bytes are not a module of these features within these limits
   */
  public static WasmModule decode(byte[] bytes, FeatureSet features, Limits limits) {
    return new ModuleDecoder(bytes, new FeatureGate(features), limits).readModule();
  }

  /**
   * The features that a module uses, among all that the engine implements.
   *
   * @throws MalformedModule when the bytes are not a module at all
   */
  public static FeatureSet featuresUsed(byte[] bytes, Limits limits) {
    FeatureGate features = new FeatureGate(FeatureSet.ALL_IMPLEMENTED);
    new ModuleDecoder(bytes, features, limits).readModule();
    return features.used();
  }

  private WasmModule readModule() {
    in.check(limits, Limit.MODULE_BYTES, in.end(), 0);
    readHeader();
    readSections(in.end());
    checkCounts();
    return new WasmModule(
        in.bytes(),
        limits,
        sections,
        types,
        imports,
        functions,
        tables,
        memories,
        globals,
        definedGlobals,
        exports,
        start,
        elements,
        dataCount,
        data,
        bodies,
        customSections,
        names,
        danglingTypes);
  }

  private void readHeader() {
    int magic = in.word();
    if (magic != MAGIC) {
      throw in.malformed("magic header not detected", found(magic), 0);
    }
    int version = in.word();
    if (version != VERSION) {
      throw in.malformed("unknown binary version", found(version) + ", expected 1", 4);
    }
  }

  static String found(int value) {
    return "found 0x" + Integer.toHexString(value);
  }

  private void readSections(int end) {
    int last = 0;
    while (in.position() < end) {
      int at = in.position();
      SectionId id = sectionId(in.u8(), at);
      int length = readLength("a section");
      if (id != SectionId.CUSTOM) {
        checkOrder(id, last, at);
        last = id.ordinal();
      }
      Section section = new Section(id, in.position(), length);
      sections.add(section);
      readSection(section);
      in.range(section.start() + length, end, null, -1);
    }
  }

  private SectionId sectionId(int code, int at) {
    for (SectionId id : SECTIONS) {
      if (id.code() == code) {
        return id;
      }
    }
    throw in.malformed("malformed section id", Integer.toString(code), at);
  }

  private void checkOrder(SectionId id, int last, int at) {
    if (id.ordinal() <= last) {
      throw in.malformed(
          "unexpected content after last section",
          "found the " + id + " section after the " + SECTIONS[last] + " section",
          at);
    }
  }

  private int readLength(String what) {
    int at = in.position();
    int length = in.u32();
    if (length < 0 || length > in.remaining()) {
      throw in.malformed(
          "length out of bounds",
          what + " of " + Integer.toUnsignedString(length) + " bytes, " + in.remaining() + " left",
          at);
    }
    return length;
  }

  private void readSection(Section section) {
    int end = section.start() + section.length();
    in.range(section.start(), end, section.id(), -1);
    switch (section.id()) {
      case CUSTOM -> readCustom(section, end);
      case TYPE -> readVector(Limit.TYPES, () -> types.add(typeDecoder.functionType()));
      case IMPORT -> readVector(Limit.IMPORTS, this::readImport);
      case FUNCTION -> readVector(Limit.FUNCTIONS, this::readFunction);
      case TABLE -> readVector(null, this::readTable);
      case MEMORY -> readVector(null, this::readMemory);
      case TAG -> throw unsupportedSection(section);
      case GLOBAL -> readVector(Limit.GLOBALS, this::readGlobal);
      case EXPORT -> readVector(Limit.EXPORTS, this::readExport);
      case START -> start = OptionalInt.of(in.u32());
      case ELEMENT -> readVector(Limit.ELEMENT_SEGMENTS, this::readElementSegment);
      case DATA_COUNT -> readDataCount();
      case CODE -> readCode(end);
      case DATA -> readVector(Limit.DATA_SEGMENTS, this::readDataSegment);
    }
    if (in.position() != end) {
      throw in.malformed(
          "section size mismatch", in.remaining() + " bytes left over", in.position());
    }
  }

  private MalformedModule unsupportedSection(Section section) {
    return in.malformed(
        "malformed section id",
        "13 needs " + ByteReader.refusal(Feature.EXCEPTIONS),
        section.start());
  }

  private void readVector(@Nullable Limit limit, Runnable element) {
    int at = in.position();
    int count = in.count();
    if (limit != null) {
      in.check(limits, limit, count, at);
    }
    for (int i = 0; i < count; i++) {
      element.run();
    }
  }

  private void readCustom(Section section, int end) {
    String name = in.name(limits);
    in.check(limits, Limit.CUSTOM_SECTIONS, customSections.size() + 1L, section.start());
    customSections.add(new CustomSection(name, in.position(), in.remaining()));
    if (name.equals("name")) {
      names = NameSectionDecoder.decode(in);
    }
    in.range(end, end, SectionId.CUSTOM, -1);
  }

  private FunctionType readTypeIndex(SectionId section) {
    int at = in.position();
    int index = in.u32();
    if (Integer.compareUnsigned(index, types.size()) >= 0) {
      danglingTypes.add(new DanglingType(index, section, at));
      return FunctionType.EMPTY;
    }
    return types.get(index);
  }

  // Imports and exports

  private void readImport() {
    int at = in.position();
    String module = in.name(limits);
    String name = in.name(limits);
    int kindAt = in.position();
    ExternalType type =
        switch (readKind("malformed import kind")) {
          case FUNCTION -> addFunction(readTypeIndex(SectionId.IMPORT));
          case TABLE -> addTable(typeDecoder.tableType(), at);
          case MEMORY -> addMemory(typeDecoder.memoryType(), at);
          case GLOBAL -> addImportedGlobal(typeDecoder.globalType(), kindAt);
        };
    imports.add(new Import(module, name, type, at));
    importedFunctions = functions.size();
    importedGlobals = globals.size();
  }

  private ExternalKind readKind(String problem) {
    int at = in.position();
    int code = in.u8();
    return switch (code) {
      case 0 -> ExternalKind.FUNCTION;
      case 1 -> ExternalKind.TABLE;
      case 2 -> ExternalKind.MEMORY;
      case 3 -> ExternalKind.GLOBAL;
      case 4 ->
          throw in.malformed(problem, "a tag needs " + ByteReader.refusal(Feature.EXCEPTIONS), at);
      default -> throw in.malformed(problem, found(code), at);
    };
  }

  private FunctionType addFunction(FunctionType type) {
    functions.add(type);
    return type;
  }

  private TableType addTable(TableType table, int at) {
    tables.add(table);
    in.check(limits, Limit.TABLES, tables.size(), at);
    if (tables.size() > 1) {
      in.require(Feature.REFERENCE_TYPES, "multiple tables", "a second table", at);
    }
    return table;
  }

  private MemoryType addMemory(MemoryType memory, int at) {
    memories.add(memory);
    in.check(limits, Limit.MEMORIES, memories.size(), at);
    if (memories.size() > 1) {
      in.require(Feature.MULTI_MEMORY, "multiple memories", "a second memory", at);
    }
    return memory;
  }

  private GlobalType addImportedGlobal(GlobalType global, int at) {
    if (global.mutable()) {
      in.require(Feature.MUTABLE_GLOBALS, "mutable globals cannot be imported", "this", at);
    }
    globals.add(global);
    return global;
  }

  private void readExport() {
    int at = in.position();
    String name = in.name(limits);
    ExternalKind kind = readKind("malformed export kind");
    int index = in.u32();
    if (kind == ExternalKind.GLOBAL && isMutableGlobal(index)) {
      in.require(Feature.MUTABLE_GLOBALS, "mutable globals cannot be exported", "this", at);
    }
    exports.add(new Export(name, kind, index, at));
  }

  private boolean isMutableGlobal(int index) {
    return Integer.compareUnsigned(index, globals.size()) < 0 && globals.get(index).mutable();
  }

  // Definitions

  private void readFunction() {
    addFunction(readTypeIndex(SectionId.FUNCTION));
  }

  private void readTable() {
    int at = in.position();
    if (!in.atEnd() && in.peek() == 0x40) {
      throw in.malformed(
          "malformed reference type",
          "a table initializer needs " + ByteReader.refusal(Feature.FUNCTION_REFERENCES),
          at);
    }
    addTable(typeDecoder.tableType(), at);
  }

  private void readMemory() {
    int at = in.position();
    addMemory(typeDecoder.memoryType(), at);
  }

  private void readGlobal() {
    GlobalType type = typeDecoder.globalType();
    definedGlobals.add(new Global(type, readInitializer()));
    globals.add(type);
  }

  private ConstantExpression readInitializer() {
    int from = in.position();
    expressions.decodeInitializer(importedGlobals);
    return new ConstantExpression(from, in.position());
  }

  // Segments

  /** Bits of the number that element and data segments start with. */
  private static final int NOT_ACTIVE = 1;

  private static final int EXPLICIT_INDEX = 2;
  private static final int EXPRESSIONS = 4;

  private void readElementSegment() {
    int at = in.position();
    int flags = in.u32();
    if (Integer.compareUnsigned(flags, 7) > 0) {
      throw in.malformed("malformed elements segment kind", found(flags), at);
    }
    if (flags != 0) {
      Feature feature = flags < 3 ? Feature.BULK_MEMORY : Feature.REFERENCE_TYPES;
      in.require(feature, "malformed elements segment kind", found(flags), at);
    }
    SegmentMode mode = readElementMode(flags);
    boolean expressionItems = (flags & EXPRESSIONS) != 0;
    boolean typed = (flags & (NOT_ACTIVE | EXPLICIT_INDEX)) != 0;
    ReferenceType type = ReferenceType.FUNCREF;
    if (typed && expressionItems) {
      type = in.referenceType();
    } else if (typed) {
      readElementKind();
    }
    elements.add(new ElementSegment(type, mode, expressionItems ? readItems() : readIndices()));
  }

  private SegmentMode readElementMode(int flags) {
    if ((flags & NOT_ACTIVE) == 0) {
      int table = (flags & EXPLICIT_INDEX) == 0 ? 0 : in.u32();
      return new SegmentMode.Active(table, readInitializer());
    }
    return (flags & EXPLICIT_INDEX) == 0
        ? new SegmentMode.Passive()
        : new SegmentMode.Declarative();
  }

  private void readElementKind() {
    int at = in.position();
    int kind = in.u8();
    if (kind != 0) {
      throw in.malformed("malformed element kind", found(kind) + ", expected 0", at);
    }
  }

  private ElementSegment.Items readIndices() {
    int[] indices = new int[countElements()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = in.u32();
    }
    return new ElementSegment.Functions(indices);
  }

  private ElementSegment.Items readItems() {
    int count = countElements();
    List<ConstantExpression> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(readInitializer());
    }
    return new ElementSegment.Expressions(items);
  }

  private int countElements() {
    int at = in.position();
    int count = in.count();
    totalElements += count;
    in.check(limits, Limit.ELEMENTS, totalElements, at);
    return count;
  }

  private void readDataCount() {
    int at = in.position();
    in.require(Feature.BULK_MEMORY, "malformed section id", "a data count section", at);
    int count = in.u32();
    in.check(limits, Limit.DATA_SEGMENTS, Integer.toUnsignedLong(count), at);
    dataCount = OptionalInt.of(count);
    expressions.countData();
  }

  private void readDataSegment() {
    int at = in.position();
    int flags = in.u32();
    if (Integer.compareUnsigned(flags, EXPLICIT_INDEX) > 0) {
      throw in.malformed("malformed data segment kind", found(flags), at);
    }
    if (flags != 0) {
      in.require(Feature.BULK_MEMORY, "malformed data segment kind", found(flags), at);
    }
    SegmentMode mode = readDataMode(flags);
    int length = in.u32();
    data.add(new DataSegment(mode, in.skip(length), length));
  }

  private SegmentMode readDataMode(int flags) {
    if (flags == NOT_ACTIVE) {
      return new SegmentMode.Passive();
    }
    int memory = flags == EXPLICIT_INDEX ? in.u32() : 0;
    return new SegmentMode.Active(memory, readInitializer());
  }

  // Code

  private void readCode(int sectionEnd) {
    int at = in.position();
    int count = in.count();
    if (count > functions.size() - importedFunctions) {
      throw inconsistentBodies(count, at);
    }
    for (int i = 0; i < count; i++) {
      readBody(importedFunctions + i, sectionEnd);
    }
  }

  private void readBody(int function, int sectionEnd) {
    int at = in.position();
    in.range(at, sectionEnd, SectionId.CODE, function);
    int length = readLength("a function body");
    in.check(limits, Limit.FUNCTION_BODY_BYTES, length, at);
    int end = in.position() + length;
    in.range(in.position(), end, SectionId.CODE, function);
    List<LocalGroup> locals = readLocals();
    int from = in.position();
    FunctionBody.Facts facts = expressions.decodeBody();
    in.check(limits, Limit.FUNCTION_INSTRUCTIONS, facts.instructions(), at);
    if (in.position() != end) {
      throw in.malformed(
          "section size mismatch",
          in.remaining() + " bytes after the end of the function",
          in.position());
    }
    bodies.add(new FunctionBody(function, functions.get(function), locals, from, end, facts));
    in.range(end, sectionEnd, SectionId.CODE, -1);
  }

  private List<LocalGroup> readLocals() {
    int groups = in.count();
    List<LocalGroup> locals = new ArrayList<>(groups);
    long total = 0;
    for (int i = 0; i < groups; i++) {
      int at = in.position();
      int count = in.u32();
      total += Integer.toUnsignedLong(count);
      checkLocals(total, at);
      locals.add(new LocalGroup(count, in.valueType()));
    }
    totalLocals += total;
    in.check(limits, Limit.TOTAL_LOCALS, totalLocals, in.position());
    return locals;
  }

  private void checkLocals(long total, int at) {
    if (!limits.allows(Limit.LOCALS, total) || total > Integer.MAX_VALUE) {
      throw in.malformed("too many locals", total + ", at most " + limits.of(Limit.LOCALS), at);
    }
  }

  // The whole

  private void checkCounts() {
    if (bodies.size() != functions.size() - importedFunctions) {
      throw inconsistentBodies(bodies.size(), in.end());
    }
    if (dataCount.isPresent() && dataCount.getAsInt() != data.size()) {
      throw in.malformed(
          "data count and data section have inconsistent lengths",
          data.size() + " segments, announced " + dataCount.getAsInt(),
          in.end());
    }
    MalformedModule uncountedData = expressions.uncountedData();
    if (uncountedData != null) {
      throw uncountedData;
    }
  }

  private MalformedModule inconsistentBodies(int count, int at) {
    return in.malformed(
        "function and code section have inconsistent lengths",
        count + " bodies for " + (functions.size() - importedFunctions) + " functions",
        at);
  }
}
