package dev.assay.host.code;

/** Translated programs by code hash and schedule, the least recently used dropped first. */
public final class CodeCache {
  private final int capacity;

  /** A cache for so many programs. */
  public CodeCache(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1: " + capacity);
    }
    this.capacity = capacity;
  }

  /** How many programs it holds at most. */
  public int capacity() {
    return capacity;
  }
}
