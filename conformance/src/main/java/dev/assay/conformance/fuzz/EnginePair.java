package dev.assay.conformance.fuzz;

import dev.assay.conformance.reference.Outcome;
import dev.assay.conformance.reference.Scenario;
import dev.assay.vm.Tier;
import dev.assay.vm.runtime.ResourceLimits;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Compares two tiers with each other, in all that can be seen: with gas for the whole run, with one
 * ink to either side of what it takes, and with a few random parts of it. Runs are longer and
 * deeper than the reference engine could bear.
 */
final class EnginePair implements Comparer {
  private static final ResourceLimits LIMITS = new ResourceLimits(20_000, 64, 1_000, 4_000);

  /** Longer than {@link GasDifferential}'s runs by this factor. */
  private static final long LENGTH = 20;

  private final TierEngine first;
  private final TierEngine second;
  private final long mostInk;
  private final int sample;

  EnginePair(Tier first, Tier second, String prices, int sample) {
    this(
        new TierEngine(first, PriceList.named(prices), LIMITS),
        new TierEngine(second, PriceList.named(prices), LIMITS),
        LENGTH * PriceList.mostInk(prices),
        sample);
  }

  /** Compares any two, with so much ink at most. */
  EnginePair(TierEngine first, TierEngine second, long mostInk, int sample) {
    this.first = first;
    this.second = second;
    this.mostInk = mostInk;
    this.sample = sample;
  }

  @Override
  public Comparison compare(Scenario scenario) {
    int equal = 0;
    long calls = 0;
    for (long limit : limits(scenario)) {
      String difference;
      try {
        Outcome expected = first.run(scenario, limit);
        difference = Outcome.difference(expected, second.run(scenario, limit));
        calls += 2L * (expected.endings().size() - 1);
      } catch (RuntimeException failure) {
        difference = "an engine failed: " + failure;
      }
      if (difference != null) {
        return new Comparison(equal, calls, limit, difference);
      }
      equal++;
    }
    return new Comparison(equal, calls, -1, null);
  }

  private SortedSet<Long> limits(Scenario scenario) {
    long full = first.run(scenario, mostInk).inkUsed();
    SortedSet<Long> limits = new TreeSet<>(List.of(Math.max(0, full - 1), full, full + 1));
    SplittableRandom random = new SplittableRandom(full);
    for (int i = 0; i < sample; i++) {
      limits.add(random.nextLong(full + 1));
    }
    return limits;
  }
}
