package dev.assay.node;

import dev.assay.node.chain.StateDump;
import dev.assay.node.rpc.DumpJson;
import dev.assay.node.rpc.RpcException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A dump in a file. It is written beside and moved into place: a torn one is never read. */
final class StateFile {
  private StateFile() {}

  /**
   * Reads a dump.
   *
   * @throws NodeStartException if there is none that can be read
   */
  static StateDump read(Path file) {
    try {
      return DumpJson.read(Files.readAllBytes(file), Integer.MAX_VALUE - 8);
    } catch (IOException e) {
      throw new NodeStartException("cannot read the state in " + file + ": " + e, e);
    } catch (RpcException e) {
      throw new NodeStartException("cannot load " + file + ": " + e.text(), e);
    }
  }

  static void write(StateDump dump, Path file) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.write(beside, DumpJson.write(dump, Integer.MAX_VALUE - 8));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
