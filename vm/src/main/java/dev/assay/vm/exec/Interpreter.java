package dev.assay.vm.exec;

import static dev.assay.vm.code.Ir.*;
import static dev.assay.vm.code.Translator.BIAS;

import dev.assay.vm.runtime.FunctionReference;
import dev.assay.vm.runtime.Global;
import dev.assay.vm.runtime.Instance;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Runs translated code: one loop with one switch and its own stack of frames. What is rare is not
 * in the loop but in {@link Steps}, what stops a run in {@link Run}.
 *
 * <p>The loop is written for HotSpot's optimizing compiler, which four rules make good code of:
 *
 * <ul>
 *   <li>It stays below 8,000 bytes of bytecode, beyond which a method is never compiled.
 *   <li>It calls nothing that might not be inlined, hot or cold. A value that lives across a call
 *       cannot stay in a register, and the allocator then keeps it in memory everywhere. What it
 *       calls is intrinsic or forced: {@code doubleToLongBits} is the NaN rule of {@link FloatOps}.
 *       For the same reason it throws nothing: the loop is left, with the state as it was before
 *       the instruction, and its caller does the rest.
 *   <li>Only the position, the frame and the gas counter change from turn to turn. All else is
 *       constant in the loop, and what an instruction must change it changes in an array.
 *   <li>What two cases compute alike from the position is computed before the switch, for all of
 *       them. So all instructions have the same three operands at the same places, and what only
 *       some have is read at an index that no other operation shares.
 * </ul>
 *
 * <p>The gas counter is off the exact figure, see {@link dev.assay.vm.code.Translator}. Whoever
 * stops the run leaves the position at the instruction and the counter as it was there, so that
 * {@link Run#stopped} finds both.
 */
public final class Interpreter {
  private static final long LOW = 0xFFFF_FFFFL;

  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle FLAGS =
      MethodHandles.arrayElementVarHandle(boolean[].class).withInvokeExactBehavior();

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

  /** Why the loop was left. */
  private enum Exit {
    /** The first frame has returned. */
    DONE,
    /** The instruction is one of {@link Steps}. */
    STEP,
    /** A call needs more registers, or must not happen. */
    NO_ROOM,
    OUT_OF_GAS,
    OUT_OF_BOUNDS,
    CANCELLED
  }

  /** Runs from where the run stands until its first frame returns. */
  static void run(int[] code, Run run) {
    try {
      boolean more = true;
      while (more) {
        more =
            switch (loop(code, run.registers(), run.memory(), run.memorySize(), run)) {
              case DONE -> false;
              case STEP -> Steps.execute(code, run);
              case NO_ROOM -> run.makeRoom();
              case OUT_OF_GAS -> throw Trap.of(TrapCode.OUT_OF_GAS);
              case OUT_OF_BOUNDS -> throw Trap.of(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS);
              case CANCELLED -> throw Trap.of(TrapCode.CANCELLED);
            };
      }
      run.finish();
    } catch (Trap trap) {
      throw run.stopped(trap);
    }
  }

  @SuppressWarnings({
    "LabelledBreakTarget", // the tails behind the switch
    "NarrowCalculation", // an i32 product has 32 bits
    "StatementSwitchToExpressionSwitch" // cases break to the tails
  })
  private static Exit loop(int[] code, long[] r, byte[] mem, int size, Run run) {
    Global[] globals = run.globals;
    boolean[] cancelled = run.cancelled;
    int[] budget = run.budget;
    // The first addresses at which an access of one, two, four or eight bytes ends too late.
    int end1 = size;
    int end2 = Math.max(0, size - 1);
    int end4 = Math.max(0, size - 3);
    int end8 = Math.max(0, size - 7);
    int pc = run.pc;
    int fp = run.fp;
    long gas = run.gas;
    Exit exit;
    // Known here, so not asked again by each access.
    Objects.checkIndex(0, mem.length - 7);
    Objects.checkIndex(0, mem.length - 3);
    Objects.checkIndex(0, mem.length - 1);
    leave:
    {
      done:
      {
        noRoom:
        {
          cancelled:
          {
            outOfBounds:
            {
              outOfGas:
              {
                while (true) {
                  int op = code[pc];
                  int c = code[pc + 3];
                  int b = fp + code[pc + 2];
                  int a = fp + code[pc + 1];
                  // The same words again, at an index that no two operations compute alike.
                  int own = pc + 8 * op;
                  taken:
                  {
                    eight:
                    {
                      six:
                      {
                        switch (op) {
                          case CONST:
                            {
                              r[a] = c;
                              break;
                            }
                          case CONST_WIDE:
                            {
                              r[a] = (code[own + (2 - 8 * CONST_WIDE)] & LOW) | ((long) c << 32);
                              break;
                            }
                          case MOVE:
                            {
                              r[a] = r[b];
                              break;
                            }
                          case SELECT:
                            {
                              r[a] =
                                  (int) r[fp + code[own + (4 - 8 * SELECT)]] != 0
                                      ? r[b]
                                      : r[fp + c];
                              break six;
                            }
                          case GLOBAL_GET:
                            {
                              r[a] = globals[code[own + (2 - 8 * GLOBAL_GET)]].bits();
                              break;
                            }
                          case GLOBAL_SET:
                            {
                              globals[code[own + (1 - 8 * GLOBAL_SET)]].bits(r[b]);
                              break;
                            }
                          case LOAD8_S:
                            {
                              int base = (int) r[b];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end1) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = mem[ea];
                              break;
                            }
                          case LOAD8_U:
                            {
                              int base = (int) r[b];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end1) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = mem[ea] & 0xFF;
                              break;
                            }
                          case LOAD16_S:
                            {
                              int base = (int) r[b];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end2) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = (short) SHORTS.get(mem, ea);
                              break;
                            }
                          case LOAD16_U:
                            {
                              int base = (int) r[b];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end2) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = (short) SHORTS.get(mem, ea) & 0xFFFF;
                              break;
                            }
                          case LOAD32_S:
                            {
                              int base = (int) r[b];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end4) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = (int) INTS.get(mem, ea);
                              break;
                            }
                          case LOAD32_U:
                            {
                              int base = (int) r[b];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end4) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = (int) INTS.get(mem, ea) & LOW;
                              break;
                            }
                          case LOAD64:
                            {
                              int base = (int) r[b];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end8) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = (long) LONGS.get(mem, ea);
                              break;
                            }
                          case STORE8:
                            {
                              int base = (int) r[a];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end1) >= 0) {
                                break outOfBounds;
                              }
                              mem[ea] = (byte) (r[b]);
                              break;
                            }
                          case STORE16:
                            {
                              int base = (int) r[a];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end2) >= 0) {
                                break outOfBounds;
                              }
                              SHORTS.set(mem, ea, (short) (r[b]));
                              break;
                            }
                          case STORE32:
                            {
                              int base = (int) r[a];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end4) >= 0) {
                                break outOfBounds;
                              }
                              INTS.set(mem, ea, (int) (r[b]));
                              break;
                            }
                          case STORE64:
                            {
                              int base = (int) r[a];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end8) >= 0) {
                                break outOfBounds;
                              }
                              LONGS.set(mem, ea, r[b]);
                              break;
                            }
                          case I32_ADD:
                            {
                              r[a] = (int) r[b] + (int) r[fp + c];
                              break;
                            }
                          case I32_SUB:
                            {
                              r[a] = (int) r[b] - (int) r[fp + c];
                              break;
                            }
                          case I32_MUL:
                            {
                              r[a] = (int) r[b] * (int) r[fp + c];
                              break;
                            }
                          case I32_AND:
                            {
                              r[a] = (int) r[b] & (int) r[fp + c];
                              break;
                            }
                          case I32_OR:
                            {
                              r[a] = (int) r[b] | (int) r[fp + c];
                              break;
                            }
                          case I32_XOR:
                            {
                              r[a] = (int) r[b] ^ (int) r[fp + c];
                              break;
                            }
                          case I32_SHL:
                            {
                              r[a] = (int) r[b] << (int) r[fp + c];
                              break;
                            }
                          case I32_SHR_S:
                            {
                              r[a] = (int) r[b] >> (int) r[fp + c];
                              break;
                            }
                          case I32_SHR_U:
                            {
                              r[a] = (int) r[b] >>> (int) r[fp + c];
                              break;
                            }
                          case I32_ROTL:
                            {
                              int value = (int) r[b];
                              int bits = (int) r[fp + c];
                              r[a] = (value << bits) | (value >>> -bits);
                              break;
                            }
                          case I64_ADD:
                            {
                              r[a] = r[b] + r[fp + c];
                              break;
                            }
                          case I64_SUB:
                            {
                              r[a] = r[b] - r[fp + c];
                              break;
                            }
                          case I64_MUL:
                            {
                              r[a] = r[b] * r[fp + c];
                              break;
                            }
                          case I64_AND:
                            {
                              r[a] = r[b] & r[fp + c];
                              break;
                            }
                          case I64_OR:
                            {
                              r[a] = r[b] | r[fp + c];
                              break;
                            }
                          case I64_XOR:
                            {
                              r[a] = r[b] ^ r[fp + c];
                              break;
                            }
                          case I64_SHL:
                            {
                              r[a] = r[b] << (int) r[fp + c];
                              break;
                            }
                          case I64_SHR_S:
                            {
                              r[a] = r[b] >> (int) r[fp + c];
                              break;
                            }
                          case I64_SHR_U:
                            {
                              r[a] = r[b] >>> (int) r[fp + c];
                              break;
                            }
                          case I64_ROTL:
                            {
                              long value = r[b];
                              int bits = (int) r[fp + c];
                              r[a] = (value << bits) | (value >>> -bits);
                              break;
                            }
                          case I32_ADD_IMM:
                            {
                              r[a] = (int) r[b] + c;
                              break;
                            }
                          case I32_MUL_IMM:
                            {
                              r[a] = (int) r[b] * c;
                              break;
                            }
                          case I32_AND_IMM:
                            {
                              r[a] = (int) r[b] & c;
                              break;
                            }
                          case I32_OR_IMM:
                            {
                              r[a] = (int) r[b] | c;
                              break;
                            }
                          case I32_XOR_IMM:
                            {
                              r[a] = (int) r[b] ^ c;
                              break;
                            }
                          case I32_SHL_IMM:
                            {
                              r[a] = (int) r[b] << c;
                              break;
                            }
                          case I32_SHR_S_IMM:
                            {
                              r[a] = (int) r[b] >> c;
                              break;
                            }
                          case I32_SHR_U_IMM:
                            {
                              r[a] = (int) r[b] >>> c;
                              break;
                            }
                          case I32_ROTL_IMM:
                            {
                              int value = (int) r[b];
                              r[a] = (value << c) | (value >>> -c);
                              break;
                            }
                          case I64_ADD_IMM:
                            {
                              r[a] = r[b] + c;
                              break;
                            }
                          case I64_MUL_IMM:
                            {
                              r[a] = r[b] * c;
                              break;
                            }
                          case I64_AND_IMM:
                            {
                              r[a] = r[b] & c;
                              break;
                            }
                          case I64_OR_IMM:
                            {
                              r[a] = r[b] | c;
                              break;
                            }
                          case I64_XOR_IMM:
                            {
                              r[a] = r[b] ^ c;
                              break;
                            }
                          case I64_SHL_IMM:
                            {
                              r[a] = r[b] << c;
                              break;
                            }
                          case I64_SHR_S_IMM:
                            {
                              r[a] = r[b] >> c;
                              break;
                            }
                          case I64_SHR_U_IMM:
                            {
                              r[a] = r[b] >>> c;
                              break;
                            }
                          case I64_ROTL_IMM:
                            {
                              long value = r[b];
                              r[a] = (value << c) | (value >>> -c);
                              break;
                            }
                          case I64_EXTEND_I32_S:
                            {
                              r[a] = (int) r[b];
                              break;
                            }
                          case I64_EXTEND_I32_U:
                            {
                              r[a] = r[b] & LOW;
                              break;
                            }
                          case EXTEND8:
                            {
                              r[a] = (byte) r[b];
                              break;
                            }
                          case EXTEND16:
                            {
                              r[a] = (short) r[b];
                              break;
                            }
                          case I32_ROTR:
                            {
                              int value = (int) r[b];
                              int bits = (int) r[fp + c];
                              r[a] = (value >>> bits) | (value << -bits);
                              break;
                            }
                          case I64_ROTR:
                            {
                              long value = r[b];
                              long bits = r[fp + c];
                              r[a] = (value >>> bits) | (value << -bits);
                              break;
                            }
                          case I32_CLZ:
                            {
                              r[a] = Integer.numberOfLeadingZeros((int) r[b]);
                              break;
                            }
                          case I32_CTZ:
                            {
                              r[a] = Integer.numberOfTrailingZeros((int) r[b]);
                              break;
                            }
                          case I32_POPCNT:
                            {
                              r[a] = Integer.bitCount((int) r[b]);
                              break;
                            }
                          case I64_CLZ:
                            {
                              r[a] = Long.numberOfLeadingZeros(r[b]);
                              break;
                            }
                          case I64_CTZ:
                            {
                              r[a] = Long.numberOfTrailingZeros(r[b]);
                              break;
                            }
                          case I64_POPCNT:
                            {
                              r[a] = Long.bitCount(r[b]);
                              break;
                            }
                          case F32_EQ:
                            {
                              r[a] =
                                  Float.intBitsToFloat((int) r[b])
                                          == Float.intBitsToFloat((int) r[fp + c])
                                      ? 1
                                      : 0;
                              break;
                            }
                          case F32_NE:
                            {
                              r[a] =
                                  Float.intBitsToFloat((int) r[b])
                                          != Float.intBitsToFloat((int) r[fp + c])
                                      ? 1
                                      : 0;
                              break;
                            }
                          case F32_LT:
                            {
                              r[a] =
                                  Float.intBitsToFloat((int) r[b])
                                          < Float.intBitsToFloat((int) r[fp + c])
                                      ? 1
                                      : 0;
                              break;
                            }
                          case F32_LE:
                            {
                              r[a] =
                                  Float.intBitsToFloat((int) r[b])
                                          <= Float.intBitsToFloat((int) r[fp + c])
                                      ? 1
                                      : 0;
                              break;
                            }
                          case F64_EQ:
                            {
                              r[a] =
                                  Double.longBitsToDouble(r[b])
                                          == Double.longBitsToDouble(r[fp + c])
                                      ? 1
                                      : 0;
                              break;
                            }
                          case F64_NE:
                            {
                              r[a] =
                                  Double.longBitsToDouble(r[b])
                                          != Double.longBitsToDouble(r[fp + c])
                                      ? 1
                                      : 0;
                              break;
                            }
                          case F64_LT:
                            {
                              r[a] =
                                  Double.longBitsToDouble(r[b]) < Double.longBitsToDouble(r[fp + c])
                                      ? 1
                                      : 0;
                              break;
                            }
                          case F64_LE:
                            {
                              r[a] =
                                  Double.longBitsToDouble(r[b])
                                          <= Double.longBitsToDouble(r[fp + c])
                                      ? 1
                                      : 0;
                              break;
                            }
                          case F32_ADD:
                            {
                              r[a] =
                                  Float.floatToIntBits(
                                      Float.intBitsToFloat((int) r[b])
                                          + Float.intBitsToFloat((int) r[fp + c]));
                              break;
                            }
                          case F32_SUB:
                            {
                              r[a] =
                                  Float.floatToIntBits(
                                      Float.intBitsToFloat((int) r[b])
                                          - Float.intBitsToFloat((int) r[fp + c]));
                              break;
                            }
                          case F32_MUL:
                            {
                              r[a] =
                                  Float.floatToIntBits(
                                      Float.intBitsToFloat((int) r[b])
                                          * Float.intBitsToFloat((int) r[fp + c]));
                              break;
                            }
                          case F32_DIV:
                            {
                              r[a] =
                                  Float.floatToIntBits(
                                      Float.intBitsToFloat((int) r[b])
                                          / Float.intBitsToFloat((int) r[fp + c]));
                              break;
                            }
                          case F64_ADD:
                            {
                              r[a] =
                                  Double.doubleToLongBits(
                                      Double.longBitsToDouble(r[b])
                                          + Double.longBitsToDouble(r[fp + c]));
                              break;
                            }
                          case F64_SUB:
                            {
                              r[a] =
                                  Double.doubleToLongBits(
                                      Double.longBitsToDouble(r[b])
                                          - Double.longBitsToDouble(r[fp + c]));
                              break;
                            }
                          case F64_MUL:
                            {
                              r[a] =
                                  Double.doubleToLongBits(
                                      Double.longBitsToDouble(r[b])
                                          * Double.longBitsToDouble(r[fp + c]));
                              break;
                            }
                          case F64_DIV:
                            {
                              r[a] =
                                  Double.doubleToLongBits(
                                      Double.longBitsToDouble(r[b])
                                          / Double.longBitsToDouble(r[fp + c]));
                              break;
                            }
                          case I32_EQ:
                            {
                              r[a] = (int) r[b] == (int) r[fp + c] ? 1 : 0;
                              break;
                            }
                          case I32_NE:
                            {
                              r[a] = (int) r[b] != (int) r[fp + c] ? 1 : 0;
                              break;
                            }
                          case I32_LT_S:
                            {
                              r[a] = (int) r[b] < (int) r[fp + c] ? 1 : 0;
                              break;
                            }
                          case I32_GE_S:
                            {
                              r[a] = (int) r[b] >= (int) r[fp + c] ? 1 : 0;
                              break;
                            }
                          case I32_LT_U:
                            {
                              r[a] =
                                  Integer.compareUnsigned((int) r[b], (int) r[fp + c]) < 0 ? 1 : 0;
                              break;
                            }
                          case I32_GE_U:
                            {
                              r[a] =
                                  Integer.compareUnsigned((int) r[b], (int) r[fp + c]) >= 0 ? 1 : 0;
                              break;
                            }
                          case I32_EQ_IMM:
                            {
                              r[a] = (int) r[b] == c ? 1 : 0;
                              break;
                            }
                          case I32_NE_IMM:
                            {
                              r[a] = (int) r[b] != c ? 1 : 0;
                              break;
                            }
                          case I32_LT_S_IMM:
                            {
                              r[a] = (int) r[b] < c ? 1 : 0;
                              break;
                            }
                          case I32_GE_S_IMM:
                            {
                              r[a] = (int) r[b] >= c ? 1 : 0;
                              break;
                            }
                          case I32_LT_U_IMM:
                            {
                              r[a] = Integer.compareUnsigned((int) r[b], c) < 0 ? 1 : 0;
                              break;
                            }
                          case I32_GE_U_IMM:
                            {
                              r[a] = Integer.compareUnsigned((int) r[b], c) >= 0 ? 1 : 0;
                              break;
                            }
                          case I64_EQ:
                            {
                              r[a] = r[b] == r[fp + c] ? 1 : 0;
                              break;
                            }
                          case I64_NE:
                            {
                              r[a] = r[b] != r[fp + c] ? 1 : 0;
                              break;
                            }
                          case I64_LT_S:
                            {
                              r[a] = r[b] < r[fp + c] ? 1 : 0;
                              break;
                            }
                          case I64_GE_S:
                            {
                              r[a] = r[b] >= r[fp + c] ? 1 : 0;
                              break;
                            }
                          case I64_LT_U:
                            {
                              r[a] = Long.compareUnsigned(r[b], r[fp + c]) < 0 ? 1 : 0;
                              break;
                            }
                          case I64_GE_U:
                            {
                              r[a] = Long.compareUnsigned(r[b], r[fp + c]) >= 0 ? 1 : 0;
                              break;
                            }
                          case I64_EQ_IMM:
                            {
                              r[a] = r[b] == c ? 1 : 0;
                              break;
                            }
                          case I64_NE_IMM:
                            {
                              r[a] = r[b] != c ? 1 : 0;
                              break;
                            }
                          case I64_LT_S_IMM:
                            {
                              r[a] = r[b] < c ? 1 : 0;
                              break;
                            }
                          case I64_GE_S_IMM:
                            {
                              r[a] = r[b] >= c ? 1 : 0;
                              break;
                            }
                          case I64_LT_U_IMM:
                            {
                              r[a] = Long.compareUnsigned(r[b], c) < 0 ? 1 : 0;
                              break;
                            }
                          case I64_GE_U_IMM:
                            {
                              r[a] = Long.compareUnsigned(r[b], c) >= 0 ? 1 : 0;
                              break;
                            }
                          case BRANCH_I32_EQ:
                            {
                              if ((int) r[a] == (int) r[b]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I32_NE:
                            {
                              if ((int) r[a] != (int) r[b]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I32_LT_S:
                            {
                              if ((int) r[a] < (int) r[b]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I32_GE_S:
                            {
                              if ((int) r[a] >= (int) r[b]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I32_LT_U:
                            {
                              if (Integer.compareUnsigned((int) r[a], (int) r[b]) < 0) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I32_GE_U:
                            {
                              if (Integer.compareUnsigned((int) r[a], (int) r[b]) >= 0) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I32_EQ_IMM:
                            {
                              if ((int) r[a] == code[own + (2 - 8 * BRANCH_I32_EQ_IMM)]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I32_NE_IMM:
                            {
                              if ((int) r[a] != code[own + (2 - 8 * BRANCH_I32_NE_IMM)]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I32_LT_S_IMM:
                            {
                              if ((int) r[a] < code[own + (2 - 8 * BRANCH_I32_LT_S_IMM)]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I32_GE_S_IMM:
                            {
                              if ((int) r[a] >= code[own + (2 - 8 * BRANCH_I32_GE_S_IMM)]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I32_LT_U_IMM:
                            {
                              if (Integer.compareUnsigned(
                                      (int) r[a], code[own + (2 - 8 * BRANCH_I32_LT_U_IMM)])
                                  < 0) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I32_GE_U_IMM:
                            {
                              if (Integer.compareUnsigned(
                                      (int) r[a], code[own + (2 - 8 * BRANCH_I32_GE_U_IMM)])
                                  >= 0) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I64_EQ:
                            {
                              if (r[a] == r[b]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I64_NE:
                            {
                              if (r[a] != r[b]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I64_LT_S:
                            {
                              if (r[a] < r[b]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I64_GE_S:
                            {
                              if (r[a] >= r[b]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I64_LT_U:
                            {
                              if (Long.compareUnsigned(r[a], r[b]) < 0) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I64_GE_U:
                            {
                              if (Long.compareUnsigned(r[a], r[b]) >= 0) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I64_EQ_IMM:
                            {
                              if (r[a] == code[own + (2 - 8 * BRANCH_I64_EQ_IMM)]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I64_NE_IMM:
                            {
                              if (r[a] != code[own + (2 - 8 * BRANCH_I64_NE_IMM)]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I64_LT_S_IMM:
                            {
                              if (r[a] < code[own + (2 - 8 * BRANCH_I64_LT_S_IMM)]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I64_GE_S_IMM:
                            {
                              if (r[a] >= code[own + (2 - 8 * BRANCH_I64_GE_S_IMM)]) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I64_LT_U_IMM:
                            {
                              if (Long.compareUnsigned(
                                      r[a], code[own + (2 - 8 * BRANCH_I64_LT_U_IMM)])
                                  < 0) {
                                break taken;
                              }
                              break six;
                            }
                          case BRANCH_I64_GE_U_IMM:
                            {
                              if (Long.compareUnsigned(
                                      r[a], code[own + (2 - 8 * BRANCH_I64_GE_U_IMM)])
                                  >= 0) {
                                break taken;
                              }
                              break six;
                            }
                          case LOAD8_U_OFF:
                            {
                              int base = (int) r[b] + c;
                              int ea = (base + code[own + (4 - 8 * LOAD8_U_OFF)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end1) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = mem[ea] & 0xFF;
                              break six;
                            }
                          case LOAD8_U_SUM:
                            {
                              int base = (int) r[b] + (int) r[fp + c];
                              int ea = (base + code[own + (4 - 8 * LOAD8_U_SUM)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end1) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = mem[ea] & 0xFF;
                              break six;
                            }
                          case LOAD32_S_OFF:
                            {
                              int base = (int) r[b] + c;
                              int ea = (base + code[own + (4 - 8 * LOAD32_S_OFF)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end4) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = (int) INTS.get(mem, ea);
                              break six;
                            }
                          case LOAD32_S_SUM:
                            {
                              int base = (int) r[b] + (int) r[fp + c];
                              int ea = (base + code[own + (4 - 8 * LOAD32_S_SUM)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end4) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = (int) INTS.get(mem, ea);
                              break six;
                            }
                          case LOAD64_OFF:
                            {
                              int base = (int) r[b] + c;
                              int ea = (base + code[own + (4 - 8 * LOAD64_OFF)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end8) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = (long) LONGS.get(mem, ea);
                              break six;
                            }
                          case LOAD64_SUM:
                            {
                              int base = (int) r[b] + (int) r[fp + c];
                              int ea = (base + code[own + (4 - 8 * LOAD64_SUM)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end8) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = (long) LONGS.get(mem, ea);
                              break six;
                            }
                          case LOAD32_S_SCALED:
                            {
                              int base = ((int) r[b] << c) + code[own + (4 - 8 * LOAD32_S_SCALED)];
                              int ea =
                                  (base + code[own + (5 - 8 * LOAD32_S_SCALED)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end4) >= 0) {
                                break outOfBounds;
                              }
                              r[a] = (int) INTS.get(mem, ea);
                              break six;
                            }
                          case I32_SHL_ADD_IMM:
                            {
                              r[a] = ((int) r[b] << c) + code[own + (4 - 8 * I32_SHL_ADD_IMM)];
                              break six;
                            }
                          case I64_MUL_ADD:
                            {
                              r[a] = r[b] * r[fp + c] + r[fp + code[own + (4 - 8 * I64_MUL_ADD)]];
                              break six;
                            }
                          case F64_MUL_ADD:
                            {
                              double product =
                                  Double.longBitsToDouble(r[b])
                                      * Double.longBitsToDouble(r[fp + c]);
                              r[a] =
                                  Double.doubleToLongBits(
                                      Double.longBitsToDouble(
                                              r[fp + code[own + (4 - 8 * F64_MUL_ADD)]])
                                          + product);
                              break six;
                            }
                          case I64_ADD_STORE64:
                            {
                              int base = (int) r[a];
                              int ea =
                                  (base + code[own + (4 - 8 * I64_ADD_STORE64)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end8) >= 0) {
                                break outOfBounds;
                              }
                              LONGS.set(mem, ea, r[b] + r[fp + c]);
                              break six;
                            }
                          case F64_ADD_STORE64:
                            {
                              int base = (int) r[a];
                              int ea =
                                  (base + code[own + (4 - 8 * F64_ADD_STORE64)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end8) >= 0) {
                                break outOfBounds;
                              }
                              LONGS.set(
                                  mem,
                                  ea,
                                  Double.doubleToLongBits(
                                      Double.longBitsToDouble(r[b])
                                          + Double.longBitsToDouble(r[fp + c])));
                              break six;
                            }
                          case I64_XOR_STORE64:
                            {
                              int base = (int) r[a];
                              int ea =
                                  (base + code[own + (4 - 8 * I64_XOR_STORE64)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end8) >= 0) {
                                break outOfBounds;
                              }
                              LONGS.set(mem, ea, r[b] ^ r[fp + c]);
                              break six;
                            }
                          case I32_XOR_STORE8:
                            {
                              int base = (int) r[a];
                              int ea = (base + code[own + (4 - 8 * I32_XOR_STORE8)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end1) >= 0) {
                                break outOfBounds;
                              }
                              mem[ea] = (byte) (r[b] ^ r[fp + c]);
                              break six;
                            }
                          case STORE8_IMM:
                            {
                              int base = (int) r[a];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end1) >= 0) {
                                break outOfBounds;
                              }
                              mem[ea] = (byte) code[own + (2 - 8 * STORE8_IMM)];
                              break;
                            }
                          case STORE32_IMM:
                            {
                              int base = (int) r[a];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end4) >= 0) {
                                break outOfBounds;
                              }
                              INTS.set(mem, ea, code[own + (2 - 8 * STORE32_IMM)]);
                              break;
                            }
                          case STORE64_IMM:
                            {
                              int base = (int) r[a];
                              int ea = (base + c) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end8) >= 0) {
                                break outOfBounds;
                              }
                              LONGS.set(mem, ea, (long) code[own + (2 - 8 * STORE64_IMM)]);
                              break;
                            }
                          case MOVE_TWO:
                            {
                              r[a] = r[b];
                              r[fp + c] = r[fp + code[own + (4 - 8 * MOVE_TWO)]];
                              break six;
                            }
                          case I32_ROTL_XOR:
                            {
                              int value = (int) r[b];
                              r[a] =
                                  ((value << c) | (value >>> -c))
                                      ^ (int) r[fp + code[own + (4 - 8 * I32_ROTL_XOR)]];
                              break six;
                            }
                          case I32_SHR_U_AND:
                            {
                              r[a] = ((int) r[b] >>> c) & code[own + (4 - 8 * I32_SHR_U_AND)];
                              break six;
                            }
                          case ADD_BRANCH_I32_NE:
                            {
                              int sum = (int) r[b] + code[own + (6 - 8 * ADD_BRANCH_I32_NE)];
                              r[a] = sum;
                              if (sum != (int) r[fp + code[own + (7 - 8 * ADD_BRANCH_I32_NE)]]) {
                                break taken;
                              }
                              break eight;
                            }
                          case ADD_BRANCH_I32_NE_IMM:
                            {
                              int sum = (int) r[b] + code[own + (6 - 8 * ADD_BRANCH_I32_NE_IMM)];
                              r[a] = sum;
                              if (sum != code[own + (7 - 8 * ADD_BRANCH_I32_NE_IMM)]) {
                                break taken;
                              }
                              break eight;
                            }
                          case ADD_BRANCH_I32_LT_S:
                            {
                              int sum = (int) r[b] + code[own + (6 - 8 * ADD_BRANCH_I32_LT_S)];
                              r[a] = sum;
                              if (sum < (int) r[fp + code[own + (7 - 8 * ADD_BRANCH_I32_LT_S)]]) {
                                break taken;
                              }
                              break eight;
                            }
                          case ADD_BRANCH_I32_LT_U:
                            {
                              int sum = (int) r[b] + code[own + (6 - 8 * ADD_BRANCH_I32_LT_U)];
                              r[a] = sum;
                              if (Integer.compareUnsigned(
                                      sum, (int) r[fp + code[own + (7 - 8 * ADD_BRANCH_I32_LT_U)]])
                                  < 0) {
                                break taken;
                              }
                              break eight;
                            }
                          case ADD_BRANCH_I32_GE_U_IMM:
                            {
                              int sum = (int) r[b] + code[own + (6 - 8 * ADD_BRANCH_I32_GE_U_IMM)];
                              r[a] = sum;
                              if (Integer.compareUnsigned(
                                      sum, code[own + (7 - 8 * ADD_BRANCH_I32_GE_U_IMM)])
                                  >= 0) {
                                break taken;
                              }
                              break eight;
                            }
                          case BRANCH:
                            {
                              break taken;
                            }
                          case BRANCH_TABLE:
                            {
                              int choice = (int) r[a];
                              int last = code[own + (2 - 8 * BRANCH_TABLE)];
                              int at =
                                  pc
                                      + 3
                                      + 3
                                          * (Integer.compareUnsigned(choice, last) < 0
                                              ? choice
                                              : last);
                              long left = gas - code[at + 1];
                              if (left < code[at + 2]) {
                                break outOfGas;
                              }
                              int target = code[at];
                              if (target <= pc && (boolean) FLAGS.getOpaque(cancelled, 0)) {
                                break cancelled;
                              }
                              gas = left;
                              pc = target;
                              continue;
                            }
                          case F64_LOAD_MUL:
                            {
                              int base = (int) r[fp + c] + code[own + (6 - 8 * F64_LOAD_MUL)];
                              int ea = (base + code[own + (4 - 8 * F64_LOAD_MUL)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end8) >= 0) {
                                break outOfBounds;
                              }
                              r[a] =
                                  Double.doubleToLongBits(
                                      Double.longBitsToDouble(r[b])
                                          * Double.longBitsToDouble((long) LONGS.get(mem, ea)));
                              break eight;
                            }
                          case F64_LOAD_MUL_ADD:
                            {
                              int base = (int) r[fp + c] + code[own + (6 - 8 * F64_LOAD_MUL_ADD)];
                              int ea =
                                  (base + code[own + (4 - 8 * F64_LOAD_MUL_ADD)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end8) >= 0) {
                                break outOfBounds;
                              }
                              r[a] =
                                  Double.doubleToLongBits(
                                      Double.longBitsToDouble(
                                              r[fp + code[own + (5 - 8 * F64_LOAD_MUL_ADD)]])
                                          + Double.longBitsToDouble(r[b])
                                              * Double.longBitsToDouble((long) LONGS.get(mem, ea)));
                              break eight;
                            }
                          case F64_ACCUMULATE:
                            {
                              int to = (int) r[a];
                              int place = (to + code[own + (5 - 8 * F64_ACCUMULATE)]) | (to >> 31);
                              if (Integer.compareUnsigned(place, end8) >= 0) {
                                break outOfBounds;
                              }
                              int base = (int) r[fp + c] + code[own + (6 - 8 * F64_ACCUMULATE)];
                              int ea = (base + code[own + (4 - 8 * F64_ACCUMULATE)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end8) >= 0) {
                                pc++;
                                break outOfBounds;
                              }
                              LONGS.set(
                                  mem,
                                  place,
                                  Double.doubleToLongBits(
                                      Double.longBitsToDouble((long) LONGS.get(mem, place))
                                          + Double.longBitsToDouble(r[b])
                                              * Double.longBitsToDouble(
                                                  (long) LONGS.get(mem, ea))));
                              break eight;
                            }
                          case F64_ACCUMULATE_SUM:
                            {
                              int to = (int) r[a];
                              int place =
                                  (to + code[own + (5 - 8 * F64_ACCUMULATE_SUM)]) | (to >> 31);
                              if (Integer.compareUnsigned(place, end8) >= 0) {
                                break outOfBounds;
                              }
                              int base =
                                  (int) r[fp + c]
                                      + (int) r[fp + code[own + (6 - 8 * F64_ACCUMULATE_SUM)]];
                              r[fp + code[own + (7 - 8 * F64_ACCUMULATE_SUM)]] = base;
                              int ea =
                                  (base + code[own + (4 - 8 * F64_ACCUMULATE_SUM)]) | (base >> 31);
                              if (Integer.compareUnsigned(ea, end8) >= 0) {
                                pc++;
                                break outOfBounds;
                              }
                              LONGS.set(
                                  mem,
                                  place,
                                  Double.doubleToLongBits(
                                      Double.longBitsToDouble((long) LONGS.get(mem, place))
                                          + Double.longBitsToDouble(r[b])
                                              * Double.longBitsToDouble(
                                                  (long) LONGS.get(mem, ea))));
                              break eight;
                            }
                          case CALL:
                            {
                              long left = gas - c;
                              if (left < 0) {
                                break outOfGas;
                              }
                              int entry = code[own + (1 - 8 * CALL)];
                              int slots = budget[0] - code[entry];
                              if (slots < budget[1] || (boolean) FLAGS.getOpaque(cancelled, 0)) {
                                break noRoom;
                              }
                              budget[0] = slots;
                              gas = left - BIAS;
                              int frame = b;
                              r[frame + code[entry + 1]] = ((long) (pc + 3) << 32) | fp;
                              int clear = frame + code[entry + 2];
                              for (int end = clear + code[entry + 3]; clear < end; clear++) {
                                r[clear] = 0;
                              }
                              fp = frame;
                              pc = entry + HEADER_WORDS;
                              continue;
                            }
                          case RETURN:
                            {
                              long left = gas - code[own + (3 - 8 * RETURN)];
                              if (left < 0) {
                                break outOfGas;
                              }
                              long link = r[a];
                              r[fp] = r[fp + code[own + (4 - 8 * RETURN)]];
                              budget[0] += code[own + (2 - 8 * RETURN)];
                              gas = left;
                              int back = (int) (link >>> 32);
                              if (back == 0) {
                                break done;
                              }
                              fp = (int) link;
                              gas += code[back];
                              pc = back + 1;
                              continue;
                            }
                          case CHARGE:
                            {
                              // Taken off even when there is not enough: only that tells where the
                              // deficit begins.
                              gas -=
                                  (code[own + (1 - 8 * CHARGE)] & LOW)
                                      | ((long) code[own + (2 - 8 * CHARGE)] << 32);
                              if (gas < c) {
                                break outOfGas;
                              }
                              break;
                            }
                          default:
                            exit = Exit.STEP;
                            break leave;
                        }
                        pc += 4;
                        continue;
                      }
                      pc += 6;
                      continue;
                    }
                    pc += 8;
                    continue;
                  }
                  // A taken branch.
                  long left = gas - code[pc + 4];
                  if (left < code[pc + 5]) {
                    break outOfGas;
                  }
                  if (c <= pc && (boolean) FLAGS.getOpaque(cancelled, 0)) {
                    break cancelled;
                  }
                  gas = left;
                  pc = c;
                }
              }
              exit = Exit.OUT_OF_GAS;
              break leave;
            }
            exit = Exit.OUT_OF_BOUNDS;
            break leave;
          }
          exit = Exit.CANCELLED;
          break leave;
        }
        exit = Exit.NO_ROOM;
        break leave;
      }
      exit = Exit.DONE;
    }
    run.pc = pc;
    run.fp = fp;
    run.gas = gas;
    return exit;
  }
}
