package dev.assay.vm;

import java.util.Arrays;
import java.util.StringJoiner;

/** An immutable value for every {@link Limit}. All values are inclusive: so much is allowed. */
public final class Limits {
  /** For modules of any kind: what the big engines accept. */
  public static final Limits WIDE = new Limits(wideValues());

  /** For contracts: what a chain accepts by default. */
  public static final Limits CONTRACT = new Limits(contractValues());

  private final long[] values;

  private Limits(long[] values) {
    this.values = values;
  }

  private static long[] wideValues() {
    return Arrays.stream(Limit.values()).mapToLong(Limit::wide).toArray();
  }

  private static long[] contractValues() {
    return Arrays.stream(Limit.values()).mapToLong(Limit::contract).toArray();
  }

  /** The largest allowed value. */
  public long of(Limit limit) {
    return values[limit.ordinal()];
  }

  /** Whether a count is within the limit. */
  public boolean allows(Limit limit, long count) {
    return count <= values[limit.ordinal()];
  }

  /**
   * These limits with one of them changed.
   *
   * @throws IllegalArgumentException when the value is negative
   */
  public Limits with(Limit limit, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(limit + " cannot be negative: " + value);
    }
    long[] changed = values.clone();
    changed[limit.ordinal()] = value;
    return new Limits(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Limits that && Arrays.equals(that.values, values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "Limits[", "]");
    for (Limit limit : Limit.values()) {
      text.add(limit + " " + of(limit));
    }
    return text.toString();
  }
}
