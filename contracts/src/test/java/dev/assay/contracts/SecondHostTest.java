package dev.assay.contracts;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The contracts run on V8 with host functions written a second time, in JavaScript. */
class SecondHostTest {

  @Test
  void theContractsDoTheirWorkOnAnIndependentHost() throws IOException {
    NodeJs.assumePresent("contracts on V8");
    NodeJs.run(Path.of("."), "node", "--test", "src/test/js/").mustSucceed();
  }
}
