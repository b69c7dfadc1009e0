package dev.assay.vm.isa;

import java.util.List;

/**
 * The shape of what follows an opcode in the binary format, in order. A shape has at most two
 * parts; every part but the vectors is one LEB128 number or a fixed number of bytes.
 */
public enum Immediates {
  NONE,
  BLOCK_TYPE(Part.BLOCK_TYPE),
  LABEL(Part.LABEL),
  LABEL_TABLE(Part.LABELS, Part.LABEL),
  FUNCTION_INDEX(Part.FUNCTION),
  TYPE_TABLE(Part.TYPE, Part.TABLE),
  LOCAL_INDEX(Part.LOCAL),
  GLOBAL_INDEX(Part.GLOBAL),
  TABLE_INDEX(Part.TABLE),
  /** Destination table, source table. */
  TABLE_TABLE(Part.TABLE, Part.TABLE),
  ELEMENT_INDEX(Part.ELEMENT),
  ELEMENT_TABLE(Part.ELEMENT, Part.TABLE),
  MEMORY_INDEX(Part.MEMORY),
  /** Destination memory, source memory. */
  MEMORY_MEMORY(Part.MEMORY, Part.MEMORY),
  DATA_INDEX(Part.DATA),
  DATA_MEMORY(Part.DATA, Part.MEMORY),
  MEMARG(Part.MEMARG),
  MEMARG_LANE(Part.MEMARG, Part.LANE),
  I32(Part.I32),
  I64(Part.I64),
  F32(Part.F32),
  F64(Part.F64),
  V128(Part.V128),
  LANE(Part.LANE),
  LANES(Part.LANES),
  HEAP_TYPE(Part.HEAP_TYPE),
  VALUE_TYPES(Part.VALUE_TYPES);

  /** One immediate argument. */
  public enum Part {
    /** Nothing, one value type, or a signed 33-bit type index. */
    BLOCK_TYPE,
    LABEL,
    /** A vector of labels. */
    LABELS,
    FUNCTION,
    TYPE,
    LOCAL,
    GLOBAL,
    TABLE,
    ELEMENT,
    MEMORY,
    DATA,
    /** Alignment exponent, memory index when bit 6 of the alignment is set, offset. */
    MEMARG,
    /** A signed number of up to 5 bytes. */
    I32,
    /** A signed number of up to 10 bytes. */
    I64,
    /** Four bytes, little-endian. */
    F32,
    /** Eight bytes, little-endian. */
    F64,
    /** Sixteen bytes, little-endian. */
    V128,
    /** One byte. */
    LANE,
    /** Sixteen lane bytes. */
    LANES,
    HEAP_TYPE,
    /** A vector of value types. */
    VALUE_TYPES
  }

  private final List<Part> parts;

  Immediates(Part... parts) {
    this.parts = List.of(parts);
  }

  /** The parts in the order of the binary format. */
  public List<Part> parts() {
    return parts;
  }
}
