package dev.assay.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of this program, as the build wrote it. */
public final class Version {
  private static final String CURRENT = read();

  private Version() {}

  /** Such as {@code 0.1.0}. */
  public static String current() {
    return CURRENT;
  }

  /** How a node names itself to its clients: program, version, platform, Java. */
  public static String client() {
    String platform = System.getProperty("os.name").replace(' ', '_');
    String machine = platform + "-" + System.getProperty("os.arch");
    return String.join("/", "Assay", "v" + CURRENT, machine, "java" + Runtime.version().feature());
  }

  private static String read() {
    try (var in = Objects.requireNonNull(Version.class.getResourceAsStream("version.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
