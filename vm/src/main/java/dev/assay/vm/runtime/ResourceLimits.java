package dev.assay.vm.runtime;

/**
 * What a store may use at run time. All are exact: one more is refused, the same on every machine.
 *
 * @param callSlots the budget of the call stack; a call weighs 8 slots and those of its parameters,
 *     locals and operands; a host function on the stack weighs 256, for what it may start inside
 * @param memoryPages pages a memory may grow to; beyond it {@code memory.grow} gives -1
 * @param tableElements elements a table may grow to; beyond it {@code table.grow} gives -1
 * @param javaSlots how many of the call slots may stand on the Java stack of the thread that runs
 *     guests, at up to {@link #JAVA_BYTES_PER_SLOT} bytes each; calls beyond are interpreted. No
 *     result depends on it
 */
public record ResourceLimits(int callSlots, int memoryPages, int tableElements, int javaSlots) {
  /**
   * What compiled code needs at most of the Java stack for a slot: a function in parts needs most,
   * and one that would need more is not compiled.
   */
  public static final int JAVA_BYTES_PER_SLOT = 256;

  /** Half a mebibyte: what every thread has. */
  public static final int FEW_JAVA_SLOTS = (512 << 10) / JAVA_BYTES_PER_SLOT;

  /** The most pages a memory can have: what one Java array holds. */
  public static final int MOST_PAGES = 32_767;

  /** A million slots: about a hundred thousand small calls inside each other. */
  public static final ResourceLimits DEFAULT = new ResourceLimits(1 << 20, MOST_PAGES, 10_000_000);

  /** Limits for any thread. */
  public ResourceLimits(int callSlots, int memoryPages, int tableElements) {
    this(callSlots, memoryPages, tableElements, FEW_JAVA_SLOTS);
  }

  public ResourceLimits {
    if (callSlots < 0 || memoryPages < 0 || memoryPages > MOST_PAGES || tableElements < 0) {
      throw new IllegalArgumentException(
          "out of range: " + callSlots + ", " + memoryPages + ", " + tableElements);
    }
  }

  /** The same with another call-stack budget. */
  public ResourceLimits withCallSlots(int slots) {
    return new ResourceLimits(slots, memoryPages, tableElements, javaSlots);
  }

  /** The same for threads with room for so many slots. */
  public ResourceLimits withJavaSlots(int slots) {
    return new ResourceLimits(callSlots, memoryPages, tableElements, slots);
  }

  /** The same with another page limit. */
  public ResourceLimits withMemoryPages(int pages) {
    return new ResourceLimits(callSlots, pages, tableElements, javaSlots);
  }
}
