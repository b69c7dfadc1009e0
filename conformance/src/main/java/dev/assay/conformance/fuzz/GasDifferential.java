package dev.assay.conformance.fuzz;

import dev.assay.conformance.reference.EngineUnderTest;
import dev.assay.conformance.reference.Outcome;
import dev.assay.conformance.reference.ReferenceEngine;
import dev.assay.conformance.reference.Scenario;
import dev.assay.vm.Tier;
import dev.assay.vm.runtime.ResourceLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the engine with the reference engine on one scenario at many gas limits: none, the full
 * cost and one ink to either side of it, and the limits at which single instructions become
 * affordable, every one of them for short runs and a sample for long ones.
 */
public final class GasDifferential implements Comparer {
  /** Small enough that the reference engine's own recursion stays shallow. */
  static final ResourceLimits LIMITS = new ResourceLimits(2_000, 12, 60, 400);

  private final ReferenceEngine oracle;
  private final EngineUnderTest subject;
  private final long mostInk;
  private final int sample;

  /** Compares a tier under the prices of a name; see {@link PriceList}. */
  public GasDifferential(Tier tier, String prices, int sample) {
    this(prices, new TierEngine(tier, PriceList.named(prices), LIMITS), sample);
  }

  /** Compares what starts out interpreted and is compiled after some calls. */
  static GasDifferential auto(String prices, int sample) {
    return new GasDifferential(prices, TierEngine.auto(PriceList.named(prices), LIMITS), sample);
  }

  /** Compares any engine. */
  GasDifferential(String prices, EngineUnderTest subject, int sample) {
    this.oracle = new ReferenceEngine(PriceList.named(prices), LIMITS);
    this.subject = subject;
    this.mostInk = PriceList.mostInk(prices);
    this.sample = sample;
  }

  /**
   * Runs both engines at every limit from 0 to one beyond the full cost, up to so many limits,
   * until they differ.
   */
  Comparison compareAll(Scenario scenario, int most) {
    long full = oracle.run(scenario, mostInk, new ArrayList<>()).inkUsed();
    int equal = 0;
    for (long limit = 0; limit <= full + 1 && equal < most; limit++) {
      String difference = compare(scenario, limit);
      if (difference != null) {
        return new Comparison(equal, 0, limit, difference);
      }
      equal++;
    }
    return new Comparison(equal, 0, -1, null);
  }

  @Override
  public Comparison compare(Scenario scenario) {
    int equal = 0;
    for (long limit : limits(scenario)) {
      String difference = compare(scenario, limit);
      if (difference != null) {
        return new Comparison(equal, 0, limit, difference);
      }
      equal++;
    }
    return new Comparison(equal, 0, -1, null);
  }

  /** Runs both engines at one limit; null when they agree. */
  public @Nullable String compare(Scenario scenario, long limit) {
    Outcome expected = oracle.run(scenario, limit);
    try {
      return Outcome.difference(expected, subject.run(scenario, limit));
    } catch (RuntimeException failure) {
      return "the " + subject.name() + " failed: " + describe(failure);
    }
  }

  private static String describe(RuntimeException failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    return failure + (frames.length == 0 ? "" : " at " + frames[0]);
  }

  private SortedSet<Long> limits(Scenario scenario) {
    List<Long> milestones = new ArrayList<>();
    long full = oracle.run(scenario, mostInk, milestones).inkUsed();
    SortedSet<Long> limits = new TreeSet<>(List.of(0L, full, full + 1));
    limits.add(Math.max(0, full - 1));
    SplittableRandom random = new SplittableRandom(full);
    boolean all = milestones.size() * 2 <= sample;
    int count = all ? milestones.size() : sample / 2;
    for (int i = 0; i < count; i++) {
      long at = milestones.get(all ? i : random.nextInt(milestones.size()));
      limits.add(at);
      limits.add(Math.max(0, at - 1));
    }
    return limits;
  }
}
