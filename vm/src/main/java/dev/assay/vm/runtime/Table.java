package dev.assay.vm.runtime;

import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import java.util.Arrays;

/** A table of references, each the handle of a function or of the embedder's; 0 is null. */
public final class Table implements ExternalValue {
  private final TableType declared;
  private final long maximum;
  private long[] elements;
  private int size;

  /**
   * A table of nulls with its minimal size.
   *
   * @param mostElements what it may grow to, whatever its type says
   * @throws IllegalArgumentException when the minimum exceeds that
   */
  public Table(TableType declared, int mostElements) {
    long minimum = declared.size().minimum();
    if (Long.compareUnsigned(minimum, mostElements) > 0) {
      throw new IllegalArgumentException("table of " + minimum + " elements, most " + mostElements);
    }
    this.declared = declared;
    this.maximum = smaller(declared.size().maximum().orElse(mostElements), mostElements);
    this.size = (int) minimum;
    this.elements = new long[size];
  }

  private static long smaller(long unsigned, long limit) {
    return Long.compareUnsigned(unsigned, limit) < 0 ? unsigned : limit;
  }

  @Override
  public TableType type() {
    SizeRange range = declared.size();
    return new TableType(declared.element(), new SizeRange(range.address(), size, range.maximum()));
  }

  /** Whether addresses are i64. */
  public boolean wide() {
    return declared.size().address() == NumberType.I64;
  }

  /** Elements it has now. */
  public int size() {
    return size;
  }

  /** An element; traps outside. */
  public long get(long index) {
    return elements[checked(index, 1)];
  }

  /** Sets an element; traps outside. */
  public void set(long index, long handle) {
    elements[checked(index, 1)] = handle;
  }

  /** An element, or -1 where there is none. */
  public long find(long index) {
    return Long.compareUnsigned(index, size) < 0 ? elements[(int) index] : -1;
  }

  /**
   * Adds elements.
   *
   * @return the size before, or -1 when the maximum does not allow it
   */
  public long grow(long delta, long handle) {
    if (Long.compareUnsigned(delta, maximum - size) > 0) {
      return -1;
    }
    int before = size;
    int after = (int) (size + delta);
    if (after > elements.length) {
      long roomy = Math.min(maximum, Math.max(after, 2L * elements.length));
      elements = Arrays.copyOf(elements, (int) roomy);
    }
    Arrays.fill(elements, before, after, handle);
    size = after;
    return before;
  }

  /** Sets a range; traps before the first write when it does not fit. */
  public void fill(long start, long handle, long count) {
    int from = checked(start, count);
    Arrays.fill(elements, from, from + (int) count, handle);
  }

  /** Copies a range, as if through a buffer; traps before the first write. */
  public void copy(long to, Table source, long from, long count) {
    int read = source.checked(from, count);
    int write = checked(to, count);
    System.arraycopy(source.elements, read, elements, write, (int) count);
  }

  /** Copies from a segment; traps before the first write. */
  public void init(long to, long[] segment, long from, long count) {
    if (!fits(from, count, segment.length)) {
      throw Trap.of(TrapCode.OUT_OF_BOUNDS_TABLE_ACCESS);
    }
    int write = checked(to, count);
    System.arraycopy(segment, (int) from, elements, write, (int) count);
  }

  private int checked(long start, long count) {
    if (!fits(start, count, size)) {
      throw Trap.of(TrapCode.OUT_OF_BOUNDS_TABLE_ACCESS);
    }
    return (int) start;
  }

  private static boolean fits(long start, long count, int size) {
    return Long.compareUnsigned(count, size) <= 0 && Long.compareUnsigned(start, size - count) <= 0;
  }
}
