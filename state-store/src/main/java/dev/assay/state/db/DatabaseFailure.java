package dev.assay.state.db;

import org.jspecify.annotations.Nullable;

/** The database cannot do what was asked, for a reason outside the program. */
public final class DatabaseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is wrong. */
  public enum Kind {
    /** Another process has the directory open. */
    IN_USE,
    /** The data was written by a newer version. */
    NEWER_SCHEMA,
    /** Blocks that were acknowledged are missing. */
    BLOCKS_MISSING,
    /** Bytes on disk are not what was written. */
    CORRUPT,
    /** The disk is full. */
    DISK_FULL,
    /** The user of the process may not read or write a file, or nobody may write to the disk. */
    NOT_PERMITTED,
    /** Reading or writing failed otherwise. */
    INPUT_OUTPUT,
    /** The database was closed. */
    CLOSED
  }

  DatabaseFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  DatabaseFailure(Kind kind, String message) {
    this(kind, message, null);
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }
}
