package dev.assay.vm.isa;

/**
 * The family of an instruction. Instructions of one category share one validation rule, and gas
 * schedules and profiles group by it.
 */
public enum Category {
  /** Blocks, branches and traps. */
  CONTROL,
  /** Calls and tail calls, direct and through a table. */
  CALLS,
  /** {@code drop} and {@code select}. */
  PARAMETRIC,
  /** Local variables. */
  LOCAL,
  /** Global variables. */
  GLOBAL,
  /** Single elements, size, growth and bulk operations of tables; element segments. */
  TABLE,
  /** Reads of linear memory; the signature leaves the address out. */
  LOAD,
  /** Writes of linear memory; the signature leaves the address out. */
  STORE,
  /** Size, growth and bulk operations of memories; data segments. */
  MEMORY,
  /** Constants. */
  CONSTANT,
  /** Integer arithmetic and comparison. */
  INTEGER,
  /** Floating-point arithmetic and comparison. */
  FLOAT,
  /** Conversions and reinterpretations between number types. */
  CONVERSION,
  /** Reference values. */
  REFERENCE,
  /** 128-bit vector operations. */
  VECTOR
}
