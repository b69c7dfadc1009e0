package dev.assay.conformance.spec;

import java.io.IOException;
import java.util.List;

/**
 * A converted test file.
 *
 * @param name the path below the suite's folder, such as {@code core-3.0/simd/simd_lane}
 * @param modules where its modules are
 */
public record Script(String name, Modules modules, List<Command> commands) {
  /** Gives the module files that commands name. */
  @FunctionalInterface
  public interface Modules {
    /** The bytes of one. */
    byte[] read(String file) throws IOException;
  }
}
