package dev.assay.conformance.text;

import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ModuleText;

/** The text format for the commands that take a module. */
public final class TextModules implements ModuleText {
  @Override
  public byte[] assemble(String name, byte[] text) {
    try {
      return Wabt.module(name, text, Wabt.Check.VALID);
    } catch (MalformedText e) {
      throw CommandFailure.no(String.valueOf(e.getMessage()));
    }
  }
}
