package dev.assay.conformance.run;

import dev.assay.metering.profile.GasProfile;
import dev.assay.metering.profile.GasProfiler;
import dev.assay.metering.profile.GuestProfiler;
import dev.assay.metering.profile.ProfileFiles;
import dev.assay.metering.profile.ProfileTable;
import dev.assay.vm.debug.SourceLines;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.GasTank;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Collects where the gas of a run goes, from the start function to the last result or trap. */
final class RunProfile {
  private final String title;
  private final GasTank tank;
  private final long full;
  private final GasProfiler profiler;
  private final GuestProfiler listener;

  RunProfile(Path module, GasTank tank) {
    this.title = "assay run " + module.getFileName();
    this.tank = tank;
    this.full = tank.remaining();
    this.profiler = new GasProfiler(title);
    this.listener =
        new GuestProfiler(
            profiler, full, code -> SourceLines.of(code, name -> beside(module, name)));
  }

  /** A source map that the module names, which stands in the module's folder. */
  private static Optional<byte[]> beside(Path module, String name) {
    try {
      Path file = module.resolveSibling(Path.of(name).getFileName());
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (InvalidPathException | IOException e) {
      return Optional.empty();
    }
  }

  ExecutionListener listener() {
    return listener;
  }

  /** Prints the tables and writes the files; the run has ended. */
  void write(List<Path> files, PrintWriter out) throws IOException {
    listener.end(full - tank.remaining());
    GasProfile profile = profiler.finish();
    out.print(ProfileTable.of(profile));
    for (Path file : files) {
      Files.writeString(file, ProfileFiles.content(profile, title, file));
    }
  }
}
