package dev.assay.conformance.spec;

import java.nio.file.Path;
import java.util.List;

/**
 * A converted test file.
 *
 * @param name the path below the suite's folder, such as {@code core-3.0/simd/simd_lane}
 * @param folder where its modules are
 */
public record Script(String name, Path folder, List<Command> commands) {}
