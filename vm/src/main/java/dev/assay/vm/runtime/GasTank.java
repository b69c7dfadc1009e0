package dev.assay.vm.runtime;

/**
 * Where ink comes from. The interpreter takes what remains at the start of a run, and writes it
 * back before every host call, at every listener event and at the end, so between these points only
 * the interpreter knows the exact number.
 */
public interface GasTank {
  /** Ink left; never negative. */
  long remaining();

  /** Sets the ink left; never negative. */
  void remaining(long ink);

  /**
   * The price of a {@code memory.grow} beyond that of the instruction, asked and charged before the
   * effect. A tank that prices the pages of a whole transaction counts them here.
   *
   * @param currentPages pages the memory has
   * @param deltaPages pages asked for, unsigned
   * @return ink, at least 0
   */
  default long growthInk(long currentPages, long deltaPages) {
    return 0;
  }

  /** A tank that holds so much. */
  static GasTank of(long ink) {
    return new GasTank() {
      private long left = checked(ink);

      @Override
      public long remaining() {
        return left;
      }

      @Override
      public void remaining(long ink) {
        left = checked(ink);
      }
    };
  }

  /** A tank that holds as much as there can be. */
  static GasTank unlimited() {
    return of(Long.MAX_VALUE);
  }

  private static long checked(long ink) {
    if (ink < 0) {
      throw new IllegalArgumentException("ink cannot be negative: " + ink);
    }
    return ink;
  }
}
