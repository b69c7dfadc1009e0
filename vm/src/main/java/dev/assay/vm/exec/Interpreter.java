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
 * is in other methods and keeps its state in {@link Run}. A taken branch, a call and the start of a
 * function are shared tails behind the switch, reached by {@code break}, to save bytecode.
 *
 * <p>The gas counter is off the exact figure, see {@link dev.assay.vm.code.Translator}. Whoever
 * throws leaves the position at the instruction and the counter as it was there, so that {@link
 * Run#stopped} finds both.
 */
public final class Interpreter {
  private static final long LOW = 0xFFFF_FFFFL;

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
        branch:
        {
          enter:
          {
            call:
            {
              switch (code[pc]) {
                case CONST:
                  {
                    r[fp + code[pc + 1]] = code[pc + 2];
                    pc += 4;
                    continue;
                  }
                case CONST_WIDE:
                  {
                    r[fp + code[pc + 1]] = (code[pc + 2] & LOW) | ((long) code[pc + 3] << 32);
                    pc += 4;
                    continue;
                  }
                case MOVE:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]];
                    pc += 4;
                    continue;
                  }
                case SELECT:
                  {
                    r[fp + code[pc + 1]] =
                        (int) r[fp + code[pc + 4]] != 0
                            ? r[fp + code[pc + 2]]
                            : r[fp + code[pc + 3]];
                    pc += 5;
                    continue;
                  }
                case GLOBAL_GET:
                  {
                    r[fp + code[pc + 1]] = globals[code[pc + 2]].bits();
                    pc += 4;
                    continue;
                  }
                case GLOBAL_SET:
                  {
                    globals[code[pc + 1]].bits(r[fp + code[pc + 2]]);
                    pc += 4;
                    continue;
                  }
                case LOAD8_S:
                  {
                    long ea = (r[fp + code[pc + 2]] & LOW) + code[pc + 3];
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = mem[(int) ea];
                    pc += 4;
                    continue;
                  }
                case LOAD8_U:
                  {
                    long ea = (r[fp + code[pc + 2]] & LOW) + code[pc + 3];
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = mem[(int) ea] & 0xFF;
                    pc += 4;
                    continue;
                  }
                case LOAD16_S:
                  {
                    long ea = (r[fp + code[pc + 2]] & LOW) + code[pc + 3];
                    if (ea + 2 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = (short) SHORTS.get(mem, (int) ea);
                    pc += 4;
                    continue;
                  }
                case LOAD16_U:
                  {
                    long ea = (r[fp + code[pc + 2]] & LOW) + code[pc + 3];
                    if (ea + 2 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = (short) SHORTS.get(mem, (int) ea) & 0xFFFF;
                    pc += 4;
                    continue;
                  }
                case LOAD32_S:
                  {
                    long ea = (r[fp + code[pc + 2]] & LOW) + code[pc + 3];
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = (int) INTS.get(mem, (int) ea);
                    pc += 4;
                    continue;
                  }
                case LOAD32_U:
                  {
                    long ea = (r[fp + code[pc + 2]] & LOW) + code[pc + 3];
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = (int) INTS.get(mem, (int) ea) & LOW;
                    pc += 4;
                    continue;
                  }
                case LOAD64:
                  {
                    long ea = (r[fp + code[pc + 2]] & LOW) + code[pc + 3];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = (long) LONGS.get(mem, (int) ea);
                    pc += 4;
                    continue;
                  }
                case STORE8:
                  {
                    long ea = (r[fp + code[pc + 1]] & LOW) + code[pc + 3];
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    mem[(int) ea] = (byte) r[fp + code[pc + 2]];
                    pc += 4;
                    continue;
                  }
                case STORE16:
                  {
                    long ea = (r[fp + code[pc + 1]] & LOW) + code[pc + 3];
                    if (ea + 2 > size) {
                      throw outOfBounds();
                    }
                    SHORTS.set(mem, (int) ea, (short) r[fp + code[pc + 2]]);
                    pc += 4;
                    continue;
                  }
                case STORE32:
                  {
                    long ea = (r[fp + code[pc + 1]] & LOW) + code[pc + 3];
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    INTS.set(mem, (int) ea, (int) r[fp + code[pc + 2]]);
                    pc += 4;
                    continue;
                  }
                case STORE64:
                  {
                    long ea = (r[fp + code[pc + 1]] & LOW) + code[pc + 3];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    LONGS.set(mem, (int) ea, r[fp + code[pc + 2]]);
                    pc += 4;
                    continue;
                  }
                case I32_ADD:
                  {
                    r[fp + code[pc + 1]] = (int) r[fp + code[pc + 2]] + (int) r[fp + code[pc + 3]];
                    pc += 4;
                    continue;
                  }
                case I32_ADD_IMM:
                  {
                    r[fp + code[pc + 1]] = (int) r[fp + code[pc + 2]] + code[pc + 3];
                    pc += 4;
                    continue;
                  }
                case I32_SUB:
                  {
                    r[fp + code[pc + 1]] = (int) r[fp + code[pc + 2]] - (int) r[fp + code[pc + 3]];
                    pc += 4;
                    continue;
                  }
                case I32_MUL:
                  {
                    r[fp + code[pc + 1]] = (int) r[fp + code[pc + 2]] * (int) r[fp + code[pc + 3]];
                    pc += 4;
                    continue;
                  }
                case I32_AND:
                  {
                    r[fp + code[pc + 1]] = (int) r[fp + code[pc + 2]] & (int) r[fp + code[pc + 3]];
                    pc += 4;
                    continue;
                  }
                case I32_AND_IMM:
                  {
                    r[fp + code[pc + 1]] = (int) r[fp + code[pc + 2]] & code[pc + 3];
                    pc += 4;
                    continue;
                  }
                case I32_XOR:
                  {
                    r[fp + code[pc + 1]] = (int) r[fp + code[pc + 2]] ^ (int) r[fp + code[pc + 3]];
                    pc += 4;
                    continue;
                  }
                case I32_SHL_IMM:
                  {
                    r[fp + code[pc + 1]] = (int) r[fp + code[pc + 2]] << code[pc + 3];
                    pc += 4;
                    continue;
                  }
                case I32_SHR_S_IMM:
                  {
                    r[fp + code[pc + 1]] = (int) r[fp + code[pc + 2]] >> code[pc + 3];
                    pc += 4;
                    continue;
                  }
                case I32_SHR_U_IMM:
                  {
                    r[fp + code[pc + 1]] = (int) r[fp + code[pc + 2]] >>> code[pc + 3];
                    pc += 4;
                    continue;
                  }
                case I32_ROTL_IMM:
                  {
                    r[fp + code[pc + 1]] =
                        Integer.rotateLeft((int) r[fp + code[pc + 2]], code[pc + 3]);
                    pc += 4;
                    continue;
                  }
                case I64_ADD:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]] + r[fp + code[pc + 3]];
                    pc += 4;
                    continue;
                  }
                case I64_ADD_IMM:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]] + code[pc + 3];
                    pc += 4;
                    continue;
                  }
                case I64_SUB:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]] - r[fp + code[pc + 3]];
                    pc += 4;
                    continue;
                  }
                case I64_MUL:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]] * r[fp + code[pc + 3]];
                    pc += 4;
                    continue;
                  }
                case I64_AND:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]] & r[fp + code[pc + 3]];
                    pc += 4;
                    continue;
                  }
                case I64_AND_IMM:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]] & code[pc + 3];
                    pc += 4;
                    continue;
                  }
                case I64_XOR:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]] ^ r[fp + code[pc + 3]];
                    pc += 4;
                    continue;
                  }
                case I64_XOR_IMM:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]] ^ code[pc + 3];
                    pc += 4;
                    continue;
                  }
                case I64_SHL_IMM:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]] << code[pc + 3];
                    pc += 4;
                    continue;
                  }
                case I64_SHR_U_IMM:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]] >>> code[pc + 3];
                    pc += 4;
                    continue;
                  }
                case I64_ROTL:
                  {
                    r[fp + code[pc + 1]] =
                        Long.rotateLeft(r[fp + code[pc + 2]], (int) r[fp + code[pc + 3]]);
                    pc += 4;
                    continue;
                  }
                case I64_ROTL_IMM:
                  {
                    r[fp + code[pc + 1]] = Long.rotateLeft(r[fp + code[pc + 2]], code[pc + 3]);
                    pc += 4;
                    continue;
                  }
                case I64_EXTEND_I32_S:
                  {
                    r[fp + code[pc + 1]] = (int) r[fp + code[pc + 2]];
                    pc += 4;
                    continue;
                  }
                case I64_EXTEND_I32_U:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]] & LOW;
                    pc += 4;
                    continue;
                  }
                case F64_ADD:
                  {
                    r[fp + code[pc + 1]] =
                        FloatOps.f64Add(r[fp + code[pc + 2]], r[fp + code[pc + 3]]);
                    pc += 4;
                    continue;
                  }
                case F64_SUB:
                  {
                    r[fp + code[pc + 1]] =
                        FloatOps.f64Sub(r[fp + code[pc + 2]], r[fp + code[pc + 3]]);
                    pc += 4;
                    continue;
                  }
                case F64_MUL:
                  {
                    r[fp + code[pc + 1]] =
                        FloatOps.f64Mul(r[fp + code[pc + 2]], r[fp + code[pc + 3]]);
                    pc += 4;
                    continue;
                  }
                case I32_EQ_IMM:
                  {
                    r[fp + code[pc + 1]] = (int) r[fp + code[pc + 2]] == code[pc + 3] ? 1 : 0;
                    pc += 4;
                    continue;
                  }
                case I64_LT_U:
                  {
                    r[fp + code[pc + 1]] =
                        Long.compareUnsigned(r[fp + code[pc + 2]], r[fp + code[pc + 3]]) < 0
                            ? 1
                            : 0;
                    pc += 4;
                    continue;
                  }
                case I64_EQ_IMM:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]] == code[pc + 3] ? 1 : 0;
                    pc += 4;
                    continue;
                  }
                case BRANCH_I32_EQ:
                  {
                    if ((int) r[fp + code[pc + 1]] == (int) r[fp + code[pc + 2]]) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I32_NE:
                  {
                    if ((int) r[fp + code[pc + 1]] != (int) r[fp + code[pc + 2]]) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I32_LT_S:
                  {
                    if ((int) r[fp + code[pc + 1]] < (int) r[fp + code[pc + 2]]) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I32_GE_S:
                  {
                    if ((int) r[fp + code[pc + 1]] >= (int) r[fp + code[pc + 2]]) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I32_LT_U:
                  {
                    if (Integer.compareUnsigned(
                            (int) r[fp + code[pc + 1]], (int) r[fp + code[pc + 2]])
                        < 0) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I32_GE_U:
                  {
                    if (Integer.compareUnsigned(
                            (int) r[fp + code[pc + 1]], (int) r[fp + code[pc + 2]])
                        >= 0) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I32_EQ_IMM:
                  {
                    if ((int) r[fp + code[pc + 1]] == code[pc + 2]) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I32_NE_IMM:
                  {
                    if ((int) r[fp + code[pc + 1]] != code[pc + 2]) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I32_LT_S_IMM:
                  {
                    if ((int) r[fp + code[pc + 1]] < code[pc + 2]) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I32_GE_S_IMM:
                  {
                    if ((int) r[fp + code[pc + 1]] >= code[pc + 2]) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I32_LT_U_IMM:
                  {
                    if (Integer.compareUnsigned((int) r[fp + code[pc + 1]], code[pc + 2]) < 0) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I32_GE_U_IMM:
                  {
                    if (Integer.compareUnsigned((int) r[fp + code[pc + 1]], code[pc + 2]) >= 0) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I64_EQ_IMM:
                  {
                    if (r[fp + code[pc + 1]] == code[pc + 2]) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I64_NE_IMM:
                  {
                    if (r[fp + code[pc + 1]] != code[pc + 2]) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH_I64_LT_U_IMM:
                  {
                    if (Long.compareUnsigned(r[fp + code[pc + 1]], code[pc + 2]) < 0) {
                      at = pc + 4;
                      break branch;
                    }
                    pc += 6;
                    continue;
                  }
                case BRANCH:
                  {
                    at = pc + 2;
                    break branch;
                  }
                case BRANCH_TABLE:
                  {
                    int choice = (int) r[fp + code[pc + 1]];
                    int last = code[pc + 2];
                    at = pc + 4 + 3 * (Integer.compareUnsigned(choice, last) < 0 ? choice : last);
                    break branch;
                  }
                case CALL:
                  {
                    entry = code[pc + 1];
                    frame = fp + code[pc + 2];
                    back = pc + 3;
                    break call;
                  }
                case CALL_INDIRECT:
                  {
                    long handle =
                        run.indirect(instance, code[pc + 1], code[pc + 2], r[fp + code[pc + 3]]);
                    frame = fp + code[pc + 4];
                    if (handle < 0) {
                      entry = (int) ~handle;
                      back = pc + 5;
                      break call;
                    }
                    gas -= code[pc + 5];
                    if (gas < 0) {
                      gas += code[pc + 5];
                      throw outOfGas();
                    }
                    gas = run.callForeign(handle, frame, gas, slots) + code[pc + 5];
                    r = run.registers();
                    mem = run.memory();
                    size = run.memorySize();
                    floor = run.floor();
                    pc += 6;
                    continue;
                  }
                case CALL_IMPORT:
                  {
                    gas -= code[pc + 3];
                    if (gas < 0) {
                      gas += code[pc + 3];
                      throw outOfGas();
                    }
                    gas =
                        run.callImport(code[pc + 1], fp + code[pc + 2], gas, slots) + code[pc + 3];
                    r = run.registers();
                    mem = run.memory();
                    size = run.memorySize();
                    floor = run.floor();
                    pc += 4;
                    continue;
                  }
                case TAIL_CALL:
                  {
                    entry = code[pc + 1];
                    frame = fp;
                    gas -= code[pc + 6];
                    if (gas < 0) {
                      gas += code[pc + 6];
                      throw outOfGas();
                    }
                    link = r[fp + code[pc + 4]];
                    System.arraycopy(r, fp + code[pc + 2], r, fp, code[pc + 3]);
                    slots += code[pc + 5];
                    gasBack = code[pc + 6];
                    break enter;
                  }
                case TAIL_CALL_INDIRECT:
                  {
                    long handle =
                        run.indirect(instance, code[pc + 1], code[pc + 2], r[fp + code[pc + 3]]);
                    gas -= code[pc + 8];
                    if (gas < 0) {
                      gas += code[pc + 8];
                      throw outOfGas();
                    }
                    if (handle < 0) {
                      entry = (int) ~handle;
                      frame = fp;
                      link = r[fp + code[pc + 6]];
                      System.arraycopy(r, fp + code[pc + 4], r, fp, code[pc + 5]);
                      slots += code[pc + 7];
                      gasBack = code[pc + 8];
                      break enter;
                    }
                    gas = run.callForeign(handle, fp + code[pc + 4], gas, slots) + code[pc + 8];
                    r = run.registers();
                    mem = run.memory();
                    size = run.memorySize();
                    floor = run.floor();
                    pc += 9;
                    continue;
                  }
                case RETURN:
                  {
                    gas -= code[pc + 3];
                    if (gas < 0) {
                      gas += code[pc + 3];
                      throw outOfGas();
                    }
                    link = r[fp + code[pc + 1]];
                    slots += code[pc + 2];
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
                    gas -= code[pc + 3];
                    if (gas < 0) {
                      gas += code[pc + 3];
                      throw outOfGas();
                    }
                    link = r[fp + code[pc + 1]];
                    r[fp] = r[fp + code[pc + 4]];
                    slots += code[pc + 2];
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
                    gas -= code[pc + 3];
                    if (gas < 0) {
                      gas += code[pc + 3];
                      throw outOfGas();
                    }
                    link = r[fp + code[pc + 1]];
                    System.arraycopy(r, fp + code[pc + 4], r, fp, code[pc + 5]);
                    slots += code[pc + 2];
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
                    gas -= (code[pc + 1] & LOW) | ((long) code[pc + 2] << 32);
                    if (gas < code[pc + 3]) {
                      throw outOfGas();
                    }
                    pc += 4;
                    continue;
                  }
                case UNREACHABLE:
                  {
                    throw Trap.of(TrapCode.UNREACHABLE);
                  }
                case EVENT:
                  {
                    if (gas < code[pc + 4]) {
                      throw outOfGas();
                    }
                    run.event(pc, gas - code[pc + 3]);
                    pc += 5;
                    continue;
                  }
                case ENTER:
                  {
                    run.entered(pc, gas + BIAS);
                    pc += 4;
                    continue;
                  }
                case LEAVE:
                  {
                    run.leaving(pc, gas - code[pc + 1]);
                    pc += 4;
                    continue;
                  }
                case NUMERIC:
                  {
                    r[fp + code[pc + 1]] =
                        Numerics.compute(code[pc + 4], r[fp + code[pc + 2]], r[fp + code[pc + 3]]);
                    pc += 5;
                    continue;
                  }
                case VECTOR:
                  {
                    int selector = code[pc + 5];
                    int third = (selector & LANE_FLAG) != 0 ? code[pc + 4] : fp + code[pc + 4];
                    SimdOps.execute(
                        selector & ~LANE_FLAG,
                        r,
                        fp + code[pc + 1],
                        fp + code[pc + 2],
                        fp + code[pc + 3],
                        third);
                    pc += 6;
                    continue;
                  }
                case RARE:
                  {
                    gas = RareOps.execute(run, code, pc, r, fp + code[pc + 1], gas);
                    mem = run.memory();
                    size = run.memorySize();
                    pc += 10;
                    continue;
                  }
                case LOAD8_U_OFF:
                  {
                    long ea = ((r[fp + code[pc + 2]] + code[pc + 3]) & LOW) + code[pc + 4];
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = mem[(int) ea] & 0xFF;
                    pc += 5;
                    continue;
                  }
                case LOAD8_U_SUM:
                  {
                    long ea = ((r[fp + code[pc + 2]] + r[fp + code[pc + 3]]) & LOW) + code[pc + 4];
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = mem[(int) ea] & 0xFF;
                    pc += 5;
                    continue;
                  }
                case LOAD32_S_OFF:
                  {
                    long ea = ((r[fp + code[pc + 2]] + code[pc + 3]) & LOW) + code[pc + 4];
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = (int) INTS.get(mem, (int) ea);
                    pc += 5;
                    continue;
                  }
                case LOAD32_S_SUM:
                  {
                    long ea = ((r[fp + code[pc + 2]] + r[fp + code[pc + 3]]) & LOW) + code[pc + 4];
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = (int) INTS.get(mem, (int) ea);
                    pc += 5;
                    continue;
                  }
                case LOAD64_OFF:
                  {
                    long ea = ((r[fp + code[pc + 2]] + code[pc + 3]) & LOW) + code[pc + 4];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = (long) LONGS.get(mem, (int) ea);
                    pc += 5;
                    continue;
                  }
                case LOAD64_SUM:
                  {
                    long ea = ((r[fp + code[pc + 2]] + r[fp + code[pc + 3]]) & LOW) + code[pc + 4];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = (long) LONGS.get(mem, (int) ea);
                    pc += 5;
                    continue;
                  }
                case LOAD32_S_SCALED:
                  {
                    long ea =
                        (((r[fp + code[pc + 2]] << (code[pc + 3] & 31)) + code[pc + 4]) & LOW)
                            + code[pc + 5];
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    r[fp + code[pc + 1]] = (int) INTS.get(mem, (int) ea);
                    pc += 6;
                    continue;
                  }
                case I32_SHL_ADD_IMM:
                  {
                    r[fp + code[pc + 1]] =
                        ((int) r[fp + code[pc + 2]] << code[pc + 3]) + code[pc + 4];
                    pc += 5;
                    continue;
                  }
                case I64_MUL_ADD:
                  {
                    r[fp + code[pc + 1]] =
                        r[fp + code[pc + 2]] * r[fp + code[pc + 3]] + r[fp + code[pc + 4]];
                    pc += 5;
                    continue;
                  }
                case F64_MUL_ADD:
                  {
                    double product =
                        Double.longBitsToDouble(r[fp + code[pc + 2]])
                            * Double.longBitsToDouble(r[fp + code[pc + 3]]);
                    r[fp + code[pc + 1]] =
                        FloatOps.bits(Double.longBitsToDouble(r[fp + code[pc + 4]]) + product);
                    pc += 5;
                    continue;
                  }
                case I64_ADD_STORE64:
                  {
                    long ea = (r[fp + code[pc + 1]] & LOW) + code[pc + 4];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    LONGS.set(mem, (int) ea, r[fp + code[pc + 2]] + r[fp + code[pc + 3]]);
                    pc += 5;
                    continue;
                  }
                case F64_ADD_STORE64:
                  {
                    long ea = (r[fp + code[pc + 1]] & LOW) + code[pc + 4];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    LONGS.set(
                        mem, (int) ea, FloatOps.f64Add(r[fp + code[pc + 2]], r[fp + code[pc + 3]]));
                    pc += 5;
                    continue;
                  }
                case I64_XOR_STORE64:
                  {
                    long ea = (r[fp + code[pc + 1]] & LOW) + code[pc + 4];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    LONGS.set(mem, (int) ea, r[fp + code[pc + 2]] ^ r[fp + code[pc + 3]]);
                    pc += 5;
                    continue;
                  }
                case I32_XOR_STORE8:
                  {
                    long ea = (r[fp + code[pc + 1]] & LOW) + code[pc + 4];
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    mem[(int) ea] = (byte) (r[fp + code[pc + 2]] ^ r[fp + code[pc + 3]]);
                    pc += 5;
                    continue;
                  }
                case STORE8_IMM:
                  {
                    long ea = (r[fp + code[pc + 1]] & LOW) + code[pc + 3];
                    if (ea + 1 > size) {
                      throw outOfBounds();
                    }
                    mem[(int) ea] = (byte) code[pc + 2];
                    pc += 4;
                    continue;
                  }
                case STORE32_IMM:
                  {
                    long ea = (r[fp + code[pc + 1]] & LOW) + code[pc + 3];
                    if (ea + 4 > size) {
                      throw outOfBounds();
                    }
                    INTS.set(mem, (int) ea, code[pc + 2]);
                    pc += 4;
                    continue;
                  }
                case STORE64_IMM:
                  {
                    long ea = (r[fp + code[pc + 1]] & LOW) + code[pc + 3];
                    if (ea + 8 > size) {
                      throw outOfBounds();
                    }
                    LONGS.set(mem, (int) ea, (long) code[pc + 2]);
                    pc += 4;
                    continue;
                  }
                case MOVE_TWO:
                  {
                    r[fp + code[pc + 1]] = r[fp + code[pc + 2]];
                    r[fp + code[pc + 3]] = r[fp + code[pc + 4]];
                    pc += 5;
                    continue;
                  }
                case I32_ROTL_XOR:
                  {
                    r[fp + code[pc + 1]] =
                        Integer.rotateLeft((int) r[fp + code[pc + 2]], code[pc + 3])
                            ^ (int) r[fp + code[pc + 4]];
                    pc += 5;
                    continue;
                  }
                case I32_SHR_U_AND:
                  {
                    r[fp + code[pc + 1]] =
                        ((int) r[fp + code[pc + 2]] >>> code[pc + 3]) & code[pc + 4];
                    pc += 5;
                    continue;
                  }
                case ADD_BRANCH_I32_NE:
                  {
                    int sum = (int) r[fp + code[pc + 2]] + code[pc + 3];
                    r[fp + code[pc + 1]] = sum;
                    if (sum != (int) r[fp + code[pc + 4]]) {
                      at = pc + 6;
                      break branch;
                    }
                    pc += 8;
                    continue;
                  }
                case ADD_BRANCH_I32_NE_IMM:
                  {
                    int sum = (int) r[fp + code[pc + 2]] + code[pc + 3];
                    r[fp + code[pc + 1]] = sum;
                    if (sum != code[pc + 4]) {
                      at = pc + 6;
                      break branch;
                    }
                    pc += 8;
                    continue;
                  }
                case ADD_BRANCH_I32_LT_S:
                  {
                    int sum = (int) r[fp + code[pc + 2]] + code[pc + 3];
                    r[fp + code[pc + 1]] = sum;
                    if (sum < (int) r[fp + code[pc + 4]]) {
                      at = pc + 6;
                      break branch;
                    }
                    pc += 8;
                    continue;
                  }
                case ADD_BRANCH_I32_LT_U:
                  {
                    int sum = (int) r[fp + code[pc + 2]] + code[pc + 3];
                    r[fp + code[pc + 1]] = sum;
                    if (Integer.compareUnsigned(sum, (int) r[fp + code[pc + 4]]) < 0) {
                      at = pc + 6;
                      break branch;
                    }
                    pc += 8;
                    continue;
                  }
                case ADD_BRANCH_I32_GE_U_IMM:
                  {
                    int sum = (int) r[fp + code[pc + 2]] + code[pc + 3];
                    r[fp + code[pc + 1]] = sum;
                    if (Integer.compareUnsigned(sum, code[pc + 4]) >= 0) {
                      at = pc + 6;
                      break branch;
                    }
                    pc += 8;
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
                  if (ColdOps.test(code[pc], r[fp + code[pc + 1]], r, fp, code[pc + 2])) {
                    at = pc + 4;
                    break branch;
                  }
                  pc += 6;
                  continue;

                default:
                  r[fp + code[pc + 1]] =
                      ColdOps.compute(code[pc], r[fp + code[pc + 2]], r, fp, code[pc + 3]);
                  pc += 4;
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
            r = run.makeRoom(slots, pc, r, fp, link);
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
        if (target <= pc && cancelled[0]) {
          gas += code[at];
          throw Trap.of(TrapCode.CANCELLED);
        }
        pc = target;
      }
    } catch (Trap trap) {
      throw run.stopped(trap, pc, r, fp, gas);
    }
  }
}
