package dev.assay.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The public test suites, which are not part of the repository. */
public final class Suites {
  private Suites() {}

  /** A folder among them; where it is absent, one line says so. */
  public static Optional<Path> find(String name) {
    var folder = Path.of(System.getProperty("assay.suites", "../shared/suites"), name).normalize();
    if (Files.isDirectory(folder)) {
      return Optional.of(folder);
    }
    System.out.println(
        "no " + folder + ": only the vectors kept here run; -Dassay.suites=DIR says where it is");
    return Optional.empty();
  }
}
