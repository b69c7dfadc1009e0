package dev.assay.vm.jit;

/** Why a function stays with the interpreter. No result depends on it. */
public enum Refusal {
  /** It computes on vectors, or passes one. */
  VECTORS("vectors"),
  /** Its parameters do not fit those of a method. */
  PARAMETERS("too many parameters"),
  /** Its blocks are nested too deeply to be taken apart. */
  NESTING("nested too deeply"),
  /** With its parts it takes more of the JVM's stack than its call weighs. */
  STACK("parts too deep"),
  /** No part of it could be made small enough for HotSpot. */
  SIZE("too large"),
  /** The functions before it are as much as is compiled of a module. */
  BUDGET("module too large");

  private final String reason;

  Refusal(String reason) {
    this.reason = reason;
  }

  /** The reason in words. */
  @Override
  public String toString() {
    return reason;
  }
}
