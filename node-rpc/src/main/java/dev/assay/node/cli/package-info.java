/**
 * The command line. {@link dev.assay.node.cli.Main} knows no command: it collects every {@link
 * dev.assay.node.cli.Subcommand} that {@link java.util.ServiceLoader} finds, so a module adds its
 * own by one class and one line in {@code META-INF/services/dev.assay.node.cli.Subcommand}.
 *
 * <p>A command prints its answer on the command line's standard output, everything else on standard
 * error, and returns an {@link dev.assay.node.cli.ExitCode}. What the user can mend is thrown as a
 * {@link dev.assay.node.cli.CommandFailure}, whose message is all the user sees; any other
 * exception is a bug and shows its stack.
 */
@NullMarked
package dev.assay.node.cli;

import org.jspecify.annotations.NullMarked;
