package dev.assay.host.code;

import dev.assay.host.EngineMode;
import dev.assay.metering.GasSchedule;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.vm.Engine;
import dev.assay.vm.Limits;
import dev.assay.vm.Tier;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.jit.CompiledForm;
import dev.assay.vm.jit.CompiledModule;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Programs by code hash and schedule, bounded by what they weigh, the least recently used dropped
 * first; and the policy of what is compiled when. Whether a program is here, and whether it is
 * compiled, never shows in a result. Safe for many threads.
 *
 * <p>Compiled code is put beside a program as a whole: instances made from then on run it, those
 * that run already go on as they began.
 */
public final class CodeCache {
  private final CodeCacheOptions options;
  private final Map<Key, Entry> programs = new LinkedHashMap<>(16, 0.75f, true);
  private final AtomicLong compileNanos = new AtomicLong();
  private final AtomicLong compiled = new AtomicLong();
  private final AtomicLong loaded = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();
  private long bytes;
  private long hits;
  private long misses;
  private long evictions;
  private long postponed;

  private record Key(Hash codeHash, String schedule) {}

  /** A program and how much it has been used. */
  private static final class Entry {
    private final Program program;
    private long weight;
    private long calls;
    private long ink;
    private boolean settled;

    Entry(Program program) {
      this.program = program;
      this.weight = program.unit().sizeBytes();
    }
  }

  /** Makes a program that is not in the cache. */
  @FunctionalInterface
  public interface Maker {
    /** Activates it. */
    Program make() throws RefusedProgram;
  }

  /** A cache with these options. */
  public CodeCache(CodeCacheOptions options) {
    this.options = options;
  }

  /** A cache for a tier, for whoever wants the one and no other. */
  public CodeCache(Tier tier) {
    this(
        CodeCacheOptions.of(
            switch (tier) {
              case INTERPRETER -> EngineMode.INTERPRETER;
              case COMPILER -> EngineMode.COMPILER;
            }));
  }

  /** What runs contracts. */
  public EngineMode mode() {
    return options.mode();
  }

  /** What it holds and has done. */
  public synchronized CodeCacheFigures figures() {
    return new CodeCacheFigures(
        programs.size(),
        bytes,
        hits,
        misses,
        evictions,
        waiting.get(),
        compiled.get(),
        compileNanos.get(),
        loaded.get(),
        unreadable.get(),
        postponed,
        failed.get());
  }

  /**
   * The program of a code hash; made without a lock when absent, so two threads may both make it
   * and one is kept.
   */
  public Program get(Hash codeHash, GasSchedule schedule, Maker maker) throws RefusedProgram {
    Program known = find(codeHash, schedule);
    return known != null ? known : keep(new Key(codeHash, schedule.id()), maker.make());
  }

  /** The program of a code hash if it is here. */
  public synchronized @Nullable Program find(Hash codeHash, GasSchedule schedule) {
    Entry known = programs.get(new Key(codeHash, schedule.id()));
    if (known == null) {
      misses++;
      return null;
    }
    hits++;
    return known.program;
  }

  /**
   * The program of code that is being activated, charged the same whether it is here or not.
   *
   * @param codeOf code of other accounts, where fragments are
   */
  public Program activate(
      Hash codeHash,
      Bytes code,
      GasSchedule schedule,
      Function<Address, Bytes> codeOf,
      LongConsumer charge)
      throws RefusedProgram {
    Program known = find(codeHash, schedule);
    if (known != null) {
      charge.accept(known.activationInk());
      return known;
    }
    Program made = new Activation(schedule, codeOf, charge).activate(code);
    return keep(new Key(codeHash, schedule.id()), made);
  }

  /** Programs are kept by the hash of their code, so only those that it determines. */
  private Program keep(Key key, Program program) {
    if (!program.selfContained()) {
      return program;
    }
    switch (options.mode()) {
      case INTERPRETER -> keep(key, new Entry(program));
      case COMPILER, BOTH -> {
        compile(key, program);
        keep(key, new Entry(program));
      }
      case AUTO -> {
        Entry kept = keep(key, new Entry(program));
        if (options.store().keeps() && options.store().contains(form(key, program))) {
          request(key, kept);
        }
        return kept.program;
      }
    }
    return program;
  }

