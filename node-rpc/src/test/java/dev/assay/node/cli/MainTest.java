package dev.assay.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(
        List.of(new Fails(), new Answers()), new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void helpListsEveryCommandAndAnExample() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString().contains("answers"), out::toString);
    assertTrue(out.toString().contains("assay demo"), out::toString);
  }

  @Test
  void everyCommandHasHelp() {
    assertEquals(0, run("answers", "--help"));
    assertTrue(out.toString().contains("--no"), out::toString);
  }

  @Test
  void versionIsTheBuildsVersion() {
    assertEquals(0, run("--version"));
    assertTrue(
        out.toString().matches("assay \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\\R"), out::toString);
  }

  @Test
  void answersBecomeExitCodes() {
    assertEquals(0, run("answers"));
    assertEquals("an answer" + System.lineSeparator(), out.toString());
    assertEquals(1, run("answers", "--no"));
  }

  @Test
  void wrongUsageIsTwo() {
    assertEquals(2, run(), err::toString);
    assertEquals(2, run("answer"));
    assertTrue(err.toString().contains("answers"), "suggests the near name: " + err);
    assertEquals(2, run("answers", "--what"));
  }

  @Test
  void failuresShowTheirSentenceOnly() {
    assertEquals(1, run("fails", "--how", "no"));
    assertEquals(2, run("fails", "--how", "usage"));
    assertEquals(3, run("fails", "--how", "environment"));
    assertEquals(3, run("fails", "--how", "file"));
    assertTrue(err.toString().contains("no such file: x.wasm"), err::toString);
    assertFalse(err.toString().contains("\tat "), err::toString);
  }

  @Test
  void aBugShowsItsStack() {
    assertEquals(3, run("fails", "--how", "bug"));
    assertTrue(err.toString().contains("this is a bug"), err::toString);
    assertTrue(err.toString().contains("\tat "), err::toString);
  }

  @Command(name = "answers")
  static final class Answers implements Subcommand {
    @Spec private CommandSpec spec;

    @Option(names = "--no")
    private boolean no;

    @Override
    public ExitCode call() {
      spec.commandLine().getOut().println("an answer");
      return no ? ExitCode.NO : ExitCode.OK;
    }
  }

  @Command(name = "fails")
  static final class Fails implements Subcommand {
    @Option(names = "--how")
    private String how = "";

    @Override
    public ExitCode call() throws Exception {
      throw switch (how) {
        case "no" -> CommandFailure.no("no");
        case "usage" -> CommandFailure.usage("usage");
        case "environment" -> CommandFailure.environment("environment", null);
        case "file" -> new NoSuchFileException("x.wasm");
        default -> new IllegalStateException("bug");
      };
    }
  }
}
