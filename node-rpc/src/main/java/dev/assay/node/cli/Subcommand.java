package dev.assay.node.cli;

import java.util.concurrent.Callable;

/**
 * One command of {@code assay}: a class with picocli's {@code @Command(name, description, footer)},
 * a public constructor without parameters, and a line in {@code
 * META-INF/services/dev.assay.node.cli.Subcommand}. The footer shows an example; {@code --help} is
 * added by {@link Main}. A group of commands extends it too and prints its usage when called bare.
 *
 * <p>Output goes to {@code commandSpec.commandLine().getOut()} and {@code getErr()}.
 */
public interface Subcommand extends Callable<ExitCode> {}