  /** Keeps an entry, or the one that somebody else has put there meanwhile. */
  private synchronized Entry keep(Key key, Entry made) {
    Entry known = programs.putIfAbsent(key, made);
    if (known != null) {
      return known;
    }
    bytes += made.weight;
    evict();
    return made;
  }

  /** Drops what is too much, but for the program used last. */
  private void evict() {
    Iterator<Entry> eldest = programs.values().iterator();
    while (bytes > options.mostBytes() && programs.size() > 1) {
      bytes -= eldest.next().weight;
      eldest.remove();
      evictions++;
    }
  }

  /** Takes note that a program has run. */
  public void ran(Hash codeHash, GasSchedule schedule, Program program, long ink) {
    if (options.mode() != EngineMode.AUTO || program.unit().compiled() != null) {
      return;
    }
    Key key = new Key(codeHash, schedule.id());
    Entry entry;
    synchronized (this) {
      entry = programs.get(key);
      if (entry == null || !isHot(entry, ink)) {
        return;
      }
    }
    request(key, entry);
  }

  private boolean isHot(Entry entry, long ink) {
    entry.calls++;
    entry.ink += Math.min(ink, options.hotInk());
    return entry.calls >= options.hotCalls() || entry.ink >= options.hotInk();
  }

  /** Has a program compiled in the background, once; later if too many wait. */
  private void request(Key key, Entry entry) {
    synchronized (this) {
      if (entry.settled) {
        return;
      }
      entry.settled = true;
    }
    waiting.incrementAndGet();
    try {
      options.background().execute(() -> compileWaiting(key, entry));
    } catch (RejectedExecutionException busy) {
      waiting.decrementAndGet();
      postpone(entry);
    }
  }

  private synchronized void postpone(Entry entry) {
    entry.settled = false;
    entry.calls = 0;
    entry.ink = 0;
    postponed++;
  }

  private void compileWaiting(Key key, Entry entry) {
    try {
      if (isHere(key, entry)) {
        compile(key, entry.program);
        weighAgain(key, entry);
      }
    } finally {
      waiting.decrementAndGet();
    }
  }

  @SuppressWarnings("ReferenceEquality") // this very entry
  private synchronized boolean isHere(Key key, Entry entry) {
    return programs.get(key) == entry;
  }

  private synchronized void weighAgain(Key key, Entry entry) {
    if (isHere(key, entry)) {
      long weight = entry.program.unit().sizeBytes();
      bytes += weight - entry.weight;
      entry.weight = weight;
      evict();
    }
  }

  /** Gives a program its compiled code, from the store or from the compiler. */
  private void compile(Key key, Program program) {
    CodeUnit unit = program.unit();
    try {
      unit.compiled(options.store().keeps() ? stored(key, program) : compile(unit));
    } catch (RuntimeException failure) {
      failed.incrementAndGet();
      options.trouble().accept(failure);
    }
  }

  private CompiledModule stored(Key key, Program program) {
    byte[] name = form(key, program);
    Optional<byte[]> form = options.store().read(name);
    Optional<CompiledModule> known =
        form.flatMap(bytes -> CompiledForm.load(bytes, name, program.unit()));
    if (known.isPresent()) {
      loaded.incrementAndGet();
      return known.get();
    }
    if (form.isPresent()) {
      unreadable.incrementAndGet();
    }
    CompiledModule made = compile(program.unit());
    options.store().write(name, CompiledForm.of(made, name));
    return made;
  }

  private CompiledModule compile(CodeUnit unit) {
    long start = options.nanoTime().getAsLong();
    CompiledModule made = Engine.compile(unit, Limits.CONTRACT);
    compileNanos.addAndGet(options.nanoTime().getAsLong() - start);
    compiled.incrementAndGet();
    return made;
  }

  private static byte[] form(Key key, Program program) {
    return CompiledForm.key(key.codeHash().toArray(), program.unit(), Limits.CONTRACT);
  }
}
