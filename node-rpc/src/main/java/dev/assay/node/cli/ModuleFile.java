package dev.assay.node.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.ServiceLoader;

/** A file that holds a module, in the binary or in the text format. */
public final class ModuleFile {
  private static final byte[] MAGIC = HexFormat.of().parseHex("0061736d");

  private ModuleFile() {}

  /**
   * The module's binary. A file is taken for text when its name ends in {@code .wat} or {@code
   * .wast} and it does not begin like a binary.
   *
   * @throws CommandFailure when there is no such file, or the text is no module
   */
  public static byte[] read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.environment("no such file: " + file, null);
    }
    byte[] bytes = Files.readAllBytes(file);
    return isText(file, bytes) ? assemble(file, bytes) : bytes;
  }

  private static boolean isText(Path file, byte[] bytes) {
    boolean binary = bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, 4, MAGIC, 0, 4);
    String name = file.toString();
    return !binary && (name.endsWith(".wat") || name.endsWith(".wast"));
  }

  private static byte[] assemble(Path file, byte[] text) {
    return ServiceLoader.load(ModuleText.class)
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.environment(
                    file + " is text, and this build reads binary modules only", null))
        .assemble(String.valueOf(file.getFileName()), text);
  }
}
