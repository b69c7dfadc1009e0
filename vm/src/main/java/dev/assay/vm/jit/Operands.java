package dev.assay.vm.jit;

import dev.assay.vm.exec.FloatOps;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/**
 * What the operand stack would hold at a point of a function. The topmost operands are on the JVM's
 * stack, all below them at home: in the variables that belong to their height. Of a float it is
 * known whether it may be a NaN that is not canonical although it should be.
 */
final class Operands {
  private static final ClassDesc FLOAT_OPS = FloatOps.class.describeConstable().orElseThrow();

  private final CodeBuilder out;
  private TypeKind[] kinds = new TypeKind[16];
  private boolean[] doubtful = new boolean[16];
  private int[] homes = new int[17];
  private int height;
  private int loaded;

  Operands(CodeBuilder out, int firstHome) {
    this.out = out;
    homes[0] = firstHome;
  }

  int height() {
    return height;
  }

  TypeKind kind(int index) {
    return kinds[index];
  }

  boolean isDoubtful(int index) {
    return doubtful[index];
  }

  /** The variable of an operand; also of the one that would be pushed next. */
  int home(int index) {
    return homes[index];
  }

  /** Notes an operand that has just been put on the JVM's stack. */
  void push(TypeKind kind) {
    push(kind, false);
  }

  void push(TypeKind kind, boolean mayBeAnyNan) {
    append(kind, mayBeAnyNan);
    loaded++;
  }

  /** Notes an operand that is at home; everything below is. */
  void pushHome(TypeKind kind) {
    if (loaded > 0) {
      throw new IllegalStateException("an operand at home above one on the stack");
    }
    append(kind, false);
  }

  private void append(TypeKind kind, boolean mayBeAnyNan) {
    if (height == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * height);
      doubtful = Arrays.copyOf(doubtful, 2 * height);
      homes = Arrays.copyOf(homes, 2 * height + 1);
    }
    kinds[height] = kind;
    doubtful[height] = mayBeAnyNan;
    homes[height + 1] = homes[height] + kind.slotSize();
    height++;
  }

  /** Forgets operands that an instruction has taken from the JVM's stack. */
  void taken(int count) {
    height -= count;
    loaded -= count;
  }

  /** Removes the topmost operand, wherever it is. */
  void drop() {
    if (loaded > 0) {
      if (kinds[height - 1].slotSize() == 2) {
        out.pop2();
      } else {
        out.pop();
      }
      loaded--;
    }
    height--;
  }

  /** Forgets operands at home, or behind code that control does not pass. */
  void truncate(int toHeight) {
    height = toHeight;
    loaded = 0;
  }

  /** Brings all operands home. */
  void flush() {
    int lowest = height - loaded;
    for (int i = height - 1; i >= lowest; i--) {
      out.storeLocal(kinds[i], homes[i]);
    }
    loaded = 0;
  }

  /** Puts the topmost operands on the JVM's stack, others may be below them. */
  void load(int count) {
    if (loaded < count) {
      flush();
      for (int i = height - count; i < height; i++) {
        out.loadLocal(kinds[i], homes[i]);
      }
      loaded = count;
    }
  }

  /** Puts the topmost operands on the JVM's stack, and nothing else. */
  void loadOnly(int count) {
    if (loaded > count) {
      flush();
    }
    load(count);
  }

  /** Makes the topmost operands canonical. */
  void canonical(int count) {
    int lowest = height;
    for (int i = height - count; i < height; i++) {
      if (doubtful[i]) {
        lowest = Math.min(lowest, i);
      }
    }
    if (lowest == height) {
      return;
    }
    if (lowest == height - 1 && loaded > 0) {
      canonicalTop(lowest);
      return;
    }
    flush();
    for (int i = lowest; i < height; i++) {
      out.loadLocal(kinds[i], homes[i]);
      loaded++;
      if (doubtful[i]) {
        canonicalTop(i);
      }
    }
  }

  private void canonicalTop(int index) {
    canonicalValue(kinds[index]);
    doubtful[index] = false;
  }

  /** Makes the float on the JVM's stack canonical. */
  void canonicalValue(TypeKind kind) {
    ClassDesc type = kind.upperBound();
    out.invokestatic(FLOAT_OPS, "canonical", MethodTypeDesc.of(type, type));
  }
}
