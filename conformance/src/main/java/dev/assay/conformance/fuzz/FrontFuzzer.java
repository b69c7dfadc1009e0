package dev.assay.conformance.fuzz;

import dev.assay.vm.Limits;
import dev.assay.vm.decode.MalformedModule;
import dev.assay.vm.decode.ModuleDecoder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.validate.InvalidModule;
import dev.assay.vm.validate.ModuleValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Feeds mutated modules to the decoder and the validator. A fault is any exception that is not a
 * refusal, a refusal that a second reading does not repeat, or an input that takes more than {@link
 * #MILLIS_PER_KILOBYTE} however often it is tried. Inputs that are refused with words not heard
 * before join the pool that later ones are made from.
 */
public final class FrontFuzzer {
  /** The most time per started kilobyte. */
  public static final double MILLIS_PER_KILOBYTE = 10;

  private static final int MOST_BYTES = 512 << 10;
  private static final int MOST_LEARNED = 4_000;
  private static final int RETRIES = 5;
  private static final double WORTH_A_RETRY = 1;
  private static final int RECHECK_EVERY = 64;
  private static final int STRANGE_MODULES = 500;
  private static final List<FeatureSet> FEATURES =
      List.of(FeatureSet.ALL_IMPLEMENTED, FeatureSet.CONTRACT, FeatureSet.MVP);

  private final SplittableRandom random;
  private final List<byte[]> pool;
  private final int originals;
  private final Mutator mutator;
  private final LongSupplier nanoTime;
  private final Set<String> problems = new TreeSet<>();
  private long inputs;
  private long bytes;
  private long accepted;
  private long malformed;
  private long invalid;
  private double slowest;

  /** An input that broke a promise. */
  @SuppressWarnings("ArrayRecordComponent") // written to a file and forgotten
  public record Fault(long number, byte[] input, String what) {}

  /** What has been tried so far. */
  public record Tally(
      long inputs,
      long bytes,
      long accepted,
      long malformed,
      long invalid,
      int problems,
      double slowestMillisPerKilobyte) {}

  /**
   * @param corpus modules to start from
   * @param nanoTime a monotonic clock
   */
  public FrontFuzzer(long seed, List<byte[]> corpus, LongSupplier nanoTime) {
    this.random = new SplittableRandom(seed);
    this.nanoTime = nanoTime;
    this.pool = new ArrayList<>(corpus);
    StrangeModules strange = new StrangeModules(random.split());
    for (int i = 0; i < STRANGE_MODULES; i++) {
      pool.add(strange.next());
    }
    this.originals = pool.size();
    this.mutator = new Mutator(random.split(), pool);
  }

  /** Tries one more input. */
  public Optional<Fault> next() {
    byte[] input = mutator.mutate(pool.get(random.nextInt(pool.size())), MOST_BYTES);
    Limits limits = random.nextInt(4) == 0 ? Limits.CONTRACT : Limits.WIDE;
    FeatureSet features = FEATURES.get(Math.max(0, random.nextInt(8) - 5));
    Outcome outcome = load(input, features, limits);
    inputs++;
    bytes += input.length;
    learn(outcome, input);
    return fault(outcome, input, features, limits)
        .map(what -> new Fault(inputs, input, what + " [" + features + "]"));
  }

  private record Outcome(String verdict, String problem, String message, double millisPerKilobyte) {
    boolean isTooSlow() {
      return millisPerKilobyte > MILLIS_PER_KILOBYTE;
    }

    boolean isRefusalOrModule() {
      return !verdict.equals("crash");
    }
  }

  private Outcome load(byte[] input, FeatureSet features, Limits limits) {
    long start = nanoTime.getAsLong();
    String verdict = "accepted";
    String problem = "";
    String message = "";
    try {
      ModuleValidator.validate(ModuleDecoder.decode(input, features, limits));
    } catch (MalformedModule error) {
      verdict = "malformed";
      problem = error.problem();
      message = error.getMessage();
    } catch (InvalidModule error) {
      verdict = "invalid";
      problem = error.problem();
      message = error.getMessage();
    } catch (RuntimeException | Error error) {
      verdict = "crash";
      message = error + " at " + Stream.of(error.getStackTrace()).limit(1).toList();
    }
    double kilobytes = (input.length >>> 10) + 1;
    double millis = (nanoTime.getAsLong() - start) / 1e6;
    return new Outcome(verdict, problem, message, millis / kilobytes);
  }

  private void learn(Outcome outcome, byte[] input) {
    switch (outcome.verdict) {
      case "accepted" -> accepted++;
      case "malformed" -> malformed++;
      case "invalid" -> invalid++;
      default -> {}
    }
    String words = outcome.problem.replaceAll("[0-9]+", "#");
    boolean isNew =
        problems.add(words) || (outcome.verdict.equals("accepted") && random.nextInt(64) == 0);
    if (isNew && pool.size() < originals + MOST_LEARNED) {
      pool.add(input);
    }
  }

  private Optional<String> fault(Outcome first, byte[] input, FeatureSet features, Limits limits) {
    if (!first.isRefusalOrModule()) {
      return Optional.of(first.message);
    }
    if (inputs % RECHECK_EVERY == 0) {
      Outcome again = load(input, features, limits);
      if (!again.message.equals(first.message)) {
        return Optional.of("unstable: " + first.message + " then " + again.message);
      }
    }
    return tooSlow(first, input, features, limits);
  }

  /** The best of several tries, so that a pause of the machine is nobody's fault. */
  private Optional<String> tooSlow(
      Outcome first, byte[] input, FeatureSet features, Limits limits) {
    Outcome best = first;
    for (int i = 0; i < RETRIES && best.millisPerKilobyte > WORTH_A_RETRY; i++) {
      Outcome again = load(input, features, limits);
      best = again.millisPerKilobyte < best.millisPerKilobyte ? again : best;
    }
    slowest = Math.max(slowest, best.millisPerKilobyte);
    return best.isTooSlow()
        ? Optional.of("%.1f ms per KB".formatted(best.millisPerKilobyte))
        : Optional.empty();
  }

  /** What has been tried so far. */
  public Tally tally() {
    return new Tally(inputs, bytes, accepted, malformed, invalid, problems.size(), slowest);
  }
}
