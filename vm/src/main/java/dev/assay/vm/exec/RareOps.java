package dev.assay.vm.exec;

import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.LinearMemory;
import dev.assay.vm.runtime.Table;

/**
 * Instructions that are not worth a place in the loop: tables, segments, sizes and growth, bulk
 * operations, vectors in memory, memories other than the plain first one. Operands stand in
 * adjacent registers from {@code base}, and so do results.
 */
final class RareOps {
  private static final Opcode[] OPCODES = Opcode.values();
  private static final long LOW = 0xFFFF_FFFFL;

  private final Payer payer;
  private final Instance instance;
  private final Opcode opcode;
  private final long[] r;
  private final int base;
  private final int index;
  private final int index2;
  private final long low;
  private final long high;
  private final int charge;
  private long gas;

  /** Who executes an instruction, and pays for it. */
  interface Payer {
    /** Whose code the instruction belongs to. */
    Instance instance();

    /** The code, for its prices. */
    CodeUnit unit();

    /** Notes what has been charged for operands of an instruction, until it is done. */
    void operandInk(long ink);
  }

  /**
   * @param r operands from {@code base}
   * @param low a static offset, or the low half of a vector
   * @param charge what {@code gas} is ahead of the exact figure by
   */
  RareOps(
      Payer payer,
      Opcode opcode,
      long[] r,
      int base,
      int index,
      int index2,
      long low,
      long high,
      long gas,
      int charge) {
    this.payer = payer;
    this.instance = payer.instance();
    this.opcode = opcode;
    this.r = r;
    this.base = base;
    this.index = index;
    this.index2 = index2;
    this.low = low;
    this.high = high;
    this.charge = charge;
    this.gas = gas;
  }

  /** Executes the instruction at a position; gives the gas counter afterwards. */
  static long execute(Run run, int[] code, int pc, long[] r, int base, long gas) {
    long low = (code[pc + 5] & LOW) | ((long) code[pc + 6] << 32);
    long high = (code[pc + 7] & LOW) | ((long) code[pc + 8] << 32);
    Opcode opcode = OPCODES[code[pc + 2]];
    int charge = code[pc + 9];
    return new RareOps(run, opcode, r, base, code[pc + 3], code[pc + 4], low, high, gas, charge)
        .execute();
  }

  /** Executes the instruction; gives the gas counter afterwards. */
  long execute() {
    switch (opcode.category()) {
      case LOAD -> load();
      case STORE -> store();
      case MEMORY -> memory();
      case TABLE -> table();
      default -> other();
    }
    payer.operandInk(0);
    return gas;
  }

  private void other() {
    switch (opcode) {
      case SELECT_TYPED -> {
        if ((int) r[base + 4] == 0) {
          r[base] = r[base + 2];
          r[base + 1] = r[base + 3];
        }
      }
      case GLOBAL_GET -> {
        r[base] = instance.global(index).bits();
        r[base + 1] = instance.global(index).high();
      }
      case GLOBAL_SET -> instance.global(index).bits(r[base], r[base + 1]);
      case REF_FUNC -> r[base] = instance.handle(index);
      case V128_CONST -> SimdOps.set(r, base, low, high);
      case I8X16_SHUFFLE -> SimdOps.i8x16Shuffle(r, base, base, base + 2, low, high);
      default -> throw new IllegalStateException("not rare: " + opcode);
    }
  }

  // Gas that depends on operands.

  /** Charges for a length; nothing of the effect has happened yet. */
  private void charge(long units, long extra) {
    long exact = gas - charge;
    if (exact < 0) {
      throw Trap.of(TrapCode.OUT_OF_GAS);
    }
    long perUnit = payer.unit().inkPerUnit(opcode);
    boolean affordable = Long.compareUnsigned(units, perUnit == 0 ? -1L : exact / perUnit) <= 0;
    if (!affordable || units * perUnit > exact - extra) {
      throw Trap.of(TrapCode.OUT_OF_GAS);
    }
    long ink = units * perUnit + extra;
    gas -= ink;
    payer.operandInk(ink);
  }

  // Memories.

  private static long address(LinearMemory memory, long slot) {
    return memory.wide() ? slot : slot & LOW;
  }

