package dev.assay.vm;

import java.util.Locale;

/**
 * Every limit of the engine: what is counted, and how much of it two profiles allow. A module or a
 * run that exceeds one is refused with the limit's name.
 *
 * <p>The wide values are those of the WebAssembly JavaScript interface where it states one. The
 * contract values are those of the Stylus chains where they have one (functions, locals, globals,
 * exports, segments, names, pages, frame), and otherwise the smallest that no known contract
 * exceeds.
 */
public enum Limit {
  /** Bytes of a module. */
  MODULE_BYTES(1L << 30, 128 << 10),
  /** Entries of the type section. */
  TYPES(1_000_000, 4_096),
  /** Parameters of a function or block type. */
  PARAMETERS(1_000, 128),
  /** Results of a function or block type. */
  RESULTS(1_000, 16),
  /** Imports of a module. */
  IMPORTS(1_000_000, 513),
  /** Functions a module defines. */
  FUNCTIONS(1_000_000, 4_096),
  /** Declared local variables of one function, expanded, without its parameters. */
  LOCALS(50_000, 348),
  /** Declared local variables of all functions together, expanded. */
  TOTAL_LOCALS(10_000_000, 65_536),
  /** Bytes of one function body. */
  FUNCTION_BODY_BYTES(7_654_321, 128 << 10),
  /** Instructions of one function body. */
  FUNCTION_INSTRUCTIONS(7_654_321, 65_536),
  /** Tables, imports included. */
  TABLES(100_000, 1),
  /** Initial elements of all tables together; a store gives what its own limits allow. */
  TABLE_ELEMENTS(Long.MAX_VALUE, 4_096),
  /** Memories, imports included. */
  MEMORIES(100, 1),
  /** Initial pages of one memory; a store gives what its own limits allow. */
  MEMORY_PAGES(1L << 48, 128),
  /** Globals a module defines. */
  GLOBALS(1_000_000, 32_768),
  /** Exports of a module. */
  EXPORTS(1_000_000, 1_024),
  /** Element segments of a module. */
  ELEMENT_SEGMENTS(10_000_000, 128),
  /** Elements of all element segments together. */
  ELEMENTS(10_000_000, 4_096),
  /** Data segments of a module. */
  DATA_SEGMENTS(100_000, 128),
  /** Targets of one {@code br_table}, the default not counted. */
  BRANCH_TABLE_TARGETS(7_654_321, 8_192),
  /** Blocks inside each other, the function's own not counted. */
  BLOCK_NESTING(100_000, 1_024),
  /** Operands of one function at once, in 64-bit slots. */
  OPERAND_SLOTS(1_000_000, 4_096),
  /** Parameters, locals and operands of one function together, in 64-bit slots. */
  FRAME_SLOTS(1_000_000, 10_240),
  /** Custom sections of a module. */
  CUSTOM_SECTIONS(1_000_000, 64),
  /** Bytes of one import module, import, export or custom section name. */
  NAME_BYTES(100_000, 512);

  private final long wide;
  private final long contract;

  Limit(long wide, long contract) {
    this.wide = wide;
    this.contract = contract;
  }

  /** The value of {@link Limits#WIDE}. */
  long wide() {
    return wide;
  }

  /** The value of {@link Limits#CONTRACT}. */
  long contract() {
    return contract;
  }

  /** The name used in messages: {@code block nesting}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
