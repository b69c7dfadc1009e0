package dev.assay.conformance;

import dev.assay.conformance.report.ReportFiles;
import dev.assay.conformance.report.Suite;
import dev.assay.conformance.report.SuiteRun;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every suite command takes: where the suite is, what of it to run, where to report. */
public final class SuiteOptions {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "folder of the suite, or of all suites (default: ../shared/suites)")
  private @Nullable Path folder;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "run only the files whose name contains this text")
  private String only = "";

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "where NAME.xml (JUnit) and NAME.html go (default: target/conformance)")
  private @Nullable Path report;

  /** The folder to look in. */
  public Path folder() {
    var chosen = place();
    if (!Files.isDirectory(chosen)) {
      throw CommandFailure.environment("no such folder: " + chosen, null);
    }
    return chosen;
  }

  /** The folder to look in, or the one file to run. */
  public Path place() {
    var chosen = folder != null ? folder : defaultFolder();
    if (!Files.exists(chosen)) {
      throw CommandFailure.environment("no such folder: " + chosen, null);
    }
    return chosen;
  }

  private static Path defaultFolder() {
    var property = System.getProperty("assay.suites");
    return property != null ? Path.of(property) : root().resolve("../shared/suites").normalize();
  }

  private static Path root() {
    return Path.of(System.getProperty("assay.root", "."));
  }

  /** Whether a file is to be run. */
  public boolean selects(String name) {
    return name.contains(only);
  }

  /** Starts a run that prints to the command's streams. */
  public SuiteRun start(String name, CommandLine command) {
    return new SuiteRun(name, command.getOut(), command.getErr(), Terminal.isAttached());
  }

  /** Writes the reports, prints the closing line, and gives the answer. */
  public ExitCode finish(SuiteRun run, CommandLine command) throws IOException {
    Suite suite = run.finish();
    var target = report != null ? report : root().resolve("target/conformance");
    ReportFiles.write(suite, target).forEach(file -> command.getErr().println("report: " + file));
    command.getOut().println(suite.closingLine());
    return suite.holds() ? ExitCode.OK : ExitCode.NO;
  }
}
