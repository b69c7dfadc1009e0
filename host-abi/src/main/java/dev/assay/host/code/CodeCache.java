package dev.assay.host.code;

import dev.assay.metering.GasSchedule;
import dev.assay.state.types.Hash;
import dev.assay.vm.Engine;
import dev.assay.vm.Limits;
import dev.assay.vm.Tier;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Translated programs by code hash and schedule, the least recently used dropped first. Whether a
 * program is here never shows in a result. Safe for many threads.
 */
public final class CodeCache {
  private final int capacity;
  private final Tier tier;
  private final Map<Key, Program> programs = new LinkedHashMap<>(16, 0.75f, true);

  private record Key(Hash codeHash, String schedule) {}

  /** Makes a program that is not in the cache. */
  @FunctionalInterface
  public interface Maker {
    /** Activates it. */
    Program make() throws RefusedProgram;
  }

  /** A cache for so many programs, which are interpreted. */
  public CodeCache(int capacity) {
    this(capacity, Tier.INTERPRETER);
  }

  /** A cache for so many programs, each made ready for a tier when it comes in. */
  public CodeCache(int capacity, Tier tier) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1: " + capacity);
    }
    this.capacity = capacity;
    this.tier = tier;
  }

  /** How many programs it holds at most. */
  public int capacity() {
    return capacity;
  }

  /** How many programs it holds. */
  public synchronized int size() {
    return programs.size();
  }

  /**
   * The program of a code hash; made without a lock when absent, so two threads may both make it.
   */
  public Program get(Hash codeHash, GasSchedule schedule, Maker maker) throws RefusedProgram {
    Key key = new Key(codeHash, schedule.id());
    synchronized (this) {
      Program known = programs.get(key);
      if (known != null) {
        return known;
      }
    }
    Program made = maker.make();
    put(key, made);
    return made;
  }

  /** Takes in a program that has just been activated. */
  public void put(Hash codeHash, GasSchedule schedule, Program program) {
    put(new Key(codeHash, schedule.id()), program);
  }

  /** Programs are kept by the hash of their code, so only those that it determines. */
  private void put(Key key, Program program) {
    if (!program.selfContained()) {
      return;
    }
    Engine.prepare(program.unit(), tier, Limits.CONTRACT);
    keep(key, program);
  }

  private synchronized void keep(Key key, Program program) {
    programs.put(key, program);
    if (programs.size() > capacity) {
      var eldest = programs.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }
}
