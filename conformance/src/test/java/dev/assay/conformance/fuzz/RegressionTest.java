package dev.assay.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.assay.vm.Tier;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every module on which engines once differed, again. */
class RegressionTest {
  private static final int LIMITS_PER_MODULE = 400;
  private static final int LIMITS_PER_PAIR = 40;

  @TestFactory
  Stream<DynamicTest> enginesAgreeOnWhatTheyOnceDifferedOn()
      throws IOException, URISyntaxException {
    Path folder = Path.of(RegressionTest.class.getResource("/regressions").toURI());
    var tests = Stream.<DynamicTest>builder();
    for (Regression each : Regression.all(folder)) {
      String pair = each.name() + " pair";
      tests.add(
          DynamicTest.dynamicTest(
              pair, () -> assertNull(each.replayPair(LIMITS_PER_PAIR).difference())));
      for (Tier tier : each.isForeign() ? new Tier[0] : Tier.values()) {
        String name = each.name() + " " + tier;
        tests.add(
            DynamicTest.dynamicTest(
                name, () -> assertNull(each.replay(tier, LIMITS_PER_MODULE).difference())));
      }
    }
    return tests.build();
  }
}
