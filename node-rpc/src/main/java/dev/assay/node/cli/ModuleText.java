package dev.assay.node.cli;

/**
 * Reads modules in the text format. The program itself reads binaries; a module that can do more
 * brings an implementation along, found by {@code ServiceLoader}.
 */
public interface ModuleText {
  /**
   * The binary of a module.
   *
   * @param name the file's, for messages
   * @throws CommandFailure with the line and column of what is wrong
   */
  byte[] assemble(String name, byte[] text);
}
