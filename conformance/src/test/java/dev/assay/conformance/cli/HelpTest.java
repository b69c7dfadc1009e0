package dev.assay.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.cli.Subcommand;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The help of every command teaches, and its texts are what picocli takes for a format. */
class HelpTest {
  static Stream<Named<CommandSpec>> commands() {
    return ServiceLoader.load(Subcommand.class).stream()
        .map(each -> new CommandLine(each.get()).getCommandSpec())
        .flatMap(HelpTest::withSubcommands)
        .map(spec -> Named.of(spec.qualifiedName(), spec));
  }

  private static Stream<CommandSpec> withSubcommands(CommandSpec spec) {
    return Stream.concat(
        Stream.of(spec),
        spec.subcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .flatMap(HelpTest::withSubcommands));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyTextIsAFormat(CommandSpec spec) {
    Stream.of(
            Stream.of(spec.usageMessage().description()),
            Stream.of(spec.usageMessage().footer()),
            spec.args().stream().flatMap(arg -> Stream.of(arg.description())))
        .flatMap(texts -> texts)
        .forEach(text -> assertDoesNotThrow(() -> String.format(Locale.ROOT, text), text));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandSaysWhatItDoesAndShowsItDone(CommandSpec spec) {
    assertTrue(spec.usageMessage().description().length > 0, "description");
    if (!spec.usageMessage().hidden() && spec.subcommands().isEmpty()) {
      assertTrue(String.join("\n", spec.usageMessage().footer()).contains("Example"), "an example");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionSaysWhatItIsFor(CommandSpec spec) {
    spec.args().forEach(arg -> assertTrue(arg.description().length > 0, arg.toString()));
  }
}
