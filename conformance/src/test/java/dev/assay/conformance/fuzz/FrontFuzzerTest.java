package dev.assay.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.encode.ModuleBuilder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class FrontFuzzerTest {
  private static final LongSupplier FROZEN = () -> 0;

  private static FrontFuzzer fuzzer(long seed, LongSupplier clock) {
    ModuleBuilder module = new ModuleBuilder();
    module.memory(1);
    module.function("i32 -> i32", code -> code.get(0));
    return new FrontFuzzer(seed, List.of(module.build()), clock);
  }

  @Test
  void theFrontEndRefusesWhatItDoesNotAccept() {
    FrontFuzzer fuzzer = fuzzer(1, FROZEN);
    for (int i = 0; i < 20_000; i++) {
      assertEquals(Optional.empty(), fuzzer.next().map(FrontFuzzer.Fault::what));
    }
    FrontFuzzer.Tally tally = fuzzer.tally();
    assertEquals(20_000, tally.accepted() + tally.malformed() + tally.invalid());
    assertTrue(tally.accepted() > 0, tally::toString);
    assertTrue(tally.invalid() > 100, tally::toString);
    assertTrue(tally.problems() > 30, tally::toString);
  }

  @Test
  void inputsFollowFromTheSeed() {
    FrontFuzzer one = fuzzer(7, FROZEN);
    FrontFuzzer same = fuzzer(7, FROZEN);
    FrontFuzzer other = fuzzer(8, FROZEN);
    for (int i = 0; i < 500; i++) {
      one.next();
      same.next();
      other.next();
    }
    assertEquals(one.tally(), same.tally());
    assertTrue(one.tally().bytes() != other.tally().bytes());
  }

  @Test
  void slownessIsAFault() {
    AtomicLong clock = new AtomicLong();
    FrontFuzzer fuzzer = fuzzer(1, () -> clock.addAndGet(1_000_000_000_000L));
    assertTrue(fuzzer.next().orElseThrow().what().contains("ms per KB"));
  }
}
