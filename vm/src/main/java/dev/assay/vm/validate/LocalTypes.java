package dev.assay.vm.validate;

import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.LocalGroup;
import dev.assay.vm.module.ValueType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of a function's parameters and variables by index. A few bytes can declare thousands of
 * variables, so only the first ones are expanded; the rest are found by their group.
 */
final class LocalTypes {
  private static final int EXPANDED = 256;

  private final ValueType[] first = new ValueType[EXPANDED];
  private ValueType[] groups = new ValueType[32];
  private int[] ends = new int[32];
  private int groupCount;
  private int count;

  void declare(FunctionBody body) {
    groupCount = 0;
    count = 0;
    for (ValueType parameter : body.type().parameters()) {
      add(1, parameter);
    }
    List<LocalGroup> locals = body.locals();
    for (int i = 0; i < locals.size(); i++) {
      add(locals.get(i).count(), locals.get(i).type());
    }
  }

  private void add(int more, ValueType type) {
    if (groupCount == groups.length) {
      groups = Arrays.copyOf(groups, 2 * groupCount);
      ends = Arrays.copyOf(ends, 2 * groupCount);
    }
    for (int i = count; i < Math.min(count + more, EXPANDED); i++) {
      first[i] = type;
    }
    count += more;
    groups[groupCount] = type;
    ends[groupCount] = count;
    groupCount++;
  }

  int count() {
    return count;
  }

  /** The type of a local, or null when there is no such local. */
  @Nullable ValueType type(int index) {
    if (Integer.compareUnsigned(index, count) >= 0) {
      return null;
    }
    return index < EXPANDED ? first[index] : groups[groupOf(index)];
  }

  /** The first group that ends beyond the index; empty groups end where they start. */
  private int groupOf(int index) {
    int low = 0;
    int high = groupCount - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > index) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
