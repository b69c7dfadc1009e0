package dev.assay.vm.jit;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Tier;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.ResourceLimits;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Recurses through the widest frames until the budget ends, on a thread whose stack is what the
 * budget says; a program of its own, because each run needs a JVM with other compilers.
 */
final class DeepestStack {
  private static final int JAVA_SLOTS = 40_000;

  /** So that the interpreter's frames stand on top for a while. */
  private static final int MORE_SLOTS = 5_000;

  private static final int HOST_DEPTH = 1_024;

  /** What the thread has beside what guests may take: for each host function on it 4 KiB. */
  private static final long REST_BYTES = (512 << 10) + HOST_DEPTH * (4L << 10);

  /** A frame: so many locals, operands below the call, statements around it, blocks around that. */
  record Frame(int locals, int operands, int statements, int loops) {}

  static final List<Frame> WIDEST =
      List.of(
          new Frame(0, 0, 0, 0),
          new Frame(1_000, 0, 0, 0),
          new Frame(0, 300, 0, 0),
          new Frame(50, 50, 0, 0),
          new Frame(100, 0, 300, 1),
          new Frame(100, 0, 300, 4),
          new Frame(20, 0, 300, 6));

  private DeepestStack() {}

  /** f(n) = n == 0 ? 0 : f(n - 1); at 0 it calls the host, which may call f again. */
  static byte[] module(Frame frame) {
    ModuleBuilder module = new ModuleBuilder();
    int again = module.importFunction("host", "again", "->");
    int[] self = {again + 1};
    module.exportedFunction("f", "i32 -> i32", code -> body(code, frame, self[0], again));
    return module.build();
  }

  private static void body(CodeBuilder code, Frame frame, int self, int again) {
    code.locals(NumberType.I64, frame.locals);
    code.get(0).op(Opcode.I32_EQZ).open(Opcode.IF).call(again).i32(0).op(Opcode.RETURN).end();
    for (int i = 0; i < frame.loops; i++) {
      fill(code, frame);
      code.open(Opcode.LOOP);
    }
    fill(code, frame);
    for (int i = 0; i < frame.operands; i++) {
      code.get(0).op(Opcode.I64_EXTEND_I32_U);
    }
    code.get(0).i32(1).op(Opcode.I32_SUB).call(self).op(Opcode.DROP);
    for (int i = 0; i < frame.operands; i++) {
      code.op(Opcode.DROP);
    }
    for (int i = 0; i < frame.loops; i++) {
      fill(code, frame);
      code.end();
    }
    code.i32(1);
  }

  private static void fill(CodeBuilder code, Frame frame) {
    for (int i = 0; i < frame.statements; i++) {
      int local = 1 + i % frame.locals;
      code.get(local).i64(i).op(Opcode.I64_ADD).get(1).op(Opcode.I64_XOR).set(local);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    int rounds = Integer.parseInt(args[0]);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    long bytes = JAVA_SLOTS * (long) ResourceLimits.JAVA_BYTES_PER_SLOT + REST_BYTES;
    Thread thread = new Thread(null, () -> attempt(rounds, failure), "guest", bytes);
    thread.start();
    thread.join();
    Throwable thrown = failure.get();
    if (thrown != null) {
      System.out.println(thrown);
      System.exit(1);
    }
    System.out.println("never the limit");
  }

  private static void attempt(int rounds, AtomicReference<@Nullable Throwable> failure) {
    Frame at = WIDEST.getFirst();
    try {
      for (Frame frame : WIDEST) {
        at = frame;
        CodeUnit unit = new Engine(EngineConfig.DEFAULT.with(Tier.COMPILER)).load(module(frame));
        for (int i = 0; i < rounds; i++) {
          recurse(unit, JAVA_SLOTS + MORE_SLOTS, 1_000_000, 0);
          recurse(unit, ResourceLimits.DEFAULT.callSlots(), 3, HOST_DEPTH);
        }
      }
    } catch (StackOverflowError | RuntimeException e) {
      failure.set(new IllegalStateException(at + ": " + e, e));
    }
  }

  /** Goes as deep as the budget lets it, and at the bottom through the host so many times. */
  private static void recurse(CodeUnit unit, int slots, int depth, int hostDepth) {
    ResourceLimits limits = ResourceLimits.DEFAULT.withCallSlots(slots).withJavaSlots(JAVA_SLOTS);
    int[] left = {hostDepth};
    Imports imports =
        Imports.builder()
            .function(
                "host",
                "again",
                HostFunction.of(
                    FunctionType.EMPTY,
                    (instance, frame, base) -> {
                      if (left[0]-- > 0) {
                        instance.invoke("f", depth);
                      }
                    }))
            .build();
    Instance instance =
        new Engine(EngineConfig.DEFAULT)
            .instantiate(unit, imports, limits, GasTank.unlimited(), null)
            .orThrow();
    try {
      instance.invoke("f", depth);
    } catch (Trap trap) {
      switch (trap.code()) {
        case CALL_STACK_EXHAUSTED -> {}
        default -> throw trap;
      }
    }
  }
}
