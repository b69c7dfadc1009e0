package dev.assay.vm.jit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Instructions that become a method of their own: a range of statements of one block, and inside it
 * the ranges that are again methods of their own. The root is the function.
 *
 * @param from the first instruction
 * @param to the one behind the last
 * @param enclosing where the blocks start that are open around it, the outermost first
 * @param children the parts of it that are outlined, in order
 */
record Region(int from, int to, List<Integer> enclosing, List<Region> children) {
  Region {
    enclosing = List.copyOf(enclosing);
    children = List.copyOf(children);
  }

  /** All regions inside, each after those inside it. */
  List<Region> inner() {
    List<Region> all = new ArrayList<>();
    for (Region child : children) {
      all.addAll(child.inner());
      all.add(child);
    }
    return all;
  }

  /** The locals that the range names. */
  BitSet used(FunctionCode code) {
    BitSet used = new BitSet();
    for (int i = from; i < to; i++) {
      switch (code.opcodes[i]) {
        case LOCAL_GET, LOCAL_SET, LOCAL_TEE -> used.set(code.indices[i]);
        default -> {}
      }
    }
    return used;
  }

  /** The locals that the range changes. */
  BitSet written(FunctionCode code) {
    BitSet written = new BitSet();
    for (int i = from; i < to; i++) {
      switch (code.opcodes[i]) {
        case LOCAL_SET, LOCAL_TEE -> written.set(code.indices[i]);
        default -> {}
      }
    }
    return written;
  }
}
