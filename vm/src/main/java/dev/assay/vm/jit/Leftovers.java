package dev.assay.vm.jit;

import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.jit.WideProducts.Substitute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a piece of straight-line code need not do any more, once {@link WideProducts} have taken the
 * place of some of its values: from its end to its start, as whatever uses a value comes later.
 */
final class Leftovers {
  private final FunctionCode code;
  private final int begin;
  private final List<List<Integer>> operands;
  private final Set<Integer> pinned;
  private final Map<Integer, Substitute> substitutes;
  private final Map<Integer, Integer> keeps;

  /** Of each instruction, whether it can leave nothing on the stack. */
  private final boolean[] removable;

  /** Of each, whether its value is used, from the stack, as a factor, or from its local. */
  private final boolean[] needed;

  private final boolean[] neededAsFactor;
  private final boolean[] neededInLocal;

  /** Of each {@code local.get}, what the local was last set by. */
  private final int[] sources;

  /**
   * @param operands of each instruction, those that left its operands, the topmost first
   * @param pinned those whose values stay on the stack
   */
  Leftovers(
      FunctionCode code,
      int begin,
      List<List<Integer>> operands,
      Set<Integer> pinned,
      Map<Integer, Substitute> substitutes,
      Map<Integer, Integer> keeps) {
    int count = operands.size();
    this.code = code;
    this.begin = begin;
    this.operands = operands;
    this.pinned = pinned;
    this.substitutes = substitutes;
    this.keeps = keeps;
    this.removable = new boolean[count];
    this.needed = new boolean[count];
    this.neededAsFactor = new boolean[count];
    this.neededInLocal = new boolean[count];
    this.sources = new int[count];
  }

  /**
   * Finds them.
   *
   * @param ends whether the function ends with this code, and its locals with it
   */
  void find(boolean ends, Set<Integer> absent, Set<Integer> unread) {
    Map<Integer, Integer> set = new LinkedHashMap<>();
    for (int i = 0; i < removable.length; i++) {
      sources[i] = ProductFinder.OUTSIDE;
      removable[i] = isRemovable(i);
      needed[i] = pinned.contains(begin + i);
      Opcode opcode = code.opcodes[begin + i];
      int local = code.indices[begin + i];
      if (opcode == Opcode.LOCAL_GET) {
        sources[i] = set.getOrDefault(local, ProductFinder.OUTSIDE);
      } else if (opcode.category() == Category.LOCAL) {
        set.put(local, i);
      }
    }
    if (!ends) {
      set.values().forEach(each -> neededInLocal[each] = true);
    }
    for (int i = removable.length - 1; i >= 0; i--) {
      decide(i, absent, unread);
    }
  }

  private boolean isRemovable(int i) {
    Opcode opcode = code.opcodes[begin + i];
    return switch (opcode) {
      case LOCAL_GET, I64_CONST, I32_CONST -> !pinned.contains(begin + i);
      case LOCAL_TEE -> !pinned.contains(begin + i);
      default -> computes(opcode) && !pinned.contains(begin + i) && operandsAreRemovable(i);
    };
  }

  private static boolean computes(Opcode opcode) {
    return opcode == Opcode.I64_EXTEND_I32_U
        || (opcode.category() == Category.INTEGER && !NumericEmission.canTrap(opcode));
  }

  private boolean operandsAreRemovable(int i) {
    for (int operand : operands.get(i)) {
      if (operand < begin || !removable[operand - begin]) {
        return false;
      }
    }
    return true;
  }

  private void needOperands(int i) {
    for (int operand : operands.get(i)) {
      if (operand >= begin) {
        needed[operand - begin] = true;
      }
    }
  }

  private void decide(int i, Set<Integer> absent, Set<Integer> unread) {
    int at = begin + i;
    if (!neededAsFactor[i]) {
      keeps.remove(at);
    }
    if (!needed[i]) {
      substitutes.remove(at);
    }
    switch (code.opcodes[at]) {
      case LOCAL_SET -> {
        if (neededInLocal[i] || !operandsAreRemovable(i)) {
          needOperands(i);
        } else {
          absent.add(at);
        }
      }
      case LOCAL_TEE -> tee(i, absent, unread);
      case LOCAL_GET, I64_CONST, I32_CONST -> value(i, absent, unread);
      default -> {
        if (computes(code.opcodes[at])) {
          value(i, absent, unread);
        } else {
          needOperands(i);
        }
      }
    }
  }

  /** An instruction that only computes. */
  private void value(int i, Set<Integer> absent, Set<Integer> unread) {
    boolean isSubstituted = needFactors(i);
    boolean isComputed = neededAsFactor[i] || (needed[i] && !isSubstituted);
    if (!isComputed && operandsAreRemovable(i)) {
      absent.add(begin + i);
      return;
    }
    needOperands(i);
    if (sources[i] > ProductFinder.OUTSIDE) {
      neededInLocal[sources[i]] = true;
    }
    if (!needed[i]) {
      unread.add(begin + i);
    }
  }

  private void tee(int i, Set<Integer> absent, Set<Integer> unread) {
    boolean isSubstituted = needFactors(i);
    boolean isPassed = needed[i] && !isSubstituted;
    boolean isStored = neededInLocal[i] || !operandsAreRemovable(i);
    if (isStored || neededAsFactor[i] || isPassed) {
      needOperands(i);
    }
    if (!isStored && (isPassed || !neededAsFactor[i])) {
      absent.add(begin + i);
    } else if (!needed[i]) {
      unread.add(begin + i);
    }
  }

  /** Whether the value on the stack is another one, whose factors are needed then. */
  private boolean needFactors(int i) {
    Substitute by = substitutes.get(begin + i);
    if (by == null) {
      return false;
    }
    if (by.half() != WideProducts.Half.NOTHING) {
      neededAsFactor[by.left() - begin] = true;
      neededAsFactor[by.right() - begin] = true;
    }
    return true;
  }
}
