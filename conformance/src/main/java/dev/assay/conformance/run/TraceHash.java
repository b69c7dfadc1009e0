package dev.assay.conformance.run;

import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.Global;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.LinearMemory;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One number for everything a run did: SHA-256 over a record for each event, in order, and over
 * what the run left behind. Two runs of the same module with equal hashes took the same way at the
 * same price and ended the same; so do two engines.
 *
 * <p>An event is five big-endian words: the kind in 32 bits, the function and the offset in 32 bits
 * each, the opcode as its prefix and code in 32 bits, the ink used so far in 64. Then follow the
 * results or the trap's code and place and, unless the gas or the embedder's patience ended the
 * run, the bytes of every memory and the value of every global. Neither the gas limit nor a clock
 * is part of it.
 */
final class TraceHash implements ExecutionListener {
  private static final int INSTRUCTION = 1;
  private static final int ENTER = 2;
  private static final int LEAVE = 3;
  private static final int HOST_CALL = 4;
  private static final int HOST_RETURN = 5;
  private static final int RESULTS = 6;
  private static final int TRAP = 7;
  private static final int MEMORY = 8;
  private static final int GLOBAL = 9;

  private final long full;
  private final MessageDigest digest;
  private final ByteBuffer record = ByteBuffer.allocate(1 << 13);
  private long events;

  /**
   * A hash of a run that is about to begin.
   *
   * @param full ink in its tank
   */
  TraceHash(long full) {
    this.full = full;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void instruction(Instance instance, int function, int offset, Opcode opcode, long ink) {
    event(INSTRUCTION, function, offset, opcode.prefix() << 16 | opcode.code(), full - ink);
  }

  @Override
  public void enter(Instance instance, int function, long ink) {
    event(ENTER, function, 0, 0, full - ink);
  }

  @Override
  public void leave(Instance instance, int function, long ink) {
    event(LEAVE, function, 0, 0, full - ink);
  }

  @Override
  public void hostCall(Instance instance, int function, long ink) {
    event(HOST_CALL, function, 0, 0, full - ink);
  }

  @Override
  public void hostReturn(Instance instance, int function, long ink) {
    event(HOST_RETURN, function, 0, 0, full - ink);
  }

  /** The run has returned these slots. */
  void returned(Instance instance, long[] results) {
    for (long slot : results) {
      event(RESULTS, 0, 0, 0, slot);
    }
    state(instance);
  }

  /** The run has trapped. */
  void trapped(Trap trap) {
    event(TRAP, trap.function(), trap.offset(), trap.code().code(), trap.ink());
  }

  /** The run of this instance has trapped. */
  void trapped(Instance instance, Trap trap) {
    trapped(trap);
    if (trap.code() != TrapCode.OUT_OF_GAS && trap.code() != TrapCode.CANCELLED) {
      state(instance);
    }
  }

  private void state(Instance instance) {
    for (int i = 0; i < instance.count(ExternalKind.MEMORY); i++) {
      LinearMemory memory = instance.memory(i);
      event(MEMORY, i, 0, 0, memory.sizeBytes());
      flush();
      digest.update(memory.bytes(), 0, memory.sizeBytes());
    }
    for (int i = 0; i < instance.count(ExternalKind.GLOBAL); i++) {
      Global global = instance.global(i);
      event(GLOBAL, i, 0, 0, global.bits());
      event(GLOBAL, i, 1, 0, global.high());
    }
  }

  private void event(int kind, int function, int offset, int opcode, long ink) {
    if (record.remaining() < 24) {
      flush();
    }
    record.putInt(kind).putInt(function).putInt(offset).putInt(opcode).putLong(ink);
    events++;
  }

  private void flush() {
    digest.update(record.flip());
    record.clear();
  }

  /** How many events there were. */
  long events() {
    return events;
  }

  /** The hash, once: 64 digits behind {@code 0x}. */
  String finish() {
    flush();
    return "0x" + HexFormat.of().formatHex(digest.digest());
  }
}
