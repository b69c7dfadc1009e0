package dev.assay.node.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a node's command line leaves open: {@code --gas-limit} comes from the environment's {@code
 * ASSAY_GAS_LIMIT}, or else from {@code gas-limit} in the properties file that {@code --config}
 * names.
 */
final class Settings implements IDefaultValueProvider {
  private static final String CONFIG = "--config";
  private static final String PREFIX = "ASSAY_";

  private final Map<String, String> environment;
  private final Properties file;

  private Settings(Map<String, String> environment, Properties file) {
    this.environment = environment;
    this.file = file;
  }

  /** The settings for a command line. */
  static Settings of(Map<String, String> environment, String... args) {
    Properties file = new Properties();
    config(args).ifPresent(path -> load(path, file));
    return new Settings(environment, file);
  }

  private static Optional<Path> config(String... args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith(CONFIG + "=")) {
        return Optional.of(Path.of(args[i].substring(CONFIG.length() + 1)));
      }
      if (args[i].equals(CONFIG) && i + 1 < args.length) {
        return Optional.of(Path.of(args[i + 1]));
      }
    }
    return Optional.empty();
  }

  private static void load(Path path, Properties into) {
    try (Reader reader = Files.newBufferedReader(path)) {
      into.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.environment("cannot read --config " + path + ": " + e, e);
    }
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || !isOfNode(argument.command())) {
      return null;
    }
    String name = key(option);
    String given = environment.get(PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_'));
    return given != null ? given : file.getProperty(name);
  }

  private static boolean isOfNode(@Nullable CommandSpec command) {
    return command != null && command.userObject() instanceof DevCommand;
  }

  private static String key(OptionSpec option) {
    return option.longestName().substring(2);
  }

  /**
   * Refuses a file with keys that are no options: a misspelt one would be silently ignored.
   *
   * @throws CommandFailure that names them
   */
  void check(CommandSpec command) {
    TreeSet<String> unknown = new TreeSet<>(file.stringPropertyNames());
    command.options().forEach(option -> unknown.remove(key(option)));
    if (!unknown.isEmpty()) {
      throw CommandFailure.usage("no such options in --config: " + String.join(", ", unknown));
    }
  }
}
