package dev.assay.conformance.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  private static final Suite SUITE =
      new Suite(
          "demo",
          List.of(
              new Group(
                  "a<b",
                  List.of(
                      Case.passed("line 1"),
                      Case.failed("line 2", "got \"<nul>\" \u0000 & \ud800"),
                      Case.skipped("line 3", "text format")),
                  0.5)));

  @Test
  void theClosingLineCounts() {
    assertEquals("1 passed, 1 failed, 1 skipped", SUITE.closingLine());
    assertFalse(SUITE.holds());
    assertFalse(new Suite("empty", List.of()).holds(), "nothing checked is no success");
    assertTrue(new Suite("one", List.of(new Group("g", List.of(Case.passed("x")), 0))).holds());
  }

  @Test
  void reportsAreWellFormedWhateverTheMessages(@TempDir Path folder) throws Exception {
    var files = ReportFiles.write(SUITE, folder);
    var xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(files.getFirst().toFile())
            .getDocumentElement();
    assertEquals(3, xml.getElementsByTagName("testcase").getLength());
    assertEquals(1, xml.getElementsByTagName("failure").getLength());
    assertEquals(1, xml.getElementsByTagName("skipped").getLength());
    var html = Files.readString(files.getLast());
    assertTrue(html.contains("a&lt;b") && html.contains("1 passed, 1 failed, 1 skipped"), html);
  }
}
