package dev.assay.node.cli;

import dev.assay.node.NodeStartException;
import dev.assay.node.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: {@code assay COMMAND}, the commands being whatever the modules bring along. */
@Command(
    name = "assay",
    versionProvider = Main.VersionLine.class,
    description = "A deterministic, exactly metered WebAssembly smart-contract chain.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  assay demo                 a contract deployed, used and attacked, in ten seconds",
      "  assay dev                  a local chain for your wallet and scripts on port 8545",
      "  assay COMMAND --help       what a command takes, with an example",
      "",
      "Exit codes: 0 ok, 1 the answer is no, 2 usage, 3 the environment."
    })
public final class Main implements Callable<ExitCode> {
  @Spec private @Nullable CommandSpec spec;

  private Main() {}

  /** Runs the command line and ends the process. */
  public static void main(String[] args) {
    // What the program prints is the same everywhere, and scripts read some of it.
    Locale.setDefault(Locale.ROOT);
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(commands(args), out, err, args));
  }

  /**
   * The command that is meant, or all of them for whoever names none: to describe every command
   * takes a tenth of the time that a chain takes to start.
   */
  private static List<Subcommand> commands(String... args) {
    var all = ServiceLoader.load(Subcommand.class).stream().toList();
    var meant =
        all.stream().filter(each -> args.length > 0 && isNamed(each.type(), args[0])).toList();
    return (meant.isEmpty() ? all : meant).stream().map(ServiceLoader.Provider::get).toList();
  }

  private static boolean isNamed(Class<?> type, String name) {
    Command command = type.getAnnotation(Command.class);
    return command.name().equals(name) || List.of(command.aliases()).contains(name);
  }

  /** Runs one command line and returns the process's exit code. */
  public static int run(
      List<? extends Subcommand> commands, PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = commandLine(commands).setOut(out).setErr(err);
    try {
      return line.setDefaultValueProvider(Settings.of(System.getenv(), args)).execute(args);
    } catch (CommandFailure unreadable) {
      complain(line, unreadable.getMessage());
      return unreadable.exitCode().code();
    }
  }

  private static CommandLine commandLine(List<? extends Subcommand> commands) {
    var line = new CommandLine(new Main());
    commands.stream()
        .map(CommandLine::new)
        .sorted(Comparator.comparing(CommandLine::getCommandName))
        .forEach(command -> line.addSubcommand(command.getCommandName(), command));
    line.getCommandSpec().mixinStandardHelpOptions(true);
    line.getSubcommands().values().forEach(Main::addHelp);
    return line.setExecutionExceptionHandler((e, command, _) -> explain(e, command))
        .setExecutionStrategy(Main::execute)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpWidth(100)
        .setUsageHelpAutoWidth(false);
  }

  private static void addHelp(CommandLine command) {
    var spec = command.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.mixinStandardHelpOptions(true);
      spec.versionProvider(new VersionLine());
    }
    command.getSubcommands().values().forEach(Main::addHelp);
  }

  private static int execute(CommandLine.ParseResult parsed) {
    if (CommandLine.executeHelpRequest(parsed) != null) {
      return ExitCode.OK.code();
    }
    new CommandLine.RunLast().execute(parsed);
    var last = parsed.asCommandLineList().getLast();
    return last.<ExitCode>getExecutionResult().code();
  }

  private static int explain(Exception e, CommandLine command) {
    var code = exitCode(e);
    switch (e) {
      case CommandFailure failure -> complain(command, failure.getMessage());
      case NodeStartException failure -> complain(command, failure.getMessage());
      case NoSuchFileException failure -> complain(command, "no such file: " + failure.getFile());
      case IOException failure -> complain(command, describe(failure));
      case UncheckedIOException failure ->
          complain(command, describe(Objects.requireNonNull(failure.getCause())));
      default -> {
        complain(command, "this is a bug in assay " + Version.current() + ":");
        e.printStackTrace(command.getErr());
      }
    }
    return code.code();
  }

  private static void complain(CommandLine command, @Nullable String message) {
    command.getErr().println(command.getColorScheme().errorText("assay: " + message));
  }

  private static String describe(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static ExitCode exitCode(Throwable e) {
    return e instanceof CommandFailure failure ? failure.exitCode() : ExitCode.ENVIRONMENT;
  }

  /** Called bare, the program says what it can do; that was not asked, so it is a wrong usage. */
  @Override
  public ExitCode call() {
    Objects.requireNonNull(spec).commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** What {@code --version} prints. */
  static final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "assay " + Version.current() + " (Java " + Runtime.version() + ")",
      };
    }
  }
}
