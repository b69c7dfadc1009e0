package dev.assay.vm.exec;

import static dev.assay.vm.code.Ir.*;
import static dev.assay.vm.code.Translator.BIAS;

import java.util.Arrays;

/**
 * The instructions that the loop leaves to others, one at a time: calls that leave the module or
 * the frame's shape, everything with a method of its own behind it, events.
 */
final class Steps {
  private Steps() {}

  /** Executes the instruction the run stands at; false when that was the end of the run. */
  static boolean execute(int[] code, Run run) {
    int pc = run.pc;
    int fp = run.fp;
    long[] r = run.registers();
    switch (code[pc]) {
      case NUMERIC -> {
        r[fp + code[pc + 1]] =
            Numerics.compute(code[pc + 4], r[fp + code[pc + 2]], r[fp + code[pc + 3]]);
        run.pc = pc + 5;
      }
      case VECTOR -> vector(code, pc, r, fp, run);
      case RARE -> {
        run.gas = RareOps.execute(run, code, pc, r, fp + code[pc + 1], run.gas);
        run.pc = pc + 10;
      }
      case CALL_INDIRECT -> callIndirect(code, pc, r, fp, run);
      case CALL_IMPORT -> {
        long ink = run.pay(code[pc + 3]);
        run.gas =
            run.callImport(code[pc + 1], fp + code[pc + 2], ink, run.budget[0]) + code[pc + 3];
        run.pc = pc + 4;
      }
      case TAIL_CALL -> {
        int charge = code[pc + 6];
        run.pay(charge);
        long link = r[fp + code[pc + 4]];
        System.arraycopy(r, fp + code[pc + 2], r, fp, code[pc + 3]);
        run.budget[0] += code[pc + 5];
        enter(code, code[pc + 1], fp, link, charge, run);
      }
      case TAIL_CALL_INDIRECT -> tailCallIndirect(code, pc, r, fp, run);
      case RETURN_MANY -> {
        return returnMany(code, pc, r, fp, run);
      }
      case UNREACHABLE -> throw Trap.of(TrapCode.UNREACHABLE);
      case EVENT -> {
        if (run.gas < code[pc + 4]) {
          throw Trap.of(TrapCode.OUT_OF_GAS);
        }
        run.event(pc, run.gas - code[pc + 3]);
        run.pc = pc + 5;
      }
      case ENTER -> {
        run.entered(pc, run.gas + BIAS);
        run.pc = pc + 4;
      }
      case LEAVE -> {
        run.leaving(pc, run.gas - code[pc + 1]);
        run.pc = pc + 4;
      }
      default -> throw new IllegalStateException("no operation " + code[pc]);
    }
    return true;
  }

  private static void vector(int[] code, int pc, long[] r, int fp, Run run) {
    int selector = code[pc + 5];
    int third = (selector & LANE_FLAG) != 0 ? code[pc + 4] : fp + code[pc + 4];
    SimdOps.execute(
        selector & ~LANE_FLAG, r, fp + code[pc + 1], fp + code[pc + 2], fp + code[pc + 3], third);
    run.pc = pc + 6;
  }

  private static void callIndirect(int[] code, int pc, long[] r, int fp, Run run) {
    long handle = run.indirect(code[pc + 1], code[pc + 2], r[fp + code[pc + 3]]);
    int frame = fp + code[pc + 4];
    int back = pc + 5;
    int charge = code[back];
    long ink = run.pay(charge);
    if (handle < 0) {
      enter(code, (int) ~handle, frame, ((long) back << 32) | fp, charge, run);
    } else {
      run.gas = run.callForeign(handle, frame, ink, run.budget[0]) + charge;
      run.pc = back + 1;
    }
  }

  private static void tailCallIndirect(int[] code, int pc, long[] r, int fp, Run run) {
    long handle = run.indirect(code[pc + 1], code[pc + 2], r[fp + code[pc + 3]]);
    int charge = code[pc + 8];
    long ink = run.pay(charge);
    if (handle < 0) {
      long link = r[fp + code[pc + 6]];
      System.arraycopy(r, fp + code[pc + 4], r, fp, code[pc + 5]);
      run.budget[0] += code[pc + 7];
      enter(code, (int) ~handle, fp, link, charge, run);
    } else {
      run.gas = run.callForeign(handle, fp + code[pc + 4], ink, run.budget[0]) + charge;
      run.pc = pc + 9;
    }
  }

  private static boolean returnMany(int[] code, int pc, long[] r, int fp, Run run) {
    long left = run.pay(code[pc + 3]);
    long link = r[fp + code[pc + 1]];
    System.arraycopy(r, fp + code[pc + 4], r, fp, code[pc + 5]);
    run.budget[0] += code[pc + 2];
    int back = (int) (link >>> 32);
    run.gas = left;
    if (back == 0) {
      return false;
    }
    run.fp = (int) link;
    run.gas = left + code[back];
    run.pc = back + 1;
    return true;
  }

  /** The start of a function whose arguments are in place. */
  private static void enter(int[] code, int entry, int frame, long link, int charge, Run run) {
    long[] r = run.room(run.budget[0] - code[entry], link);
    run.budget[0] -= code[entry];
    r[frame + code[entry + 1]] = link;
    int clear = frame + code[entry + 2];
    Arrays.fill(r, clear, clear + code[entry + 3], 0);
    run.gas = run.gas - charge - BIAS;
    run.fp = frame;
    run.pc = entry + HEADER_WORDS;
  }
}