  private long effective(LinearMemory memory, long slot) {
    long address = address(memory, slot);
    long sum = address + low;
    if (Long.compareUnsigned(sum, address) < 0) {
      throw Trap.of(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }
    return sum;
  }

  private void load() {
    LinearMemory memory = instance.memory(index);
    long at = effective(memory, r[base]);
    if (opcode == Opcode.V128_LOAD) {
      long upper = memory.loadBits(at, 16);
      SimdOps.set(r, base, memory.loadBits(at, 8), upper);
      return;
    }
    long bits = memory.loadBits(at, opcode.width());
    switch (opcode) {
      case V128_LOAD8_LANE, V128_LOAD16_LANE, V128_LOAD32_LANE, V128_LOAD64_LANE ->
          SimdOps.replaceLane(r, base, base + 1, bits, index2, 8 * opcode.width());
      default -> extend(bits);
    }
  }

  private void extend(long bits) {
    switch (opcode) {
      case I32_LOAD8_S, I64_LOAD8_S -> r[base] = (byte) bits;
      case I32_LOAD16_S, I64_LOAD16_S -> r[base] = (short) bits;
      case I64_LOAD32_S -> r[base] = (int) bits;
      case V128_LOAD8X8_S -> SimdOps.v128Load8x8S(r, base, bits);
      case V128_LOAD8X8_U -> SimdOps.v128Load8x8U(r, base, bits);
      case V128_LOAD16X4_S -> SimdOps.v128Load16x4S(r, base, bits);
      case V128_LOAD16X4_U -> SimdOps.v128Load16x4U(r, base, bits);
      case V128_LOAD32X2_S -> SimdOps.v128Load32x2S(r, base, bits);
      case V128_LOAD32X2_U -> SimdOps.v128Load32x2U(r, base, bits);
      case V128_LOAD8_SPLAT -> SimdOps.v128Load8Splat(r, base, bits);
      case V128_LOAD16_SPLAT -> SimdOps.v128Load16Splat(r, base, bits);
      case V128_LOAD32_SPLAT -> SimdOps.v128Load32Splat(r, base, bits);
      case V128_LOAD64_SPLAT -> SimdOps.v128Load64Splat(r, base, bits);
      case V128_LOAD32_ZERO -> SimdOps.v128Load32Zero(r, base, bits);
      case V128_LOAD64_ZERO -> SimdOps.v128Load64Zero(r, base, bits);
      default -> r[base] = bits;
    }
  }

  private void store() {
    LinearMemory memory = instance.memory(index);
    long at = effective(memory, r[base]);
    switch (opcode) {
      case V128_STORE -> {
        memory.loadBits(at, 16);
        memory.storeBits(at, 8, r[base + 1]);
        memory.storeBits(at + 8, 8, r[base + 2]);
      }
      case V128_STORE8_LANE, V128_STORE16_LANE, V128_STORE32_LANE, V128_STORE64_LANE -> {
        long bits = SimdOps.lane(r, base + 1, index2, 8 * opcode.width());
        memory.storeBits(at, opcode.width(), bits);
      }
      default -> memory.storeBits(at, opcode.width(), r[base + 1]);
    }
  }

  private void memory() {
    switch (opcode) {
      case MEMORY_SIZE -> r[base] = instance.memory(index).pages();
      case MEMORY_GROW -> grow(instance.memory(index));
      case MEMORY_FILL -> {
        LinearMemory memory = instance.memory(index);
        long length = address(memory, r[base + 2]);
        charge(length, 0);
        memory.fill(address(memory, r[base]), (int) r[base + 1], length);
      }
      case MEMORY_COPY -> copy(instance.memory(index), instance.memory(index2));
      case MEMORY_INIT -> {
        long length = r[base + 2] & LOW;
        charge(length, 0);
        long to = address(instance.memory(index2), r[base]);
        instance.initMemory(index2, index, to, r[base + 1] & LOW, length);
      }
      default -> instance.dropData(index);
    }
  }

  private void copy(LinearMemory target, LinearMemory source) {
    boolean wide = target.wide() && source.wide();
    long length = wide ? r[base + 2] : r[base + 2] & LOW;
    charge(length, 0);
    target.copy(address(target, r[base]), source, address(source, r[base + 1]), length);
  }

  private void grow(LinearMemory memory) {
    long delta = address(memory, r[base]);
    long pages = memory.pages();
    charge(delta, instance.store().tank().growthInk(pages, delta));
    r[base] = memory.grow(delta);
  }

  // Tables.

  private static long address(Table table, long slot) {
    return table.wide() ? slot : slot & LOW;
  }

  private void table() {
    switch (opcode) {
      case TABLE_GET -> {
        Table table = instance.table(index);
        r[base] = table.get(address(table, r[base]));
      }
      case TABLE_SET -> {
        Table table = instance.table(index);
        table.set(address(table, r[base]), r[base + 1]);
      }
      case TABLE_SIZE -> r[base] = instance.table(index).size();
      case TABLE_GROW -> {
        Table table = instance.table(index);
        long delta = address(table, r[base + 1]);
        charge(delta, 0);
        r[base] = table.grow(delta, r[base]);
      }
      case TABLE_FILL -> {
        Table table = instance.table(index);
        long count = address(table, r[base + 2]);
        charge(count, 0);
        table.fill(address(table, r[base]), r[base + 1], count);
      }
      case TABLE_COPY -> copy(instance.table(index), instance.table(index2));
      case TABLE_INIT -> {
        long count = r[base + 2] & LOW;
        charge(count, 0);
        long to = address(instance.table(index2), r[base]);
        instance.initTable(index2, index, to, r[base + 1] & LOW, count);
      }
      default -> instance.dropElements(index);
    }
  }

  private void copy(Table target, Table source) {
    boolean wide = target.wide() && source.wide();
    long count = wide ? r[base + 2] : r[base + 2] & LOW;
    charge(count, 0);
    target.copy(address(target, r[base]), source, address(source, r[base + 1]), count);
  }
}
