package dev.assay.vm.exec;

import static dev.assay.vm.code.Ir.*;
import static dev.assay.vm.code.Translator.BIAS;

import dev.assay.vm.runtime.FunctionReference;
import dev.assay.vm.runtime.Global;
import dev.assay.vm.runtime.Instance;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Runs translated code: one loop with one switch and its own stack of frames.
 *
 * <p>The loop is written for HotSpot. It stays below 8,000 bytes of bytecode, beyond which a method
 * is never compiled; what it touches all the time are the first locals of the method; what is rare
 * is in other methods and keeps its state in {@link Run}. The operands are read before the switch,
 * because HotSpot would move the address arithmetic of all cases there, and spill it. A taken
 * branch, a call and the start of a function are shared tails behind the switch, reached by {@code
 * break}, to save bytecode.
 *
 * <p>The gas counter is off the exact figure, see {@link dev.assay.vm.code.Translator}. Whoever
 * throws leaves the position at the instruction and the counter as it was there, so that {@link
 * Run#stopped} finds both.
 */
public final class Interpreter {
  private static final long LOW = 0xFFFF_FFFFL;

  /** Words that every instruction has; the loop reads them before it looks at the operation. */
  private static final int WORDS = 4;

  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private Interpreter() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN)
        .withInvokeExactBehavior();
  }

  /**
   * Calls a function.
   *
   * @param caller whose store it runs in; what a host function sees as its caller
   * @param arguments slots as in {@link dev.assay.vm.runtime.HostFunction}
   * @return the result slots, an i32 or f32 sign-extended
   * @throws Trap located, when the guest traps
   */
  public static long[] invoke(Instance caller, FunctionReference function, long... arguments) {
    return Invocation.invoke(caller, function, arguments);
  }

  private static Trap outOfBounds() {
    return Trap.of(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS);
  }

  private static Trap outOfGas() {
    return Trap.of(TrapCode.OUT_OF_GAS);
  }

  /** Runs from a position until the frame's link says it is done. */
  @SuppressWarnings({
    "LabelledBreakTarget", // the tails behind the switch
    "NarrowCalculation", // an i32 product has 32 bits
    "StatementSwitchToExpressionSwitch" // cases break to the tails
  })
  static void loop(int[] code, int start, long[] registers, int firstFrame, Run run) {
    long[] r = registers;
    int pc = start;
    int fp = firstFrame;
    long gas = run.gas();
    int slots = run.slots();
    int floor = run.floor();
    byte[] mem = run.memory();
    long size = run.memorySize();
    Instance instance = run.instance();
    Global[] globals = instance.globals();
    // Plain reads: the calls in the loop keep HotSpot from taking them out of it.
    boolean[] cancelled = run.cancelled();
    try {
      while (true) {
        int at;
        int entry;
        int frame;
        int back;
        long link;
        int gasBack;
        int operation = code[pc];
        int a = code[pc + 1];
        int b = code[pc + 2];
        int c = code[pc + 3];
        pc += WORDS;
        branch:
        {
          enter:
          {
            call:
            {
              switch (operation) {
                case CONST:
                  {
                    r[fp + a] = b;
                    continue;
                  }
                case CONST_WIDE:
                  {
                    r[fp + a] = (b & LOW) | ((long) c << 32);
                    continue;
                  }
                case MOVE:
                  {
                    r[fp + a] = r[fp + b];
                    continue;
                  }
                case SELECT:
                  {
                    r[fp + a] = (int) r[fp + code[pc]] != 0 ? r[fp + b] : r[fp + c];
                    pc += 1;
                    continue;
                  }
                case GLOBAL_GET:
                  {
                    r[fp + a] = globals[b].bits();
                    continue;
                  }
                case GLOBAL_SET:
                  {
                    globals[a].bits(r[fp + b]);
                    continue;
                  }
                case LOAD8_S:
                  {
                    long ea = (r[fp + b] & LOW) + c;
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = mem[(int) ea];
                    continue;
                  }
                case LOAD8_U:
                  {
                    long ea = (r[fp + b] & LOW) + c;
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = mem[(int) ea] & 0xFF;
                    continue;
                  }
                case LOAD16_S:
                  {
                    long ea = (r[fp + b] & LOW) + c;
                    if (ea + 2 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = (short) SHORTS.get(mem, (int) ea);
                    continue;
                  }
                case LOAD16_U:
                  {
                    long ea = (r[fp + b] & LOW) + c;
                    if (ea + 2 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = (short) SHORTS.get(mem, (int) ea) & 0xFFFF;
                    continue;
                  }
                case LOAD32_S:
                  {
                    long ea = (r[fp + b] & LOW) + c;
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = (int) INTS.get(mem, (int) ea);
                    continue;
                  }
                case LOAD32_U:
                  {
                    long ea = (r[fp + b] & LOW) + c;
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = (int) INTS.get(mem, (int) ea) & LOW;
                    continue;
                  }
                case LOAD64:
                  {
                    long ea = (r[fp + b] & LOW) + c;
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = (long) LONGS.get(mem, (int) ea);
                    continue;
                  }
                case STORE8:
                  {
                    long ea = (r[fp + a] & LOW) + c;
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    mem[(int) ea] = (byte) r[fp + b];
                    continue;
                  }
                case STORE16:
                  {
                    long ea = (r[fp + a] & LOW) + c;
                    if (ea + 2 > size) {
                      throw outOfBounds();
                    }
                    SHORTS.set(mem, (int) ea, (short) r[fp + b]);
                    continue;
                  }
                case STORE32:
                  {
                    long ea = (r[fp + a] & LOW) + c;
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    INTS.set(mem, (int) ea, (int) r[fp + b]);
                    continue;
                  }
                case STORE64:
                  {
                    long ea = (r[fp + a] & LOW) + c;
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    LONGS.set(mem, (int) ea, r[fp + b]);
                    continue;
                  }
                case I32_ADD:
                  {
                    r[fp + a] = (int) r[fp + b] + (int) r[fp + c];
                    continue;
                  }
                case I32_ADD_IMM:
                  {
                    r[fp + a] = (int) r[fp + b] + c;
                    continue;
                  }
                case I32_SUB:
                  {
                    r[fp + a] = (int) r[fp + b] - (int) r[fp + c];
                    continue;
                  }
                case I32_MUL:
                  {
                    r[fp + a] = (int) r[fp + b] * (int) r[fp + c];
                    continue;
                  }
                case I32_AND:
                  {
                    r[fp + a] = (int) r[fp + b] & (int) r[fp + c];
                    continue;
                  }
                case I32_AND_IMM:
                  {
                    r[fp + a] = (int) r[fp + b] & c;
                    continue;
                  }
                case I32_XOR:
                  {
                    r[fp + a] = (int) r[fp + b] ^ (int) r[fp + c];
                    continue;
                  }
                case I32_SHL_IMM:
                  {
                    r[fp + a] = (int) r[fp + b] << c;
                    continue;
                  }
                case I32_SHR_S_IMM:
                  {
                    r[fp + a] = (int) r[fp + b] >> c;
                    continue;
                  }
                case I32_SHR_U_IMM:
                  {
                    r[fp + a] = (int) r[fp + b] >>> c;
                    continue;
                  }
                case I32_ROTL_IMM:
                  {
                    r[fp + a] = Integer.rotateLeft((int) r[fp + b], c);
                    continue;
                  }
                case I64_ADD:
                  {
                    r[fp + a] = r[fp + b] + r[fp + c];
                    continue;
                  }
                case I64_ADD_IMM:
                  {
                    r[fp + a] = r[fp + b] + c;
                    continue;
                  }
                case I64_SUB:
                  {
                    r[fp + a] = r[fp + b] - r[fp + c];
                    continue;
                  }
                case I64_MUL:
                  {
                    r[fp + a] = r[fp + b] * r[fp + c];
                    continue;
                  }
                case I64_AND:
                  {
                    r[fp + a] = r[fp + b] & r[fp + c];
                    continue;
                  }
                case I64_AND_IMM:
                  {
                    r[fp + a] = r[fp + b] & c;
                    continue;
                  }
                case I64_XOR:
                  {
                    r[fp + a] = r[fp + b] ^ r[fp + c];
                    continue;
                  }
                case I64_XOR_IMM:
                  {
                    r[fp + a] = r[fp + b] ^ c;
                    continue;
                  }
                case I64_SHL_IMM:
                  {
                    r[fp + a] = r[fp + b] << c;
                    continue;
                  }
                case I64_SHR_U_IMM:
                  {
                    r[fp + a] = r[fp + b] >>> c;
                    continue;
                  }
                case I64_ROTL:
                  {
                    r[fp + a] = Long.rotateLeft(r[fp + b], (int) r[fp + c]);
                    continue;
                  }
                case I64_ROTL_IMM:
                  {
                    r[fp + a] = Long.rotateLeft(r[fp + b], c);
                    continue;
                  }
                case I64_EXTEND_I32_S:
                  {
                    r[fp + a] = (int) r[fp + b];
                    continue;
                  }
                case I64_EXTEND_I32_U:
                  {
                    r[fp + a] = r[fp + b] & LOW;
                    continue;
                  }
                case F64_ADD:
                  {
                    r[fp + a] = FloatOps.f64Add(r[fp + b], r[fp + c]);
                    continue;
                  }
                case F64_SUB:
                  {
                    r[fp + a] = FloatOps.f64Sub(r[fp + b], r[fp + c]);
                    continue;
                  }
                case F64_MUL:
                  {
                    r[fp + a] = FloatOps.f64Mul(r[fp + b], r[fp + c]);
                    continue;
                  }
                case I32_EQ_IMM:
                  {
                    r[fp + a] = (int) r[fp + b] == c ? 1 : 0;
                    continue;
                  }
                case I64_LT_U:
                  {
                    r[fp + a] = Long.compareUnsigned(r[fp + b], r[fp + c]) < 0 ? 1 : 0;
                    continue;
                  }
                case I64_EQ_IMM:
                  {
                    r[fp + a] = r[fp + b] == c ? 1 : 0;
                    continue;
                  }
                case BRANCH_I32_EQ:
                  {
                    if ((int) r[fp + a] == (int) r[fp + b]) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I32_NE:
                  {
                    if ((int) r[fp + a] != (int) r[fp + b]) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I32_LT_S:
                  {
                    if ((int) r[fp + a] < (int) r[fp + b]) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I32_GE_S:
                  {
                    if ((int) r[fp + a] >= (int) r[fp + b]) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I32_LT_U:
                  {
                    if (Integer.compareUnsigned((int) r[fp + a], (int) r[fp + b]) < 0) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I32_GE_U:
                  {
                    if (Integer.compareUnsigned((int) r[fp + a], (int) r[fp + b]) >= 0) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I32_EQ_IMM:
                  {
                    if ((int) r[fp + a] == b) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I32_NE_IMM:
                  {
                    if ((int) r[fp + a] != b) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I32_LT_S_IMM:
                  {
                    if ((int) r[fp + a] < b) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I32_GE_S_IMM:
                  {
                    if ((int) r[fp + a] >= b) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I32_LT_U_IMM:
                  {
                    if (Integer.compareUnsigned((int) r[fp + a], b) < 0) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I32_GE_U_IMM:
                  {
                    if (Integer.compareUnsigned((int) r[fp + a], b) >= 0) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I64_EQ_IMM:
                  {
                    if (r[fp + a] == b) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I64_NE_IMM:
                  {
                    if (r[fp + a] != b) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH_I64_LT_U_IMM:
                  {
                    if (Long.compareUnsigned(r[fp + a], b) < 0) {
                      at = pc;
                      break branch;
                    }
                    pc += 2;
                    continue;
                  }
                case BRANCH:
                  {
                    at = pc - 2;
                    break branch;
                  }
                case BRANCH_TABLE:
                  {
                    int choice = (int) r[fp + a];
                    int last = b;
                    at = pc + 3 * (Integer.compareUnsigned(choice, last) < 0 ? choice : last);
                    break branch;
                  }
                case CALL:
                  {
                    entry = a;
                    frame = fp + b;
                    back = pc - 1;
                    break call;
                  }
                case CALL_INDIRECT:
                  {
                    long handle = run.indirect(instance, a, b, r[fp + c]);
                    frame = fp + code[pc];
                    if (handle < 0) {
                      entry = (int) ~handle;
                      back = pc + 1;
                      break call;
                    }
                    gas -= code[pc + 1];
                    if (gas < 0) {
                      gas += code[pc + 1];
                      throw outOfGas();
                    }
                    gas = run.callForeign(handle, frame, gas, slots) + code[pc + 1];
                    r = run.registers();
                    mem = run.memory();
                    size = run.memorySize();
                    floor = run.floor();
                    pc += 2;
                    continue;
                  }
                case CALL_IMPORT:
                  {
                    gas -= c;
                    if (gas < 0) {
                      gas += c;
                      throw outOfGas();
                    }
                    gas = run.callImport(a, fp + b, gas, slots) + c;
                    r = run.registers();
                    mem = run.memory();
                    size = run.memorySize();
                    floor = run.floor();
                    continue;
                  }
                case TAIL_CALL:
                  {
                    entry = a;
                    frame = fp;
                    gas -= code[pc + 2];
                    if (gas < 0) {
                      gas += code[pc + 2];
                      throw outOfGas();
                    }
                    link = r[fp + code[pc]];
                    System.arraycopy(r, fp + b, r, fp, c);
                    slots += code[pc + 1];
                    gasBack = code[pc + 2];
                    break enter;
                  }
                case TAIL_CALL_INDIRECT:
                  {
                    long handle = run.indirect(instance, a, b, r[fp + c]);
                    gas -= code[pc + 4];
                    if (gas < 0) {
                      gas += code[pc + 4];
                      throw outOfGas();
                    }
                    if (handle < 0) {
                      entry = (int) ~handle;
                      frame = fp;
                      link = r[fp + code[pc + 2]];
                      System.arraycopy(r, fp + code[pc], r, fp, code[pc + 1]);
                      slots += code[pc + 3];
                      gasBack = code[pc + 4];
                      break enter;
                    }
                    gas = run.callForeign(handle, fp + code[pc], gas, slots) + code[pc + 4];
                    r = run.registers();
                    mem = run.memory();
                    size = run.memorySize();
                    floor = run.floor();
                    pc += 5;
                    continue;
                  }
                case RETURN:
                  {
                    gas -= c;
                    if (gas < 0) {
                      gas += c;
                      throw outOfGas();
                    }
                    link = r[fp + a];
                    slots += b;
                    back = (int) (link >>> 32);
                    if (back == 0) {
                      run.finish(gas);
                      return;
                    }
                    fp = (int) link;
                    gas += code[back];
                    pc = back + 1;
                    continue;
                  }
                case RETURN_ONE:
                  {
                    gas -= c;
                    if (gas < 0) {
                      gas += c;
                      throw outOfGas();
                    }
                    link = r[fp + a];
                    r[fp] = r[fp + code[pc]];
                    slots += b;
                    back = (int) (link >>> 32);
                    if (back == 0) {
                      run.finish(gas);
                      return;
                    }
                    fp = (int) link;
                    gas += code[back];
                    pc = back + 1;
                    continue;
                  }
                case RETURN_MANY:
                  {
                    gas -= c;
                    if (gas < 0) {
                      gas += c;
                      throw outOfGas();
                    }
                    link = r[fp + a];
                    System.arraycopy(r, fp + code[pc], r, fp, code[pc + 1]);
                    slots += b;
                    back = (int) (link >>> 32);
                    if (back == 0) {
                      run.finish(gas);
                      return;
                    }
                    fp = (int) link;
                    gas += code[back];
                    pc = back + 1;
                    continue;
                  }
                case CHARGE:
                  {
                    gas -= (a & LOW) | ((long) b << 32);
                    if (gas < c) {
                      throw outOfGas();
                    }
                    continue;
                  }
                case UNREACHABLE:
                  {
                    throw Trap.of(TrapCode.UNREACHABLE);
                  }
                case EVENT:
                  {
                    if (gas < code[pc]) {
                      throw outOfGas();
                    }
                    run.event(pc - WORDS, gas - c);
                    pc += 1;
                    continue;
                  }
                case ENTER:
                  {
                    run.entered(pc - WORDS, gas + BIAS);
                    continue;
                  }
                case LEAVE:
                  {
                    run.leaving(pc - WORDS, gas - a);
                    continue;
                  }
                case NUMERIC:
                  {
                    r[fp + a] = Numerics.compute(code[pc], r[fp + b], r[fp + c]);
                    pc += 1;
                    continue;
                  }
                case VECTOR:
                  {
                    int selector = code[pc + 1];
                    int third = (selector & LANE_FLAG) != 0 ? code[pc] : fp + code[pc];
                    SimdOps.execute(selector & ~LANE_FLAG, r, fp + a, fp + b, fp + c, third);
                    pc += 2;
                    continue;
                  }
                case RARE:
                  {
                    gas = RareOps.execute(run, code, pc - WORDS, r, fp + a, gas);
                    mem = run.memory();
                    size = run.memorySize();
                    pc += 6;
                    continue;
                  }
                case LOAD8_U_OFF:
                  {
                    long ea = ((r[fp + b] + c) & LOW) + code[pc];
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = mem[(int) ea] & 0xFF;
                    pc += 1;
                    continue;
                  }
                case LOAD8_U_SUM:
                  {
                    long ea = ((r[fp + b] + r[fp + c]) & LOW) + code[pc];
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = mem[(int) ea] & 0xFF;
                    pc += 1;
                    continue;
                  }
                case LOAD32_S_OFF:
                  {
                    long ea = ((r[fp + b] + c) & LOW) + code[pc];
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = (int) INTS.get(mem, (int) ea);
                    pc += 1;
                    continue;
                  }
                case LOAD32_S_SUM:
                  {
                    long ea = ((r[fp + b] + r[fp + c]) & LOW) + code[pc];
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = (int) INTS.get(mem, (int) ea);
                    pc += 1;
                    continue;
                  }
                case LOAD64_OFF:
                  {
                    long ea = ((r[fp + b] + c) & LOW) + code[pc];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = (long) LONGS.get(mem, (int) ea);
                    pc += 1;
                    continue;
                  }
                case LOAD64_SUM:
                  {
                    long ea = ((r[fp + b] + r[fp + c]) & LOW) + code[pc];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = (long) LONGS.get(mem, (int) ea);
                    pc += 1;
                    continue;
                  }
                case LOAD32_S_SCALED:
                  {
                    long ea = (((r[fp + b] << (c & 31)) + code[pc]) & LOW) + code[pc + 1];
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    r[fp + a] = (int) INTS.get(mem, (int) ea);
                    pc += 2;
                    continue;
                  }
                case I32_SHL_ADD_IMM:
                  {
                    r[fp + a] = ((int) r[fp + b] << c) + code[pc];
                    pc += 1;
                    continue;
                  }
                case I64_MUL_ADD:
                  {
                    r[fp + a] = r[fp + b] * r[fp + c] + r[fp + code[pc]];
                    pc += 1;
                    continue;
                  }
                case F64_MUL_ADD:
                  {
                    double product =
                        Double.longBitsToDouble(r[fp + b]) * Double.longBitsToDouble(r[fp + c]);
                    r[fp + a] = FloatOps.bits(Double.longBitsToDouble(r[fp + code[pc]]) + product);
                    pc += 1;
                    continue;
                  }
                case I64_ADD_STORE64:
                  {
                    long ea = (r[fp + a] & LOW) + code[pc];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    LONGS.set(mem, (int) ea, r[fp + b] + r[fp + c]);
                    pc += 1;
                    continue;
                  }
                case F64_ADD_STORE64:
                  {
                    long ea = (r[fp + a] & LOW) + code[pc];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    LONGS.set(mem, (int) ea, FloatOps.f64Add(r[fp + b], r[fp + c]));
                    pc += 1;
                    continue;
                  }
                case I64_XOR_STORE64:
                  {
                    long ea = (r[fp + a] & LOW) + code[pc];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    LONGS.set(mem, (int) ea, r[fp + b] ^ r[fp + c]);
                    pc += 1;
                    continue;
                  }
                case I32_XOR_STORE8:
                  {
                    long ea = (r[fp + a] & LOW) + code[pc];
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    mem[(int) ea] = (byte) (r[fp + b] ^ r[fp + c]);
                    pc += 1;
                    continue;
                  }
                case STORE8_IMM:
                  {
                    long ea = (r[fp + a] & LOW) + c;
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    mem[(int) ea] = (byte) b;
                    continue;
                  }
                case STORE32_IMM:
                  {
                    long ea = (r[fp + a] & LOW) + c;
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    INTS.set(mem, (int) ea, b);
                    continue;
                  }
                case STORE64_IMM:
                  {
                    long ea = (r[fp + a] & LOW) + c;
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    LONGS.set(mem, (int) ea, (long) b);
                    continue;
                  }
                case MOVE_TWO:
                  {
                    r[fp + a] = r[fp + b];
                    r[fp + c] = r[fp + code[pc]];
                    pc += 1;
                    continue;
                  }
                case I32_ROTL_XOR:
                  {
                    r[fp + a] = Integer.rotateLeft((int) r[fp + b], c) ^ (int) r[fp + code[pc]];
                    pc += 1;
                    continue;
                  }
                case I32_SHR_U_AND:
                  {
                    r[fp + a] = ((int) r[fp + b] >>> c) & code[pc];
                    pc += 1;
                    continue;
                  }
                case ADD_BRANCH_I32_NE:
                  {
                    int sum = (int) r[fp + b] + c;
                    r[fp + a] = sum;
                    if (sum != (int) r[fp + code[pc]]) {
                      at = pc + 2;
                      break branch;
                    }
                    pc += 4;
                    continue;
                  }
                case ADD_BRANCH_I32_NE_IMM:
                  {
                    int sum = (int) r[fp + b] + c;
                    r[fp + a] = sum;
                    if (sum != code[pc]) {
                      at = pc + 2;
                      break branch;
                    }
                    pc += 4;
                    continue;
                  }
                case ADD_BRANCH_I32_LT_S:
                  {
                    int sum = (int) r[fp + b] + c;
                    r[fp + a] = sum;
                    if (sum < (int) r[fp + code[pc]]) {
                      at = pc + 2;
                      break branch;
                    }
                    pc += 4;
                    continue;
                  }
                case ADD_BRANCH_I32_LT_U:
                  {
                    int sum = (int) r[fp + b] + c;
                    r[fp + a] = sum;
                    if (Integer.compareUnsigned(sum, (int) r[fp + code[pc]]) < 0) {
                      at = pc + 2;
                      break branch;
                    }
                    pc += 4;
                    continue;
                  }
                case ADD_BRANCH_I32_GE_U_IMM:
                  {
                    int sum = (int) r[fp + b] + c;
                    r[fp + a] = sum;
                    if (Integer.compareUnsigned(sum, code[pc]) >= 0) {
                      at = pc + 2;
                      break branch;
                    }
                    pc += 4;
                    continue;
                  }
                case BRANCH_I64_EQ:
                case BRANCH_I64_NE:
                case BRANCH_I64_LT_S:
                case BRANCH_I64_GE_S:
                case BRANCH_I64_LT_U:
                case BRANCH_I64_GE_U:
                case BRANCH_I64_LT_S_IMM:
                case BRANCH_I64_GE_S_IMM:
                case BRANCH_I64_GE_U_IMM:
                  if (ColdOps.test(operation, r[fp + a], r, fp, b)) {
                    at = pc;
                    break branch;
                  }
                  pc += 2;
                  continue;

                default:
                  r[fp + a] = ColdOps.compute(operation, r[fp + b], r, fp, c);
                  continue;
              }
            }
            // A call: pay for what led here, then link the new frame to this one.
            gas -= code[back];
            if (gas < 0) {
              gas += code[back];
              throw outOfGas();
            }
            gasBack = code[back];
            link = ((long) back << 32) | fp;
          }
          // The start of a function.
          slots -= code[entry];
          if (slots < floor || cancelled[0]) {
            gas += gasBack;
            r = run.makeRoom(slots, pc - WORDS, r, fp, link);
            gas -= gasBack;
            floor = run.floor();
          }
          fp = frame;
          r[fp + code[entry + 1]] = link;
          int clear = fp + code[entry + 2];
          for (int end = clear + code[entry + 3]; clear < end; clear++) {
            r[clear] = 0;
          }
          pc = entry + HEADER_WORDS;
          gas -= BIAS;
          continue;
        }
        // A taken branch.
        gas -= code[at];
        if (gas < code[at + 1]) {
          gas += code[at];
          throw outOfGas();
        }
        int target = code[at - 1];
        if (target < pc && cancelled[0]) {
          gas += code[at];
          throw Trap.of(TrapCode.CANCELLED);
        }
        pc = target;
      }
    } catch (Trap trap) {
      throw run.stopped(trap, pc - WORDS, r, fp, gas);
    }
  }
}
