package dev.assay.vm.decode;

import dev.assay.vm.isa.Feature;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ConstantExpression;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.HeapType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over instructions. {@link #next} moves it; until the next move the accessors answer for
 * the instruction it stands on, and only the accessors for its shape of {@link
 * dev.assay.vm.isa.Immediates} mean anything. Moving allocates nothing, except room for a {@code
 * br_table} larger than every one before.
 *
 * {@snippet :
 * var code = InstructionReader.of(module, body);
 * while (code.next()) {
 *   System.out.println(code.offset() + " " + code.opcode().mnemonic());
 * }
 * }
 */
public final class InstructionReader {
  private static final FunctionType FUNCREF_BLOCK = FunctionType.constant(ReferenceType.FUNCREF);
  private static final FunctionType EXTERNREF_BLOCK =
      FunctionType.constant(ReferenceType.EXTERNREF);
  private static final FunctionType[] NUMBER_BLOCKS = {
    FunctionType.constant(NumberType.I32),
    FunctionType.constant(NumberType.I64),
    FunctionType.constant(NumberType.F32),
    FunctionType.constant(NumberType.F64),
    FunctionType.constant(NumberType.V128)
  };
  private static final int MEMORY_INDEX_FLAG = 0x40;

  private final ByteReader in;
  private final boolean wideOffsets;
  private Opcode opcode = Opcode.END;
  private int offset;
  private int index;
  private int index2;
  private int alignment;
  private int lane;
  private long low;
  private long high;
  private @Nullable FunctionType inlineType;
  private int[] labels = new int[16];
  private int labelCount;
  private HeapType heapType = HeapType.FUNC;
  private List<ValueType> valueTypes = List.of();

  InstructionReader(ByteReader in) {
    this.in = in;
    this.wideOffsets = in.features().isOn(Feature.MEMORY64);
  }

  /** A reader that stands nowhere until it is reset. */
  public static InstructionReader of(WasmModule module) {
    FeatureGate everything = new FeatureGate(FeatureSet.ALL_IMPLEMENTED);
    return new InstructionReader(new ByteReader(module.bytes(), 0, 0, everything));
  }

  /** The instructions of a function. */
  public static InstructionReader of(WasmModule module, FunctionBody body) {
    InstructionReader reader = of(module);
    reader.reset(body);
    return reader;
  }

  /** The instructions of an initializer. */
  public static InstructionReader of(WasmModule module, ConstantExpression expression) {
    InstructionReader reader = of(module);
    reader.reset(expression);
    return reader;
  }

  /** Moves to a function of the same module, so that one reader can serve them all. */
  public void reset(FunctionBody body) {
    in.range(body.start(), body.end(), SectionId.CODE, body.function());
  }

  /** Moves to an initializer of the same module. */
  public void reset(ConstantExpression expression) {
    in.range(expression.start(), expression.end(), null, -1);
  }

  /**
   * Moves to the next instruction.
   *
   * @return false when there is none; the reader then stays on the last one
   * @throws MalformedModule never on the code of a decoded module
   */
  public boolean next() {
    if (in.atEnd()) {
      return false;
    }
    offset = in.position();
    int code = in.u8();
    Opcode found = Opcode.find(0, code);
    opcode = found != null ? found : prefixed(code);
    if (!in.features().allows(opcode.feature())) {
      throw refused();
    }
    readImmediates();
    return true;
  }

  private Opcode prefixed(int prefix) {
    boolean isPrefix = prefix >= 0xFB && prefix <= 0xFE;
    int code = isPrefix ? in.u32() : prefix;
    Opcode found = isPrefix ? Opcode.find(prefix, code) : null;
    if (found != null) {
      return found;
    }
    Feature feature = Opcode.reservedFor(isPrefix ? prefix : 0, code);
    throw in.malformed(
        "illegal opcode " + Integer.toHexString(prefix),
        (isPrefix ? "number 0x" + Integer.toHexString(code) : "no such instruction")
            + (feature == null ? "" : ", needs " + ByteReader.refusal(feature)),
        offset);
  }

  private MalformedModule refused() {
    return in.malformed(
        "illegal opcode",
        opcode.mnemonic() + " needs " + ByteReader.refusal(opcode.feature()),
        offset);
  }

  private void readImmediates() {
    switch (opcode.immediates()) {
      case NONE -> {}
      case BLOCK_TYPE -> readBlockType();
      case LABEL,
          FUNCTION_INDEX,
          LOCAL_INDEX,
          GLOBAL_INDEX,
          TABLE_INDEX,
          ELEMENT_INDEX,
          DATA_INDEX ->
          index = in.u32();
      case TYPE_TABLE, TABLE_TABLE, ELEMENT_TABLE, MEMORY_MEMORY, DATA_MEMORY -> readTwoIndices();
      case MEMORY_INDEX -> readMemory();
      case MEMARG -> readMemoryArgument();
      case I32 -> low = in.s32();
      case I64 -> low = in.s64();
      case F32 -> low = Integer.toUnsignedLong(in.word());
      case F64 -> low = in.doubleWord();
      case LANE -> lane = in.u8();
      case LABEL_TABLE, MEMARG_LANE, V128, LANES, HEAP_TYPE, VALUE_TYPES -> readRareImmediates();
    }
  }

  private void readRareImmediates() {
    switch (opcode.immediates()) {
      case LABEL_TABLE -> readLabelTable();
      case V128 -> readVector();
      case LANES -> readVector();
      case HEAP_TYPE -> heapType = in.heapType();
      case VALUE_TYPES -> readValueTypes();
      default -> {
        readMemoryArgument();
        lane = in.u8();
      }
    }
  }

  private void readBlockType() {
    int start = in.position();
    int code = in.u8();
    index = -1;
    if (code == 0x40) {
      inlineType = FunctionType.EMPTY;
    } else if (ByteReader.isValueType(code)) {
      in.rewind(start);
      inlineType = inlineType(in.valueType());
    } else {
      in.rewind(start);
      readBlockTypeIndex(start);
    }
  }

  private static FunctionType inlineType(ValueType type) {
    return switch (type) {
      case NumberType number -> NUMBER_BLOCKS[number.ordinal()];
      case ReferenceType reference ->
          switch (reference.heap()) {
            case FUNC -> FUNCREF_BLOCK;
            case EXTERN -> EXTERNREF_BLOCK;
          };
    };
  }

  private void readBlockTypeIndex(int start) {
    long type = in.s33();
    if (type < 0) {
      throw in.malformed("malformed block type", "a negative type index " + type, start);
    }
    in.require(Feature.MULTI_VALUE, "malformed block type", "a type index", start);
    inlineType = null;
    index = (int) type;
  }

  private void readTwoIndices() {
    switch (opcode.immediates()) {
      case TYPE_TABLE -> {
        index = in.u32();
        index2 = gatedIndex(Feature.REFERENCE_TYPES);
      }
      case DATA_MEMORY -> {
        index = in.u32();
        index2 = gatedIndex(Feature.MULTI_MEMORY);
      }
      case MEMORY_MEMORY -> {
        index = gatedIndex(Feature.MULTI_MEMORY);
        index2 = gatedIndex(Feature.MULTI_MEMORY);
      }
      default -> {
        index = in.u32();
        index2 = gatedIndex(Feature.REFERENCE_TYPES);
      }
    }
  }

  /**
   * An index that was one zero byte before a feature made it a number. A longer form of zero, as
   * some compilers leave it for their linker, counts as the number.
   */
  private int gatedIndex(Feature feature) {
    int start = in.position();
    int value = in.u32();
    boolean zeroByte = value == 0 && in.position() == start + 1;
    if (!zeroByte) {
      in.require(feature, "zero byte expected", "index " + Integer.toUnsignedString(value), start);
    }
    return value;
  }

  private void readMemory() {
    index = gatedIndex(Feature.MULTI_MEMORY);
  }

  private void readMemoryArgument() {
    int start = in.position();
    alignment = in.u32();
    index = 0;
    if (alignment >= MEMORY_INDEX_FLAG || alignment < 0) {
      readMemoryIndex(start);
    }
    low = wideOffsets ? in.u64() : Integer.toUnsignedLong(in.u32());
  }

  private void readMemoryIndex(int start) {
    if (alignment < 0 || alignment >= 2 * MEMORY_INDEX_FLAG) {
      throw in.malformed("malformed memop flags", "0x" + Integer.toHexString(alignment), start);
    }
    in.require(Feature.MULTI_MEMORY, "malformed memop flags", "a memory index", start);
    alignment -= MEMORY_INDEX_FLAG;
    index = in.u32();
  }

  private void readLabelTable() {
    labelCount = in.count();
    if (labelCount > labels.length) {
      labels = new int[labelCount];
    }
    for (int i = 0; i < labelCount; i++) {
      labels[i] = in.u32();
    }
    index = in.u32();
  }

  private void readVector() {
    low = in.doubleWord();
    high = in.doubleWord();
  }

  private void readValueTypes() {
    ValueType[] types = new ValueType[in.count()];
    for (int i = 0; i < types.length; i++) {
      types[i] = in.valueType();
    }
    valueTypes = List.of(types);
  }

  /** The instruction. */
  public Opcode opcode() {
    return opcode;
  }

  /** Where the instruction starts in the module. */
  public int offset() {
    return offset;
  }

  /** Where the next instruction starts in the module. */
  public int nextOffset() {
    return in.position();
  }

  /**
   * The first index of the instruction, unsigned: its label, function, type, local, global, table,
   * element segment, data segment or memory. Copies name the destination first. Memory accesses
   * name their memory, {@code br_table} its default label.
   */
  public int index() {
    return index;
  }

  /**
   * The second index, unsigned: the table of an indirect call and of {@code table.init}, the memory
   * of {@code memory.init}, the source of a copy.
   */
  public int index2() {
    return index2;
  }

  /**
   * The constant: an i32 sign-extended, an i64, the bits of an f32 in the low half, the bits of an
   * f64, the low eight bytes of a v128 or the first eight lanes of a shuffle.
   */
  public long constant() {
    return low;
  }

  /** The high eight bytes of a v128, or the last eight lanes of a shuffle. */
  public long constantHigh() {
    return high;
  }

  /** The alignment exponent of a memory access. */
  public int alignment() {
    return alignment;
  }

  /** The offset of a memory access, unsigned. */
  public long memoryOffset() {
    return low;
  }

  /** The lane, unsigned. */
  public int lane() {
    return lane;
  }

  /** The type index of a block, unsigned, or -1 when its type stands inline. */
  public int blockTypeIndex() {
    return index;
  }

  /** The type of a block that stands inline, or null when there is a type index. */
  public @Nullable FunctionType inlineBlockType() {
    return inlineType;
  }

  /** The type of a block of a valid module. */
  public FunctionType blockType(WasmModule module) {
    return inlineType != null ? inlineType : module.types().get(index);
  }

  /** How many targets a {@code br_table} has; the default, {@link #index}, is not one of them. */
  public int labelCount() {
    return labelCount;
  }

  /** A target of a {@code br_table}. */
  public int label(int position) {
    return labels[position];
  }

  /** What {@code ref.null} is null of. */
  public HeapType heapType() {
    return heapType;
  }

  /** The types that {@code select} names. */
  public List<ValueType> valueTypes() {
    return valueTypes;
  }
}
