package dev.assay.node.cli;

import dev.assay.node.JwtSecret;
import dev.assay.node.NodeConfig.Control;
import dev.assay.node.NodeConfig.Endpoint;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where clients connect and what they may do there, on the command line. */
final class EndpointOptions {
  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = {"-p", "--port"},
      paramLabel = "N",
      defaultValue = "8545",
      description = "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--ipc",
      paramLabel = "PATH",
      arity = "0..1",
      fallbackValue = "/tmp/assay.ipc",
      description = "Listen on a local socket too (default: ${FALLBACK-VALUE}).")
  private @Nullable Path ipc;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      split = ",",
      description =
          "Serve requests to this host name too, * for any (always: localhost, addresses).")
  private Set<String> names = Set.of();

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      defaultValue = "*",
      description = "Pages that may read answers (default: ${DEFAULT-VALUE}).")
  private String origin = "*";

  @Option(
      names = "--jwt-secret",
      paramLabel = "FILE",
      description = {
        "Let only those control, trace and sign who show a token (JWT, HS256) under the secret in",
        "this file: 32 bytes of hex; it is made if there is none."
      })
  private @Nullable Path secret;

  /** The endpoint; {@code open} where everybody may control the node unless there is a secret. */
  Endpoint endpoint(boolean open) {
    if (port < 0 || port >= 65_536) {
      throw CommandFailure.usage("--port is 0 to 65535");
    }
    Set<String> allowed = new TreeSet<>(names);
    allowed.add("localhost");
    return new Endpoint(host, port, Optional.ofNullable(ipc), allowed, origin, control(open));
  }

  private Control control(boolean open) {
    if (secret != null) {
      return new Control.TokenHolders(JwtSecret.of(secret));
    }
    return open ? new Control.Everybody() : new Control.Nobody();
  }
}
